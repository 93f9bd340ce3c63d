import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildCli } from '../../../scripts/lib/builds.mjs';
import { RowIndex } from '../rows/row-index';
import { logView } from '../view';
import { scanLogs } from './log-scan';
import type { LogScan } from './log-scan';
import { ownThread } from './runner';
import { ThreadRunner } from './thread-runner';

const FIELDS = '#Fields: date time cs-uri-stem c-ip sc-status sc-substatus time-taken\r\n';
const ROW = '2026-11-24 03:00:00 /chat 10.0.0.1 101 0 120000\r\n';
/** Most rows of a log are no handshakes. */
const MIXED = ROW.replace(' 101 ', ' 200 ').repeat(49) + ROW;
const range = { since: null, until: null };
const MEGABYTE = 1024 * 1024;

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-cancel-'));
beforeAll(() => buildCli(), 240_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function fileOf(name: string, bytes: string | Uint8Array): string {
  const file = path.join(dir, name);
  writeFileSync(file, bytes);
  return file;
}

/** A compressed log of so many MB of text: one part after another, each of 8 MB. */
function largeGzip(name: string, megabytes: number): string {
  const part = gzipSync(FIELDS + MIXED.repeat((8 * MEGABYTE) / MIXED.length));
  return fileOf(name, Buffer.concat(Array.from({ length: megabytes / 8 }, () => part)));
}

/** Scans until the first sums are there, and ends it then. */
async function cancelled(
  paths: string[],
  runner = new ThreadRunner(),
  pieceBytes?: number,
): Promise<LogScan> {
  onTestFinished(() => runner.close());
  const stop = new AbortController();
  return scanLogs(paths, runner, {
    ...{ range, signal: stop.signal, onPart: () => stop.abort() },
    ...(pieceBytes === undefined ? {} : { pieceBytes }),
  });
}

describe('a scan that is cancelled', () => {
  test('went on with large compressed logs to their end, and its threads did nothing else meanwhile', async () => {
    const runner = new ThreadRunner();
    const files = ['a.log.gz', 'b.log.gz'].map((name) => largeGzip(name, 800));
    const scan = await cancelled(files, runner);
    expect(scan.state).toBe('cancelled');
    expect(scan.tally.bytes).toBeGreaterThan(8 * MEGABYTE);
    expect(scan.tally.bytes).toBeLessThan(800 * MEGABYTE);
    const next = await scanLogs([fileOf('small.log', FIELDS + ROW)], runner, { range });
    expect([next.state, next.tally.lines]).toEqual(['whole', 1]);
  });

  test('leaves the pieces that wait for a thread, and ends those that have one in their middle', async () => {
    const file = fileOf('plain.log', FIELDS + ROW.repeat((96 * MEGABYTE) / ROW.length));
    const scan = await cancelled([file], new ThreadRunner(), 4 * MEGABYTE);
    const [reached] = scan.reached.values();
    expect(scan.tally.bytes).toBe(reached);
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(40 * MEGABYTE);
    expect(scan.tally.malformed).toBe(0);
  });

  test('has rows of what it read, as many as its sums count', async () => {
    const file = fileOf('rows.log', FIELDS + ROW.repeat(20_000));
    const gz = largeGzip('rows.log.gz', 80);
    for (const [paths, piece] of [
      [[file], 100_003],
      [[gz], undefined],
    ] as const) {
      const { tally, reached } = await cancelled([...paths], new ThreadRunner(), piece);
      const index = await RowIndex.build(
        paths,
        { range, status: '', reason: '', reached },
        ownThread(),
        new AbortController().signal,
      );
      expect(index.length + index.more).toBe(tally.lives.count);
    }
  });

  test('that is cancelled before it began has read nothing, and says no log was unreadable', async () => {
    const runner = new ThreadRunner();
    onTestFinished(() => runner.close());
    const signal = AbortSignal.abort();
    const task = { path: fileOf('c.log', FIELDS + ROW), fd: null, site: '', gz: false, format: null };
    const rest = { from: 0, to: null, above: { fields: null, day: null }, range, rows: null };
    const end = await runner.run({ ...task, ...rest }, () => undefined, signal);
    expect([end.stopped, end.problem]).toEqual([true, null]);
  });

  test('ends also when the threads are closed under it: what waited would have waited for ever', async () => {
    const runner = new ThreadRunner();
    const files = ['d', 'e', 'f', 'g', 'h', 'i'].map((name) =>
      fileOf(`${name}.log`, FIELDS + ROW.repeat(1000)),
    );
    const scan = scanLogs(files, runner, { range });
    await runner.close();
    expect((await scan).tally.lines).toBeLessThanOrEqual(6000);
  });
});

test('while the first large log is read, the heading said that no log could be read', async () => {
  const file = fileOf('first.log', FIELDS + ROW.repeat(5000));
  const seen: { files: number; heading: string }[] = [];
  await scanLogs([file], ownThread(), {
    ...{ range, pieceBytes: 50_000 },
    onPart: (scan) => seen.push({ files: scan.files, heading: logView(scan).heading }),
  });
  expect(seen.length).toBeGreaterThan(3);
  for (const { files, heading } of seen) {
    expect(files).toBe(1);
    expect(heading).not.toMatch(/No log|No socket/);
  }
});

test('as long as nothing was found, the heading says so of what was read, not of the whole time', async () => {
  const file = fileOf('nothing.log', FIELDS + ROW.replace(' 101 ', ' 200 ').repeat(5000));
  const headings: string[] = [];
  const scan = await scanLogs([file], ownThread(), {
    ...{ range, pieceBytes: 50_000 },
    onPart: (sofar) => headings.push(logView(sofar).heading),
  });
  expect(headings[0]).toBe('No socket ended and no handshake was refused in what was read so far.');
  expect(logView(scan).heading).toBe('No socket ended and no handshake was refused in this time.');
});

test('of a log that can not be read the bar would wait for ever: its bytes count as worked off', async () => {
  const binary = fileOf('a.exe', Buffer.from([77, 90, 0, 3, 0, 1, ...Array.from({ length: 500 }, () => 1)]));
  const log = fileOf('z.log', FIELDS + ROW);
  let read = 0;
  await scanLogs([binary, log], ownThread(), { range, onPart: (_scan, bytes) => (read = bytes) });
  expect(read).toBe(506 + FIELDS.length + ROW.length);
});
