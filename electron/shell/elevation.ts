import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { app } from 'electron';
import { AppError } from '../../shared/errors';
import { startedByArgument } from './started-by';

const NOT_HERE = 'Only Windows can start a program again as administrator.';

/**
 * Whether this program can be started again as administrator. Elevating a program from a folder that its user may write
 * hands that user's rights to whoever can change a file there, so that is said before.
 */
export async function elevation(): Promise<{ possible: boolean; warning: string | null }> {
  if (process.platform !== 'win32') return { possible: false, warning: NOT_HERE };
  const folder = path.dirname(app.getPath('exe'));
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const warning = writable
    ? `You may write to ${folder}: any program of yours could change IIS Switchboard and so become administrator. Install it under Program Files for daily use.`
    : null;
  return { possible: true, warning };
}

// The values come by the environment: the command is the same text every time.
const COMMAND =
  'Start-Process -Verb RunAs -FilePath $env:SWITCHBOARD_EXE -ArgumentList $env:SWITCHBOARD_ARGS';

/**
 * Starts this program again as administrator, on the same data folder (the other account has one of its own, and pending
 * changes are in this one), and ends this one. Throws `not-elevated` when Windows or its user refuses.
 */
export async function restartElevated(dataDir: string): Promise<Record<string, never>> {
  if (process.platform !== 'win32') throw new AppError('not-elevated', NOT_HERE);
  const root = process.env['SystemRoot'] ?? 'C:\\Windows';
  const shell = path.win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  app.releaseSingleInstanceLock();
  const child = spawn(shell, ['-NoProfile', '-NonInteractive', '-Command', COMMAND], {
    windowsHide: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      SWITCHBOARD_EXE: app.getPath('exe'),
      SWITCHBOARD_ARGS: `"--data=${dataDir}" ${startedByArgument(process.env)}`.trim(),
    },
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('exit', resolve);
  });
  if (code !== 0)
    throw new AppError('not-elevated', 'IIS Switchboard was not started as administrator.', {
      fix: 'Allow it when Windows asks, or start it from an administrator account.',
    });
  app.quit();
  return {};
}
