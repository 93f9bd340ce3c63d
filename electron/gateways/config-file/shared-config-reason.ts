import { access, realpath } from 'node:fs/promises';
import path from 'node:path';
import { fold } from '../../iis/config';
import { readRedirection } from '../../iis/config/model/redirection';
import { readSourceIfThere } from './read-source';

/** What IIS writes beside an exported configuration, and only there (Shared Configuration, Export). */
const KEY_FILE = 'configEncKey.key';

/**
 * Why a file is the live configuration of servers that share one, in one sentence, or null: it lies where the
 * redirection.config of this computer points, or the keys of an exported configuration lie beside it. `real` is the
 * file itself, not a link to it.
 */
export async function sharedConfigReason(
  real: string,
  systemRoot: string | undefined = process.env['SystemRoot'],
): Promise<string | null> {
  const folder = path.dirname(real);
  const keys = await access(path.join(folder, KEY_FILE)).then(
    () => true,
    () => false,
  );
  if (keys)
    return `${real} is the shared configuration of IIS servers (${KEY_FILE} lies beside it), which is not written as a file.`;
  if (systemRoot === undefined || systemRoot === '') return null;
  const target = await redirectionTarget(path.join(systemRoot, 'System32', 'inetsrv', 'config'));
  if (target === null || fold(await realpath(target).catch(() => target)) !== fold(folder)) return null;
  return `${real} is where this computer's redirection.config points, so it is live and not written as a file.`;
}

/** One that can't be read, or holds no redirection, points nowhere. */
async function redirectionTarget(configFolder: string): Promise<string | null> {
  try {
    const file = await readSourceIfThere(path.join(configFolder, 'redirection.config'));
    const redirection = file ? readRedirection(file) : null;
    if (!redirection?.enabled || redirection.path === '') return null;
    const expanded = redirection.path.replaceAll(
      /%([^%]+)%/g,
      (all, name: string) => process.env[name] ?? all,
    );
    return path.resolve(expanded);
  } catch {
    return null;
  }
}
