import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WindowsBox } from '../windows-box';

/** Runs a copied script by itself in a box's engine, as an administrator would. */
export async function runScript(
  box: WindowsBox,
  text: string,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const file = path.join(box.dir, 'change.ps1');
  await writeFile(file, text, 'ascii');
  return new Promise((resolve) => {
    const engine = box.env['SWITCHBOARD_POWERSHELL'] ?? '';
    const call = ['-NoProfile', '-NonInteractive', '-File', file, ...args];
    const child = execFile(engine, call, { env: box.env }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr });
    });
  });
}
