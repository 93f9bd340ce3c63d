import type { ServerEntry } from '../../shared/model/server';
import { LoggedSession } from '../gateways/powershell/logged-session';
import { NodePowerShellSession } from '../gateways/powershell/node-powershell-session';
import { PowerShellGateway } from '../gateways/powershell/powershell-gateway';
import type { Log } from '../storage/log';
import { THIS_COMPUTER } from './server-list';

interface WindowsGatewayOptions {
  entry: ServerEntry;
  log: Log;
  endpoints: () => Promise<{ site: string; path: string }[]>;
}

/** The gateway of a computer with IIS: this one, or another one by remoting. */
export function windowsGateway({ entry, log, endpoints }: WindowsGatewayOptions): PowerShellGateway {
  const here = entry.detail === THIS_COMPUTER;
  return new PowerShellGateway({
    session: new LoggedSession(
      new NodePowerShellSession({ target: here ? null : entry.detail }),
      entry.id,
      log,
    ),
    name: here ? 'This computer' : entry.name,
    host: here ? 'localhost' : entry.detail,
    mayElevate: here && process.platform === 'win32',
    log,
    endpoints,
  });
}
