import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DataFolder } from './data-folder';
import { sha256 } from './hash';
import type { ReplaceStep } from './replace-file';
import { tempDir } from './testing/temp-dir';

let out = '';

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'switchboard-other-'));
  await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      ssr: fileURLToPath(new URL('./testing/other-process.ts', import.meta.url)),
      outDir: out,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'other.mjs', format: 'es' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);

afterAll(() => rm(out, { recursive: true, force: true }));

function other(...args: string[]): ChildProcess {
  return spawn(process.execPath, [join(out, 'other.mjs'), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('two processes that count in one file under the lock lose no count', { timeout: 60_000 }, async () => {
  const dir = await tempDir();
  const children = [other('count', dir, '20'), other('count', dir, '20')];
  const ends = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(ends.map(([code]: unknown[]) => code)).toEqual([0, 0]);
  expect(JSON.parse(await readFile(join(dir, 'counter.json'), 'utf8'))).toMatchObject({ value: 40 });
});

test('a lock held by another process is waited for, then said to be busy', { timeout: 60_000 }, async () => {
  const dir = await tempDir();
  const child = other('hold', dir);
  if (child.stdout) await once(child.stdout, 'data');
  const folder = new DataFolder(dir);
  await expect(folder.withLock(() => Promise.resolve(1), { waitMs: 200 })).rejects.toMatchObject({
    code: 'busy',
  });
  child.kill('SIGTERM');
  await once(child, 'exit');
});

const steps: ReplaceStep[] = ['locked', 'checked', 'backed-up', 'temp-written', 'checked-again', 'renamed'];

test.each(steps)(
  'a process killed at "%s" leaves the whole old or the whole new file',
  { timeout: 60_000 },
  async (step) => {
    const dir = await tempDir();
    const path = join(dir, 'applicationHost.config');
    await writeFile(path, 'old');
    const backup = join(dir, 'backups', 'copy.config');
    const child = other('die', dir, step, path, sha256('old'), backup);
    await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');
    const text = await readFile(path, 'utf8');
    expect(text).toBe(step === 'renamed' ? 'new' : 'old');
    // Once the file is the new one, the old one is safe beside it.
    if (text === 'new') expect(await readFile(backup, 'utf8')).toBe('old');
    const names = await readdir(dir);
    expect(names.filter((name) => name.endsWith('.tmp')).length).toBeLessThanOrEqual(1);
  },
);
