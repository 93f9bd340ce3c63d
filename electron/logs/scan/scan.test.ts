import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logReport } from '../report';
import { isNoText, randomLog } from '../testing/random-log';
import type { RandomLog } from '../testing/random-log';
import { emptySums, slowRead } from '../testing/slow-reader';
import type { Range, SlowSums } from '../testing/slow-reader';
import { emptyScan, scanLogs } from './log-scan';
import type { LogScan } from './log-scan';
import { ownThread } from './runner';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'switchboard-logs-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folders = 0;
function folderOf(files: Record<string, Uint8Array | string>): string {
  const dir = path.join(root, `${(folders += 1)}`);
  mkdirSync(dir);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(dir, name), bytes);
  return dir;
}

const ALL: Range = { since: null, until: null };
const runner = ownThread();
const scanned = (dir: string, range = ALL, pieceBytes?: number): Promise<LogScan> =>
  scanLogs([dir], runner, { range, ...(pieceBytes === undefined ? {} : { pieceBytes }) });

function sumsOf({ tally }: LogScan): Omit<SlowSums, 'unexplained'> {
  const { statuses, reasons } = logReport({ ...emptyScan(ALL), tally });
  const lives = tally.lives.counts();
  const times = tally.times.wire();
  const named = (names: typeof tally.urls): Record<string, number> =>
    Object.fromEntries(names.top(Infinity).map(({ name, sockets, refused }) => [name, sockets + refused]));
  return {
    lines: tally.lines,
    malformed: tally.malformed,
    statuses,
    reasons,
    lives: [...lives.ms].flatMap((ms, at) => Array.from({ length: lives.count[at] ?? 0 }, () => ms)),
    times: Object.fromEntries(
      [...times.times].map((at, place) => [`${at} ${times.status[place] ?? 0}`, times.counts[place] ?? 0]),
    ),
    urls: named(tally.urls),
    clients: named(tally.clients),
  };
}

function expected(logs: readonly RandomLog[], range: Range): SlowSums {
  const sums = emptySums();
  for (const log of logs) if (!isNoText(log)) slowRead(log.bytes, log.format, sums, range);
  sums.lives.sort((a, b) => a - b);
  return sums;
}

const ranges: fc.Arbitrary<Range> = fc.constantFrom(
  ALL,
  ALL,
  { since: Date.UTC(2026, 10, 24, 3) / 1000, until: null },
  { since: Date.UTC(2026, 10, 24, 12) / 1000, until: Date.UTC(2026, 10, 25) / 1000 },
);

describe('the scan and a slow line-by-line reader', () => {
  test('count the same in logs with every oddity, cut into pieces anywhere, compressed or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomLog, fc.boolean()), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 20, max: 4000 }),
        ranges,
        async (logs, pieceBytes, range) => {
          const plain = logs.map(([log]) => log);
          const dir = folderOf(
            Object.fromEntries(
              logs.map(([log, gz], at): [string, Buffer] =>
                gz ? [`${at}.log.gz`, gzipSync(log.bytes)] : [`${at}.log`, log.bytes],
              ),
            ),
          );
          const scan = await scanned(dir, range, pieceBytes);
          const { unexplained, ...slow } = expected(plain, range);
          const { urls, clients, ...sums } = sumsOf(scan);
          expect(sums).toEqual({ ...slow, urls: undefined, clients: undefined });
          if (plain.every(({ format }) => format === 'w3c')) {
            expect(urls).toEqual(slow.urls);
            expect(clients).toEqual(slow.clients);
          }
          const noText = plain.filter(isNoText);
          expect(scan.tally.bytes).toBe(
            plain.reduce((sum, log) => sum + (noText.includes(log) ? 0 : log.bytes.length), 0),
          );
          if (unexplained > 0)
            expect(scan.unreadable.map(({ reason }) => reason).join()).toContain('under no #Fields');
          rmSync(dir, { recursive: true });
        },
      ),
      { numRuns: Math.min(1000, fc.readConfigureGlobal().numRuns ?? 100) },
    );
  });

  test('rows below a #Fields without date lost their day, when the piece before only had the #Date', async () => {
    const head = [
      '#Date: 2026-11-26 00:00:00',
      '#Fields: date time sc-status',
      `#Remark: ${'x'.repeat(100)}`,
    ];
    const rows = ['#Fields: time sc-status', '03:00:00 101', ''];
    const dir = folderOf({ 'u_ex261126.log': [...head, ...rows].join('\r\n') });
    const day = Date.UTC(2026, 10, 26, 3) / 1000;
    for (let pieceBytes = 20; pieceBytes < 220; pieceBytes += 1)
      expect([...(await scanned(dir, ALL, pieceBytes)).tally.times.wire().times]).toEqual([day]);
  });
});
