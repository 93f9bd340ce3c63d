import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../scripts/make-logs.mjs';
import { analysed } from '../analysis';
import type { Analysis } from '../analysis';
import { logReport } from '../report';
import { logFolder } from '../testing/log-folder';
import { socketLog, stampOf, steadyLoad } from '../testing/socket-log';
import type { LoggedSocket } from '../testing/socket-log';

const DAY = Date.UTC(2026, 10, 24) / 1000;
const THREE = DAY + 3 * 3600;
const { scan } = logFolder();

const wallsOf = async (
  sockets: readonly LoggedSocket[],
  range?: { since?: number; until?: number },
): Promise<Analysis['walls']> => analysed(await scan(socketLog(sockets), range), {}).walls;

const shown = (walls: Analysis['walls']): [string, number, number | null][] =>
  walls.map(({ at, ended, open }) => [stampOf(at), ended, open]);

/** How many of them were open at a moment, and how many of those ended in its second. */
function truth(sockets: readonly LoggedSocket[], at: number): { open: number; ended: number } {
  const open = sockets.filter(
    ({ end, lifeMs = 0 }) => end >= at && Math.floor(Math.floor(end) - lifeMs / 1000) < at,
  );
  return { open: open.length, ended: sockets.filter(({ end }) => Math.floor(end) === at).length };
}

describe('walls in busy logs', () => {
  test('a load of 230,000 sockets at random has the one recycle that was, with its true numbers', async () => {
    const sockets = steadyLoad(randomOf(9), {
      from: DAY,
      to: DAY + 86_400,
      count: 230_000,
      meanS: 300,
      cuts: [THREE],
    });
    const { open, ended } = truth(sockets, THREE);
    const found = await scan(socketLog(sockets));
    expect(found.tally.sockets.leftOut).toBeGreaterThan(50_000);
    expect(shown(analysed(found, {}).walls)).toEqual([['2026-11-24 03:00:00', ended, open]]);
  }, 60_000);

  test('a busy week has one recycle a night and no other', async () => {
    const cuts = Array.from({ length: 7 }, (_, day) => THREE + day * 86_400);
    const sockets = steadyLoad(randomOf(11), {
      from: DAY,
      to: DAY + 7 * 86_400,
      count: 220_000,
      meanS: 600,
      cuts,
    });
    expect((await wallsOf(sockets)).map(({ at }) => at)).toEqual(cuts);
  }, 60_000);

  test('an even load has none, whatever stretch of it is looked at', async () => {
    const sockets = steadyLoad(randomOf(1), { from: DAY, to: DAY + 1800, count: 36_000, meanS: 300 });
    const middle = DAY + 900;
    for (const length of [1, 10, 25, 30, 60, 61, 300]) {
      const range = { since: middle, until: middle + length };
      expect([length, shown(await wallsOf(sockets, range))]).toEqual([length, []]);
    }
    expect(await wallsOf(sockets)).toEqual([]);
    // A log that was rotated after a minute.
    expect(await wallsOf(sockets.filter(({ end }) => end >= middle && end < middle + 60))).toEqual([]);
  });

  test('a recycle near the edges of the range is still one, against what the range lets through', async () => {
    const sockets = steadyLoad(randomOf(3), {
      from: DAY,
      to: DAY + 6 * 3600,
      count: 40_000,
      meanS: 600,
      cuts: [THREE],
    });
    const [wall, ...others] = await wallsOf(sockets, { since: THREE - 60, until: THREE + 60 });
    expect([wall?.at, others]).toEqual([THREE, []]);
    // What ends after the range is not known: more may have been open.
    expect(wall?.sentence).toMatch(/UTC, [\d,]+ sockets of W3SVC1 ended/);
    expect(await wallsOf(sockets, { since: THREE, until: THREE })).toEqual([]);
  });

  test('in a load that goes on, a wall is not as long as the load', async () => {
    const sockets = [
      ...steadyLoad(randomOf(4), { from: DAY, to: DAY + 3600, count: 72_000, meanS: 60 }),
      ...Array.from({ length: 150 }, (_, at) => ({ end: DAY + 1800, lifeMs: 700_000 + at * 977 })),
    ];
    const walls = await wallsOf(sockets);
    expect(walls.map(({ at, to }) => [at, to - at < 3])).toEqual([[DAY + 1800, true]]);
  });
});

describe('what a wall is said to be', () => {
  const cutAt = (at: number, count: number): LoggedSocket[] =>
    Array.from({ length: count }, (_, one) => ({
      end: at,
      lifeMs: (at - DAY) * 1000 - one * 37_000,
      client: `10.1.0.${one % 250}`,
    }));

  test('two cuts within the time to leave are one recycle with two steps', async () => {
    const sockets = [...cutAt(THREE + 11, 60), ...cutAt(THREE + 70, 90), ...cutAt(DAY + 600, 1)];
    const [wall, ...others] = await wallsOf(sockets);
    expect(others).toEqual([]);
    expect(wall?.ended).toBe(150);
    expect(wall?.sentence).toContain(
      '150 of the 150 open sockets of W3SVC1 ended within 60 s (60 at once, then 90 at 03:01:10): a recycle',
    );
  });

  test('without time-taken nobody knows how many were open', async () => {
    const unknown = cutAt(THREE, 40).map(({ end, client }) => ({ end, client: client ?? '' }));
    const before = Array.from({ length: 9 }, (_, at) => ({ end: THREE - 200 + at * 17 }));
    const [wall] = await wallsOf([...before, ...unknown]);
    expect(wall?.open).toBeNull();
    expect(wall?.sentence).toContain('40 sockets of W3SVC1 ended within one second');
  });

  test('a schedule is only guessed where the schedules are not known, and a site has its name', async () => {
    const found = await scan(socketLog([...cutAt(THREE, 40), ...cutAt(DAY + 600, 1)]));
    expect(analysed(found, {}).walls[0]?.sentence).toContain('perhaps by a schedule');
    const known = { recycles: [], complete: true, sites: new Map([['W3SVC1', 'Echo']]) };
    const said = analysed(found, known).walls[0]?.sentence;
    expect(said).toContain('open sockets of Echo ended');
    expect(said).toContain('a recycle that no schedule of its pools has, or a stop or deployment');
  });

  test("the IIS format's times are the server's own, not UTC", async () => {
    const row = (second: number, ms: number): string =>
      `10.1.0.${ms % 250}, -, 11/24/2026, ${stampOf(second).slice(11)}, W3SVC1, WEB1, 10.0.0.9, ${ms}, 163, 3223, 101, 0, GET, /chat, -,\r\n`;
    const rows = Array.from({ length: 40 }, (_, at) => row(THREE, 900_000 + at * 7919)).join('');
    const found = await scan(`${row(DAY + 600, 1000)}${row(THREE - 100, 1000)}${rows}`);
    const [wall] = logReport(found).walls;
    expect(wall?.sentence).toMatch(/^At 2026-11-24 03:00:00 local time, /);
    expect(wall?.at).toBe('2026-11-24T03:00:00');
  });
});
