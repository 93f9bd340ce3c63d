import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { createWindowsBox } from '../windows-box';

const root = path.resolve(import.meta.dirname, '../../..');

test('the writing tests for a real IIS pass on a box, so that they are ripe on the day Windows is at hand', async () => {
  const box = await createWindowsBox({ config: typical });
  onTestFinished(() => box.dispose());
  const folder = path.join(box.dir, 'Windows', 'System32', 'WindowsPowerShell', 'v1.0');
  await mkdir(folder, { recursive: true });
  await symlink(box.env['SWITCHBOARD_POWERSHELL'] ?? '', path.join(folder, 'powershell.exe'));
  // A runner inside a runner must not take itself for the outer one's worker.
  const env = Object.fromEntries(Object.entries(box.env).filter(([name]) => !name.startsWith('VITEST')));
  const call = [
    path.join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'e2e/powershell/windows.config.ts',
    'windows-write',
  ];
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, call, { cwd: root, env }, (error, out, err) => {
      resolve(error ? `failed: ${out}${err}` : out);
    });
  });
  expect(said).not.toMatch(/^failed/);
  expect(said).toMatch(/passed/);
}, 180_000);
