import { AppError } from '../../shared/errors';

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
