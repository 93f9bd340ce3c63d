import { protocol } from 'electron';
import path from 'node:path';
import { SCHEME } from './origin';
import { pageServer } from './page-files';

/** Before the app is ready. `codeCache` keeps compiled scripts in the profile: a tenth of the launch. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

/** Once the app is ready. */
export function servePage(): void {
  protocol.handle(SCHEME, pageServer(path.join(__dirname, '../renderer')));
}
