import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { tempDir } from '../../../electron/storage/testing/temp-dir';
import { buildCli } from '../../../scripts/lib/builds.mjs';
import { createWindowsBox, type WindowsBox } from '../windows-box';

const CLI = path.join(import.meta.dirname, '../../../out/cli/switchboard.mjs');

let box: WindowsBox;
beforeAll(async () => {
  await buildCli();
  box = await createWindowsBox({ config: typical });
}, 120_000);
afterAll(() => box.dispose());

/** The exit code; null when it had to be killed. */
function run(args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...box.env } });
    const timer = setTimeout(() => child.kill('SIGKILL'), 60_000);
    let out = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, out });
    });
  });
}

// A command that prints its answer and then polls on never gives a script its exit code.
test('a command on a real server ends with its exit code', { timeout: 200_000 }, async () => {
  const which = ['--server', '.', '--data', await tempDir()];
  const inspected = await run(['inspect', ...which]);
  expect(inspected.code).toBe(1);
  expect(inspected.out).toContain('Chat');
  expect(await run(['journal', ...which])).toEqual({ code: 0, out: 'Nothing was applied yet.\n' });
});
