import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { leftOut } from '../report';
import { statusName } from '../sums/statuses';
import { LogFollower } from './follow';
import { scanLogs } from './log-scan';
import { ownThread } from './runner';

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-follow-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const range = { since: null, until: null };
const never = new AbortController().signal;
const HEAD = '#Fields: date time c-ip sc-status sc-substatus\r\n';
const row = (second: number, status: number): string =>
  `2026-11-24 03:00:0${second} 10.0.0.1 ${status} 0\r\n`;

async function followed(name: string, text: string) {
  const folder = mkdtempSync(path.join(dir, `${name}-`));
  const file = path.join(folder, 'u_ex261124.log');
  writeFileSync(file, text);
  const runner = ownThread();
  const follower = new LogFollower();
  const scan = await scanLogs([folder], runner, { range, signal: never, onFile: follower.note });
  const step = () => follower.step([folder], scan, runner, range, never);
  const statuses = () =>
    Object.fromEntries([...scan.tally.statuses].map(([key, count]) => [statusName(key), count]));
  return { folder, file, scan, step, statuses };
}

test('what a log grew by is added once, under the #Fields that stand above it', async () => {
  const { file, step, statuses } = await followed('grown', HEAD + row(1, 101));
  expect(await step()).toBe(false);
  appendFileSync(file, row(2, 503));
  expect(await step()).toBe(true);
  expect(await step()).toBe(false);
  expect(statuses()).toEqual({ '101.0': 1, '503.0': 1 });
});

test('a line that is half written would be counted as torn, and its rest be lost', async () => {
  const { file, scan, step, statuses } = await followed('half', HEAD);
  appendFileSync(file, `${row(1, 404)}2026-11-24 03:0`);
  expect(await step()).toBe(true);
  expect(await step()).toBe(false);
  appendFileSync(file, '0:02 10.0.0.1 503 0\r\n');
  expect(await step()).toBe(true);
  expect(statuses()).toEqual({ '404.0': 1, '503.0': 1 });
  expect(scan.tally.malformed).toBe(0);
});

test('the next day has a file of its own, and one that was begun anew is named', async () => {
  const { folder, file, scan, step, statuses } = await followed('rotated', HEAD + row(1, 101) + row(2, 101));
  writeFileSync(path.join(folder, 'u_ex261125.log'), HEAD + row(3, 426));
  await step();
  writeFileSync(file, HEAD + row(4, 503));
  await step();
  expect(statuses()).toEqual({ '101.0': 2, '426.0': 1, '503.0': 1 });
  expect(scan.unreadable.map((each) => path.basename(each.file))).toEqual(['u_ex261124.log']);
});

test('a log that is deleted keeps its counts', async () => {
  const { file, step, statuses } = await followed('deleted', HEAD + row(1, 101));
  unlinkSync(file);
  expect(await step()).toBe(false);
  expect(statuses()).toEqual({ '101.0': 1 });
});

test('a log that was begun anew and is already larger than before would be read on in the middle of a line', async () => {
  const { file, scan, step, statuses } = await followed('larger', HEAD + row(1, 101));
  const anew = `#Date: 2026-11-24\r\n${HEAD}${row(2, 503)}${row(3, 503)}${row(4, 404)}`;
  writeFileSync(file, anew);
  expect(await step()).toBe(true);
  expect(statuses()).toEqual({ '101.0': 1, '404.0': 1, '503.0': 2 });
  expect(scan.unreadable).toEqual([
    { file, reason: 'it was begun anew while it was followed; its new lines are counted, too' },
  ]);
  appendFileSync(file, row(5, 426));
  expect(await step()).toBe(true);
  expect(statuses()['426.0']).toBe(1);
  expect(scan.unreadable).toHaveLength(1);
});

test('one that was begun anew with the same head, to the very size that it had, is noticed', async () => {
  const { file, step, statuses } = await followed('same', HEAD + row(1, 101));
  writeFileSync(file, HEAD + row(2, 503));
  // The clock of some disks ticks slowly.
  utimesSync(file, 1_800_000_000, 1_800_000_000);
  expect(await step()).toBe(true);
  expect(await step()).toBe(false);
  expect(statuses()).toEqual({ '101.0': 1, '503.0': 1 });
});

test('a log that was put in its place as a longer copy of itself is not counted twice', async () => {
  const { folder, file, scan, step, statuses } = await followed('copied', HEAD + row(1, 101));
  const copy = path.join(folder, '..', 'copy.tmp');
  writeFileSync(copy, HEAD + row(1, 101) + row(2, 503));
  renameSync(copy, file);
  expect(await step()).toBe(true);
  expect(statuses()).toEqual({ '101.0': 1, '503.0': 1 });
  expect(scan.unreadable).toEqual([]);
});

test('logs older than the range are not opened, and that is said; following reads one of them only when it grows', async () => {
  const folder = mkdtempSync(path.join(dir, 'old-'));
  const old = path.join(folder, 'u_ex251124.log');
  const young = path.join(folder, 'u_ex261124.log');
  for (const file of [old, young]) writeFileSync(file, HEAD + row(1, 101));
  utimesSync(old, 1_700_000_000, 1_700_000_000);
  const recent = { ...range, writtenSince: 1_700_000_001 };
  const runner = ownThread();
  const follower = new LogFollower();
  const scan = await scanLogs([folder], runner, { range: recent, signal: never, onFile: follower.note });
  const step = () => follower.step([folder], scan, runner, recent, never);
  const said =
    '1 file was not opened: last written more than a day before this time, so without a row of it.';
  expect([scan.files, [...scan.skipped], leftOut(scan)]).toEqual([1, [old], [said]]);
  expect(await step()).toBe(false);
  expect(scan.tally.lines).toBe(1);
  appendFileSync(old, row(2, 503));
  expect(await step()).toBe(true);
  expect([scan.files, scan.tally.lines, leftOut(scan)]).toEqual([2, 3, []]);
});
