import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLog, makeLog } from './log';
import { tempDir } from './testing/temp-dir';

async function lines(dir: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(dir, 'logs', 'switchboard.log'), 'utf8');
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a line is one JSON object, whatever is in the message', async () => {
  const dir = await tempDir();
  const log = createLog(dir);
  log.info('100 %s %c of\n"it"', { site: '%d', ms: 3 });
  log.call('servers.list').error('failed', { password: 'hunter2', why: 'password="hunter2"' });
  await log.written();
  const [first, second] = await lines(dir);
  expect(first).toMatchObject({ level: 'info', message: '100 %s %c of\n"it"', site: '%d', ms: 3 });
  expect(second).toMatchObject({ level: 'error', message: 'failed' });
  expect(second?.['call']).toMatch(/^servers\.list#[0-9a-f]{8}$/);
  expect(JSON.stringify(second)).not.toContain('hunter2');
  expect((await stat(join(dir, 'logs', 'switchboard.log'))).mode & 0o077).toBe(0);
});

test('two logs of two data folders do not mix', async () => {
  const [a, b] = [await tempDir(), await tempDir()];
  const logs = [createLog(a), createLog(b)];
  logs[0]?.info('to a');
  logs[1]?.info('to b');
  await Promise.all(logs.map((log) => log.written()));
  expect((await lines(a)).map(({ message }) => message)).toEqual(['to a']);
});

test('a full log is moved aside, and only two old ones stay', async () => {
  const dir = await tempDir();
  await mkdir(join(dir, 'logs'));
  for (let round = 0; round < 4; round += 1) {
    await writeFile(join(dir, 'logs', 'switchboard.log'), 'x'.repeat(5 * 1024 * 1024 + 1));
    const log = createLog(dir);
    log.info(`round ${round}`);
    await log.written();
  }
  expect((await readdir(join(dir, 'logs'))).toSorted()).toEqual([
    'switchboard.1.log',
    'switchboard.2.log',
    'switchboard.log',
  ]);
  expect((await stat(join(dir, 'logs', 'switchboard.log'))).size).toBeLessThan(500);
});

test('lines wait for a calm moment in their order, and an error brings them all', async () => {
  const dir = await tempDir();
  let calm = (): void => undefined;
  const log = createLog(dir, new Promise((resolve) => (calm = resolve)));
  log.info('first');
  await new Promise((done) => setTimeout(done, 50));
  await expect(lines(dir)).rejects.toThrow('ENOENT');
  log.error('second');
  await expect.poll(() => lines(dir).catch(() => [])).toHaveLength(2);
  calm();
  log.info('third');
  expect((await lines(dir)).map(({ message }) => message)).toEqual(['first', 'second', 'third']);
});

test('a log that has no place does not stop the program', async () => {
  const dir = await tempDir();
  await writeFile(join(dir, 'file'), '');
  expect(() => createLog(join(dir, 'file')).info('nowhere')).not.toThrow();
});

test('a field cannot take the place of the level or the time', () => {
  const seen: string[] = [];
  makeLog((_, line) => seen.push(line)).info('true', { level: 'fake', time: 'never' });
  expect(JSON.parse(seen[0] ?? '')).toMatchObject({ level: 'info', message: 'true' });
});
