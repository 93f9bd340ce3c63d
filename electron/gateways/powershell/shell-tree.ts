import { execFile } from 'node:child_process';
import path from 'node:path';

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Ends a shell with all it has started. Resolves when that was asked for; nothing to end is no error. */
export async function killTree(pid: number, platform: NodeJS.Platform): Promise<void> {
  // 0 and 1 with a minus are our own group and everything.
  if (pid <= 1) return;
  if (platform === 'win32') return taskkill(pid);
  killGroup(pid);
  // It may not have come to make its group yet.
  kill(pid);
}

/** Off Windows: ends what a shell, itself gone, has left in the group it led. */
export function killGroup(pid: number): void {
  if (pid > 1) kill(-pid);
}

/** /T takes the children too; TerminateProcess, which Node's kill is on Windows, leaves them running. */
function taskkill(pid: number): Promise<void> {
  const program = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  return new Promise((resolve) => {
    execFile(program, ['/PID', String(pid), '/T', '/F'], { windowsHide: true }, (error) => {
      // It also fails when the process is gone already.
      if (error) kill(pid);
      resolve();
    });
  });
}
