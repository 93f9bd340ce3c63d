import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanLogs } from './log-scan';
import type { LogScan } from './log-scan';
import { ownThread } from './runner';
import type { Runner } from './runner';

const FIELDS = '#Fields: date time cs-uri-stem c-ip sc-status sc-substatus time-taken\r\n';
const row = (status: number | string, url = '/chat'): string =>
  `2026-11-24 03:00:00 ${url} 10.0.0.1 ${status} 0 120000\r\n`;
const range = { since: null, until: null };

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'switchboard-bad-logs-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

let count = 0;
function folder(): string {
  const dir = path.join(root, `${(count += 1)}`);
  mkdirSync(dir);
  return dir;
}

function fileOf(bytes: string | Uint8Array, name = 'u_ex261124.log'): string {
  const file = path.join(folder(), name);
  writeFileSync(file, bytes);
  return file;
}

const scan = (paths: string[], runner: Runner = ownThread(), pieceBytes?: number): Promise<LogScan> =>
  scanLogs(paths, runner, { range, ...(pieceBytes === undefined ? {} : { pieceBytes }) });
const reasons = ({ unreadable }: LogScan): string[] => unreadable.map(({ reason }) => reason);
const sums = ({ tally }: LogScan): { lines: number; malformed: number; sockets: number } => ({
  lines: tally.lines,
  malformed: tally.malformed,
  sockets: tally.lives.count,
});

describe('a log that is not as it should be', () => {
  test('a line of a megabyte is a line like any other, also where it is cut between two pieces', async () => {
    const long = row(101, `/${'x'.repeat(1024 * 1024)}`);
    const file = fileOf(FIELDS + row(101) + long + row(404) + long + row(101));
    for (const piece of [undefined, 700_000, 65_536])
      expect(sums(await scan([file], ownThread(), piece))).toEqual({ lines: 5, malformed: 0, sockets: 4 });
  });

  test('a line longer than memory may hold counts as malformed, and the next one is read', async () => {
    const file = fileOf(FIELDS + row(101) + 'y'.repeat(40 * 1024 * 1024) + '\r\n' + row(101));
    const done = await scan([file]);
    expect(sums(done)).toEqual({ lines: 3, malformed: 1, sockets: 2 });
  });

  test('rows lie across every boundary of what is read at a time', async () => {
    const many = 20_000;
    const file = fileOf(
      FIELDS + Array.from({ length: many }, (_, at) => row(101, `/${'z'.repeat(at % 97)}`)).join(''),
    );
    expect(sums(await scan([file]))).toEqual({ lines: many, malformed: 0, sockets: many });
    expect(sums(await scan([file], ownThread(), 100_001))).toEqual({
      lines: many,
      malformed: 0,
      sockets: many,
    });
  });

  test('the reserved zero bytes at the end of an open log are no line, nor a log of nothing else', async () => {
    const file = fileOf(FIELDS + row(101) + '\0'.repeat(70_000));
    expect(sums(await scan([file, fileOf('\0'.repeat(65_536))]))).toEqual({
      lines: 1,
      malformed: 0,
      sockets: 1,
    });
  });

  test('without #Fields, or with a garbled one, its lines are malformed and the file says why', async () => {
    const done = await scan([
      fileOf(row(101) + row(101)),
      fileOf(FIELDS.replace('sc-status', 'sc-st') + row(101)),
    ]);
    expect(sums(done)).toEqual({ lines: 3, malformed: 3, sockets: 0 });
    expect(reasons(done)).toEqual([
      '2 lines of it stand under no #Fields line with sc-status',
      '1 line of it stands under no #Fields line with sc-status',
    ]);
  });

  test('what is no log is named, not counted: a program, a folder of pictures, a central binary log, a pipe', async () => {
    const dir = folder();
    writeFileSync(path.join(dir, 'w3wp.exe'), Buffer.from([77, 90, 144, 0, 3, 0, 0, 0, 4, 0, 0, 0]));
    writeFileSync(path.join(dir, 'raw.ibl'), 'x');
    spawnSync('mkfifo', [path.join(dir, 'pipe')]);
    const done = await scan([dir]);
    expect(done.files).toBe(0);
    expect(reasons(done).sort()).toEqual([
      'it is a central binary log (CentralBinary), which holds no text',
      'it is no regular file',
      'it is not a text log',
    ]);
  });

  test('a log that becomes shorter, or goes away, while it is read is named, and what was read counts', async () => {
    const file = fileOf(FIELDS + row(101).repeat(10_000));
    const real = ownThread();
    let pieces = 0;
    const meddling: Runner = {
      ...real,
      run(task, emit) {
        pieces += 1;
        if (pieces === 3) truncateSync(file, 150_000);
        return real.run(task, emit);
      },
    };
    const done = await scan([file], meddling, 50_000);
    expect(reasons(done)).toEqual(['it became shorter while it was read']);
    expect(done.tally.bytes).toBe(150_000);
    const gone = fileOf(FIELDS + row(101));
    const removing: Runner = {
      ...real,
      run(task, emit) {
        rmSync(gone);
        return real.run(task, emit);
      },
    };
    expect(reasons(await scan([gone], removing))).toEqual(['it is not there']);
  });

  test('one log is counted once, whatever leads to it; links that go round in a circle end', async () => {
    const dir = folder();
    const file = path.join(dir, 'a.log');
    writeFileSync(file, FIELDS + row(101));
    symlinkSync(dir, path.join(dir, 'again'));
    symlinkSync(file, path.join(dir, 'b.log'));
    symlinkSync(path.join(dir, 'nowhere'), path.join(dir, 'c.log'));
    linkSync(file, path.join(dir, 'd.log'));
    const done = await scan([dir, file, dir]);
    // A hard link is a file of its own.
    expect([done.files, sums(done).sockets, reasons(done)]).toEqual([2, 2, ['it is not there']]);
  });

  test('of a compressed log with a wrong checksum the last rows were lost, and one counted as malformed', async () => {
    const many = 80_000;
    const zipped = gzipSync(FIELDS + row(101).repeat(many));
    zipped.fill(1, zipped.length - 8, zipped.length - 4);
    const done = await scan([fileOf(zipped, 'a.log.gz')]);
    expect(sums(done)).toEqual({ lines: many, malformed: 0, sockets: many });
    expect(reasons(done)[0]).toMatch(/^its compressed data has a wrong checksum/);
  });

  test('text that is no log of IIS is named for what it is: UTF-16, lines that end in carriage returns', async () => {
    const text = FIELDS + row(101) + row(101);
    const wide = await scan([fileOf(Buffer.from(`\ufeff${text}`, 'utf16le'))]);
    expect(reasons(wide)).toEqual([
      'it is UTF-16 text, which IIS never writes: save it as UTF-8 to have it read',
    ]);
    const old = await scan([fileOf(text.replaceAll('\r\n', '\r'))]);
    expect(reasons(old)).toEqual([
      'its lines end in carriage returns alone, which no log does, so no row of it was read',
    ]);
  });

  test('a scan that is stopped ends soon and answers what it has', async () => {
    const stop = new AbortController();
    const file = fileOf(FIELDS + row(101).repeat(50_000));
    const done = await scanLogs([file], ownThread(), {
      range,
      pieceBytes: 10_000,
      signal: stop.signal,
      onPart: () => stop.abort(),
    });
    expect(done.tally.lines).toBeGreaterThan(0);
    expect(done.tally.lines).toBeLessThan(2000);
  });
});
