import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ownThread } from '../scan/runner';
import type { Runner } from '../scan/runner';
import { scanLogs } from '../scan/log-scan';
import { statusName } from '../sums/statuses';
import { randomLog } from '../testing/random-log';
import { csvCell } from './csv';
import { RowIndex } from './row-index';

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-rows-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const runner = ownThread();
const range = { since: null, until: null };
const never = new AbortController().signal;
const indexOf = (file: string, status = '', reason = '') =>
  RowIndex.build([file], { range, status, reason }, runner, never);

describe('rows of a log, read again from their places', () => {
  test.each([
    [
      'w3c',
      '#Fields: date time cs-uri-stem c-ip sc-status sc-substatus time-taken\r\n2026-11-24 03:00:00 /chat 10.0.0.1 101 0 120000\r\n',
      '101.0',
    ],
    [
      'iis',
      '10.0.0.1, -, 11/24/26, 3:00:00, W3SVC2, S, 10.1.1.1, 120000, 163, 3223, 101, 0, GET, /chat, -,\r\n',
      '101',
    ],
    ['ncsa', '10.0.0.1 - u [24/Nov/2026:03:00:00 +0000] "GET /chat HTTP/1.0" 101 3401\r\n', '101'],
  ])('a compressed log in %s format is read in that format, as a plain one', async (name, text, status) => {
    for (const [file, bytes] of [
      [`${name}.log`, Buffer.from(text)],
      [`${name}.log.gz`, gzipSync(text)],
    ] as const) {
      writeFileSync(path.join(dir, file), bytes);
      const index = await indexOf(path.join(dir, file));
      const at = Date.UTC(2026, 10, 24, 3) / 1000;
      const clock = name === 'iis' ? 'server' : 'utc';
      expect(await index.read(0, 9)).toMatchObject([{ at, clock, status, client: '10.0.0.1', url: '/chat' }]);
    }
  });

  test('of one reason of HTTPERR would be all rows, or none where the line has no status', async () => {
    const file = path.join(dir, 'httperr.log');
    const row = (reason: string, status: string) =>
      `2026-11-24 03:00:00 10.0.0.1 /chat ${status} 1 ${reason} ChatPool\r\n`;
    const lines = [row('QueueFull', '503'), row('Timer_ConnectionIdle', '-'), row('QueueFull', '503')];
    writeFileSync(
      file,
      `#Fields: date time c-ip cs-uri sc-status s-siteid s-reason s-queuename\r\n${lines.join('')}`,
    );
    const reasons = async (reason: string) =>
      (await (await indexOf(file, '', reason)).read(0, 9)).map((each) => each.reason);
    expect(await reasons('QueueFull')).toEqual(['QueueFull', 'QueueFull']);
    expect(await reasons('Timer_ConnectionIdle')).toEqual(['Timer_ConnectionIdle']);
    expect(await reasons('Queue')).toEqual([]);
  });

  test('are as many of each status as the scan counts, with every oddity, compressed or not', async () => {
    await fc.assert(
      fc.asyncProperty(randomLog, fc.boolean(), async ({ bytes }, gz) => {
        const file = path.join(dir, gz ? 'random.log.gz' : 'random.log');
        writeFileSync(file, gz ? gzipSync(bytes) : bytes);
        const { tally } = await scanLogs([file], runner, { range });
        const counts = Object.fromEntries([...tally.statuses].map(([key, n]) => [statusName(key), n]));
        const index = await indexOf(file);
        const read: Record<string, number> = {};
        for (const { status } of await index.read(0, index.length))
          if (Object.hasOwn(counts, status)) read[status] = (read[status] ?? 0) + 1;
        expect(read).toEqual(counts);
      }),
      { numRuns: 60 },
    );
  });

  test('of a log that is followed, what was seen before would be read again each second', async () => {
    const tasks: { path: string; from: number }[] = [];
    const watched: Runner = {
      ...runner,
      run: (task, emit) => {
        tasks.push({ path: path.basename(task.path), from: task.from });
        return runner.run(task, emit);
      },
    };
    const row = (second: number, status: number): string =>
      `2026-11-24 03:00:0${second} 10.0.0.1 ${status} 0\r\n`;
    const folder = mkdtempSync(path.join(dir, 'followed-'));
    const [old, today] = [path.join(folder, 'u_ex1.log'), path.join(folder, 'u_ex2.log')];
    const head = '#Fields: date time c-ip sc-status sc-substatus\r\n';
    writeFileSync(old, head + row(1, 404));
    writeFileSync(today, head + row(2, 101));
    const build = (before: RowIndex | null) =>
      RowIndex.build([folder], { range, status: '', reason: '' }, watched, never, before);
    const first = await build(null);
    appendFileSync(today, row(3, 503));
    tasks.length = 0;
    const next = await build(first);
    expect(tasks).toEqual([{ path: 'u_ex2.log', from: head.length + row(2, 101).length }]);
    expect((await next.read(0, 9)).map(({ status }) => status)).toEqual(['503.0', '101.0', '404.0']);
    expect(next.length).toBe(3);
  });

  test('of a log that was begun anew and is larger by now are its new ones: old places would lie in other lines', async () => {
    const file = path.join(dir, 'anew.log');
    const head = '#Fields: date time c-ip sc-status sc-substatus\r\n';
    const row = (second: number, status: number): string =>
      `2026-11-24 03:00:0${second} 10.0.0.1 ${status} 0\r\n`;
    writeFileSync(file, head + row(1, 404));
    const first = await indexOf(file);
    writeFileSync(file, `#Date: 2026-11-24\r\n${head}${row(2, 503)}${row(3, 101)}`);
    const next = await RowIndex.build([file], { range, status: '', reason: '' }, runner, never, first);
    expect((await next.read(0, 9)).map(({ status }) => status)).toEqual(['101.0', '503.0']);
  });
});

describe('a cell of CSV', () => {
  test('never begins as a formula does, whatever a client sent, and stays one cell of one line', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '"', ' ='), fc.string()),
        ([first, rest]) => {
          const cell = csvCell(first + rest);
          const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
          expect(inner === '-' || !/^\s*[=+\-@\t]/.test(inner)).toBe(true);
          expect(cell).not.toMatch(/[\r\n]/);
          if (cell.startsWith('"')) expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
          else expect(cell).not.toMatch(/[",;]/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
