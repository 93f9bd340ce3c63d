import { homedir } from 'node:os';
import { join } from 'node:path';

const WINDOWS_NAME = 'IIS Switchboard';
const XDG_NAME = 'iis-switchboard';

/**
 * The folder of settings, pending changes, journal, backups and log when `--data` names none: local to this machine
 * (a backup of a configuration has no place in a roaming profile). XDG_DATA_HOME counts only if absolute, as the
 * XDG base directory specification asks.
 */
export function defaultDataDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), WINDOWS_NAME);
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', WINDOWS_NAME);
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg?.startsWith('/') ? xdg : join(home, '.local', 'share'), XDG_NAME);
}
