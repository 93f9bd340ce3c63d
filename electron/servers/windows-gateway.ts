import { AppError } from '../../shared/errors';
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

/**
 * IIS is a part of Windows, and another server's is reached from Windows only (New-PSSession -ComputerName). Elsewhere
 * an engine named in SWITCHBOARD_POWERSHELL stands for it: that is how this program is tested. Throws
 * `powershell-missing`.
 */
export function refuseOffWindows(platform: NodeJS.Platform = process.platform): void {
  if (platform === 'win32' || process.env['SWITCHBOARD_POWERSHELL']) return;
  throw new AppError('powershell-missing', 'This computer does not run Windows, so it reaches no IIS.', {
    fix: 'Use this program on Windows, or open a copy of applicationHost.config here.',
  });
}
