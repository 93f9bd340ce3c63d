import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli } from '../../scripts/lib/builds.mjs';
import { makeLogs } from '../../scripts/make-logs.mjs';
import type { LogReport } from '../logs/report';
import { scanLogs } from '../logs/scan/log-scan';
import { ownThread } from '../logs/scan/runner';
import { logReport } from '../logs/report';
import { nightLog } from '../logs/testing/night';

const CLI = path.join(import.meta.dirname, '../../out/cli/switchboard.mjs');

let root = '';
beforeAll(async () => {
  await buildCli();
  root = mkdtempSync(path.join(tmpdir(), 'switchboard-cli-logs-'));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

function switchboard(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'logs', ...args], (error, out, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 128 : 0, out, said }),
    );
  });
}

const json = async (...args: string[]): Promise<LogReport> =>
  JSON.parse((await switchboard(...args, '--json')).out) as LogReport;

describe('switchboard logs', () => {
  test('prints the object that scripts rely on, name for name, from worker threads', async () => {
    const dir = path.join(root, 'many');
    makeLogs(dir, { bytes: 80_000_000, sites: 2 });
    writeFileSync(path.join(dir, 'w3wp.exe'), Buffer.from([77, 90, 0, 3, 0, 1]));
    const report = await json(dir);
    expect(Object.keys(report)).toEqual([
      'files',
      'bytes',
      'lines',
      'malformed',
      'unreadable',
      'statuses',
      'reasons',
      'lifetimesMs',
      'walls',
      'peaks',
    ]);
    expect(Object.keys(report.lifetimesMs)).toEqual(['count', 'p50', 'p95', 'max']);
    expect(report.unreadable).toEqual([{ file: path.join(dir, 'w3wp.exe'), reason: 'it is not a text log' }]);
    const alone = await scanLogs([dir], ownThread(), { range: { since: null, until: null } });
    expect(report).toEqual(JSON.parse(JSON.stringify(logReport(alone))));
  });

  test('a compressed log tells what it told before; a time range leaves out the rest', async () => {
    const dir = path.join(root, 'night');
    mkdirSync(dir);
    const { text, cut } = nightLog(1);
    writeFileSync(path.join(dir, 'u_ex261124.log.gz'), gzipSync(text));
    const whole = await json(dir);
    expect(whole.bytes).toBe(text.length);
    expect(whole.walls).toMatchObject([{ at: '2026-11-24T03:00:00Z' }]);
    const minute = await json(dir, '--since', '2026-11-24T03:00', '--until', '2026-11-24T03:00:00');
    expect(minute.statuses['101.0']).toBe(minute.lines);
    expect(minute.lines).toBeGreaterThanOrEqual(cut);
    expect(minute.lines).toBeLessThan(whole.lines);
    expect((await switchboard(dir)).out).toContain('lived 120 s: the ARR timeout');
  });

  test('--status adds up only the rows of those statuses, and still counts every line', async () => {
    const dir = path.join(root, 'statuses');
    mkdirSync(dir);
    const rows = ['101 0', '503 2', '503 0', '404 15', '200 0'].map(
      (status, at) => `2026-11-24 03:00:0${at} /chat ${status} 1000`,
    );
    const fields = '#Fields: date time cs-uri-stem sc-status sc-substatus time-taken';
    writeFileSync(path.join(dir, 'u_ex261124.log'), [fields, ...rows, ''].join('\r\n'));
    const errors = '#Fields: date time sc-status s-reason\r\n2026-11-24 03:00:00 - Timer_ConnectionIdle\r\n';
    writeFileSync(path.join(dir, 'httperr1.log'), errors);
    for (const more of [[], ['--since', '2026-11-24']]) {
      const one = await json(dir, '--status', '503.2, 404', ...more);
      expect(one).toMatchObject({ statuses: { '404.15': 1, '503.2': 1 }, reasons: {}, lines: 6 });
      expect(one.lifetimesMs.count).toBe(0);
    }
    const all = await json(dir, '--status', '503,101');
    expect(all.statuses).toEqual({ '101.0': 1, '503.0': 1, '503.2': 1 });
    for (const wrong of ['200', '50', '503.x', '']) {
      const { code, said } = await switchboard(dir, '--status', wrong);
      expect([code, said]).toMatchObject([2, expect.stringContaining('is no status that is counted')]);
    }
  });

  test('a day given to --until is that whole day, not its first second', async () => {
    const dir = path.join(root, 'until');
    mkdirSync(dir);
    const rows = ['2026-11-24 00:00:00', '2026-11-24 23:59:59', '2026-11-25 00:00:00'];
    const text = ['#Fields: date time sc-status', ...rows.map((time) => `${time} 101`), ''].join('\r\n');
    writeFileSync(path.join(dir, 'u_ex261124.log'), text);
    expect((await json(dir, '--since', '2026-11-24', '--until', '2026-11-24')).lines).toBe(2);
  });

  test('a script learns by exit 2 that nothing at all could be read', async () => {
    const dir = path.join(root, 'unreadable');
    mkdirSync(dir);
    writeFileSync(path.join(dir, 'w3wp.exe'), Buffer.from([77, 90, 0, 3, 0, 1]));
    const { code, out } = await switchboard(dir, '--json');
    expect([code, (JSON.parse(out) as LogReport).unreadable.length]).toEqual([2, 1]);
    writeFileSync(path.join(dir, 'u_ex261124.log'), '#Fields: date time sc-status\r\n');
    expect((await switchboard(dir)).code).toBe(0);
  });

  test('a path that is not there, and a time that is none, end with one sentence and exit 2', async () => {
    const missing = await switchboard(path.join(root, 'nowhere'), '--json');
    expect([missing.code, JSON.parse(missing.out)]).toMatchObject([2, { error: { code: 'file-missing' } }]);
    for (const args of [
      ['--since', 'yesterday'],
      ['--since', '2026-02-30'],
      ['--until', '2026-11-24T25:00'],
      ['--since', '2026-11-25', '--until', '2026-11-24'],
    ]) {
      const { code, said } = await switchboard(root, ...args);
      expect([code, said.split('\n').length]).toEqual([2, 2]);
    }
  });
});
