import { appendFileSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { ownThread } from '../scan/runner';
import type { Runner } from '../scan/runner';
import type { RowQuestion } from './looks';
import { RowIndex } from './row-index';

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-newest-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const HEAD = '#Fields: date time cs-uri-stem sc-status sc-substatus\r\n';
const BEGIN = Date.UTC(2026, 10, 24) / 1000;
const never = new AbortController().signal;
const own = ownThread();
/** Several pieces at a time, which end in any order. */
const threads: Runner = { ...own, lanes: 3 };

const stamp = (second: number): string =>
  new Date((BEGIN + second) * 1000).toISOString().slice(0, 19).replace('T', ' ');
const row = (second: number, url: string, status = 503): string => `${stamp(second)} ${url} ${status} 0\r\n`;

const build = (paths: string[], question: Partial<RowQuestion> = {}, before: RowIndex | null = null) =>
  RowIndex.build(
    paths,
    { range: { since: null, until: null }, status: '', reason: '', ...question },
    threads,
    never,
    before,
  );
const urls = async (index: RowIndex): Promise<string[]> =>
  (await index.read(0, index.length)).map(({ url }) => url);

describe('of more rows than a table has', () => {
  test('the newest were called older and never shown', async () => {
    const folder = mkdtempSync(path.join(dir, 'many-'));
    const many = 120_000;
    const text = Array.from({ length: many }, (_, at) => row(Math.floor(at / 3), '/chat'));
    writeFileSync(path.join(folder, 'u_ex261124.log'), HEAD + text.join(''));
    const index = await build([folder]);
    expect([index.length, index.more]).toEqual([100_000, 20_000]);
    const last = BEGIN + Math.floor((many - 1) / 3);
    expect((await index.read(0, 1))[0]?.at).toBe(last);
    expect((await index.read(index.length - 1, 1))[0]?.at).toBe(BEGIN + Math.floor(20_000 / 3));
  });

  test('the newest of all logs are kept, newest first, whichever log is looked through first', async () => {
    const second = fc.integer({ min: 0, max: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(second, { maxLength: 40 }), fc.boolean()), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        async (logs, most) => {
          const folder = mkdtempSync(path.join(dir, 'any-'));
          const all: { second: number; log: number; at: number; url: string }[] = [];
          logs.forEach(([seconds, gz], log) => {
            const lines = seconds.map((each, at) => {
              all.push({ second: each, log, at, url: `/${log}-${at}` });
              return row(each, `/${log}-${at}`);
            });
            const text = HEAD + lines.join('');
            writeFileSync(path.join(folder, `u_ex${log}.log${gz ? '.gz' : ''}`), gz ? gzipSync(text) : text);
          });
          all.sort((a, b) => b.second - a.second || b.log - a.log || b.at - a.at);
          const index = await build([folder], { most });
          expect(await urls(index)).toEqual(all.slice(0, most).map(({ url }) => url));
          expect(index.more).toBe(Math.max(0, all.length - most));
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a new one of a log that is followed never appeared, as the table was full', async () => {
    const folder = mkdtempSync(path.join(dir, 'followed-'));
    const file = path.join(folder, 'u_ex261124.log');
    writeFileSync(file, HEAD + [1, 2, 3, 4, 5].map((at) => row(at, `/${at}`)).join(''));
    const first = await build([folder], { most: 3 });
    expect([await urls(first), first.more]).toEqual([['/5', '/4', '/3'], 2]);
    appendFileSync(file, row(6, '/6'));
    const next = await build([folder], { most: 3 }, first);
    expect([await urls(next), next.more]).toEqual([['/6', '/5', '/4'], 3]);
    const tomorrow = path.join(folder, 'u_ex261125.log');
    writeFileSync(tomorrow, HEAD + row(7, '/7') + row(8, '/8') + row(9, '/9'));
    const later = await build([folder], { most: 3 }, next);
    expect([await urls(later), later.more]).toEqual([['/9', '/8', '/7'], 6]);
    unlinkSync(tomorrow);
    expect(await urls(await build([folder], { most: 3 }, later))).not.toContain('/7');
  });
});

test('a row that was half written when the log was looked at is there once, and whole', async () => {
  const file = path.join(dir, 'half.log');
  for (const cut of [25, 30, row(2, '/2').length - 1]) {
    writeFileSync(file, HEAD + row(1, '/1') + row(2, '/2').slice(0, cut));
    const first = await build([file]);
    appendFileSync(file, row(2, '/2').slice(cut) + row(3, '/3'));
    expect(await urls(await build([file], {}, first))).toEqual(['/3', '/2', '/1']);
  }
});

test('after a scan that was cancelled, rows are of what it read and of nothing else', async () => {
  const [plain, gz, unread] = ['a.log', 'b.log.gz', 'c.log'].map((name) => path.join(dir, name));
  const text = (log: string): string => HEAD + [1, 2, 3].map((at) => row(at, `/${log}${at}`)).join('');
  if (!plain || !gz || !unread) throw new Error('three paths make three files');
  writeFileSync(plain, text('a'));
  writeFileSync(gz, gzipSync(text('b')));
  writeFileSync(unread, text('c'));
  const place = HEAD.length + row(1, '/a1').length + 5;
  const reached = new Map([
    [plain, place],
    [gz, place],
  ]);
  // The line that a plain log's end lies in is read to its own end, as by the scan.
  expect(await urls(await build([plain, gz, unread], { reached }))).toEqual(['/a2', '/b1', '/a1']);
});

test('a look for rows that is ended answers no table that lacks some', async () => {
  const file = path.join(dir, 'ended.log');
  writeFileSync(file, HEAD + row(1, '/1'));
  const stop = new AbortController();
  stop.abort();
  const question = { range: { since: null, until: null }, status: '', reason: '' };
  await expect(RowIndex.build([file], question, threads, stop.signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
});
