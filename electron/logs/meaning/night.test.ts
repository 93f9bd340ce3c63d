import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Known } from '../analysis';
import { logReport } from '../report';
import type { LogReport } from '../report';
import { scanLogs } from '../scan/log-scan';
import { ownThread } from '../scan/runner';
import { BAD_CLIENT, nightLog, RECYCLE } from '../testing/night';

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'switchboard-night-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function reportOf(text: string, known?: Known): Promise<LogReport> {
  const file = path.join(root, 'u_ex261124.log');
  writeFileSync(file, text);
  return logReport(await scanLogs([file], ownThread(), { range: { since: null, until: null } }), known);
}

const SEEDS = [1, 2, 3, 20_261_124];

describe('the night that users complain of', () => {
  test.each(SEEDS)('is one recycle, one time-out and one client, each named (seed %i)', async (seed) => {
    const { text, cut } = nightLog(seed);
    const { walls, peaks, lifetimesMs } = await reportOf(text);
    expect(walls.map(({ at }) => at)).toEqual(['2026-11-24T03:00:00Z']);
    expect(walls[0]?.ended).toBeGreaterThanOrEqual(cut);
    expect(walls[0]?.ended).toBeLessThan(cut + 5);
    expect(walls[0]?.sentence).toMatch(
      /^At 2026-11-24 03:00:00 UTC, \d+ of the \d+ open sockets ended within one second: a recycle/,
    );
    expect(peaks.map(({ ms }) => Math.round(ms / 1000))).toEqual([120, 1]);
    expect(peaks[0]?.sentence).toMatch(/ of [\d,]+ sockets lived 120 s: the ARR timeout/);
    expect(peaks[1]?.sentence).toContain(`one client, ${BAD_CLIENT},`);
    expect(peaks[0]?.sentence).toContain(` of ${lifetimesMs.count.toLocaleString('en-US')} sockets`);
  });

  test('names the recycle by the pool whose schedule it is', async () => {
    const { walls } = await reportOf(nightLog(1).text, {
      recycles: [{ pool: 'ChatPool', at: RECYCLE, drainSeconds: 90 }],
    });
    expect(walls[0]?.sentence).toContain(
      'the recycle of ChatPool that its schedule has at 2026-11-24 03:00:00',
    );
  });

  test.each(SEEDS)('without any of them nothing is named (seed %i)', async (seed) => {
    const { walls, peaks } = await reportOf(
      nightLog(seed, { recycle: false, arr: false, badClient: false }).text,
    );
    expect({ walls, peaks }).toEqual({ walls: [], peaks: [] });
  });

  test('a recycle without a time-out is a wall and no peak', async () => {
    const { walls, peaks } = await reportOf(nightLog(5, { arr: false, badClient: false }).text);
    expect(walls.map(({ at }) => at)).toEqual(['2026-11-24T03:00:00Z']);
    expect(peaks).toEqual([]);
  });

  test('one client that loses 200 sockets at once is no recycle', async () => {
    const others = nightLog(7, { recycle: false, arr: false, badClient: false }).text;
    const lost = Array.from(
      { length: 200 },
      (_, at) =>
        `2026-11-24 04:10:17 10.9.9.9 GET /chat - 443 - ${BAD_CLIENT} x - 101 0 64 ${60_000 + at * 7919}\r\n`,
    );
    const { walls } = await reportOf(others + lost.join(''));
    expect(walls.map(({ at }) => at)).toEqual(['2026-11-24T04:10:17Z']);
    expect(walls[0]?.sentence).toContain(`they are of one client, ${BAD_CLIENT}`);
  });

  test('sockets that were opened together and cut together are a wall, not a time-out of that length', async () => {
    const together = Array.from(
      { length: 300 },
      (_, at) =>
        `2026-11-24 02:17:41 10.9.9.9 GET /chat - 443 - 10.7.0.${at % 250} x - 101 0 64 ${4_321_000 + at}\r\n`,
    );
    const others = nightLog(7, { recycle: false, arr: false, badClient: false }).text;
    const { walls, peaks } = await reportOf(others + together.join(''));
    expect(walls).toMatchObject([{ at: '2026-11-24T02:17:41Z' }]);
    expect(peaks).toEqual([]);
  });

  test('sockets that drained for 90 s are cut by the recycle that began before', async () => {
    const drained = Array.from(
      { length: 50 },
      (_, at) =>
        `2026-11-24 03:01:30 10.9.9.9 GET /chat - 443 - 10.0.0.${at} x - 101 0 64 ${200_000 + at * 7919}\r\n`,
    );
    const { walls } = await reportOf(
      nightLog(7, { recycle: false, arr: false, badClient: false }).text + drained.join(''),
    );
    expect(walls[0]?.sentence).toContain('begun at 2026-11-24 03:00:00');
  });
});
