import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readServer } from '../iis/config';
import type { ServerConfig } from '../iis/config';
import { analysed } from '../logs/analysis';
import { logFolder } from '../logs/testing/log-folder';
import { socketLog } from '../logs/testing/socket-log';
import type { LoggedSocket } from '../logs/testing/socket-log';
import { momentsOf } from './log-clock';
import type { ServerClock } from './log-clock';
import { areOf, knownOf } from './log-known';

const schedule = (time: string): string =>
  `<recycling><periodicRestart><schedule><add value="${time}" /></schedule></periodicRestart></recycling>`;
const configOf = (pool: string): ServerConfig =>
  readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: new TextEncoder().encode(
        `<configuration><system.applicationHost><applicationPools><add name="EchoPool">${pool}</add></applicationPools><sites><site name="Echo" id="3"><application path="/" applicationPool="EchoPool" /></site></sites></system.applicationHost></configuration>`,
      ),
    },
    webConfigs: { complete: true, files: [] },
  });

const AT_THREE = configOf(schedule('03:00:00'));
const HERE: ServerClock = { kind: 'here' };
const { scan } = logFolder();

/** A cut of 80 sockets at this moment, with some company before. */
function cutAt(at: number, site = 'W3SVC3'): LoggedSocket[] {
  const cut = Array.from({ length: 80 }, (_, one) => ({ end: at, lifeMs: 900_000 + one * 37_001, site }));
  const before = Array.from({ length: 9 }, (_, one) => ({ end: at - 250 + one * 19, lifeMs: 5000, site }));
  return [...before, ...cut];
}

async function saidOf(at: number, clock: ServerClock | null, config = AT_THREE): Promise<string> {
  const found = await scan(socketLog(cutAt(at)));
  const known = knownOf({ clock, events: [] }, config, 'Echo', { from: at, to: at, local: false });
  return analysed(found, known).walls[0]?.sentence ?? '';
}

describe("a pool's schedule in the server's own time", () => {
  let before: string | undefined;
  beforeAll(() => {
    before = process.env['TZ'];
    process.env['TZ'] = 'Europe/Berlin';
  });
  afterAll(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  test.each([
    ['July', Date.UTC(2026, 6, 10, 1)],
    ['November', Date.UTC(2026, 10, 10, 2)],
  ])('is met on a day of %s as the clock stood that day, and said as it is configured', async (_, at) => {
    expect(await saidOf(at / 1000, HERE)).toContain(
      "open sockets of Echo ended within one second: the recycle of EchoPool that its schedule has at 03:00, the server's own time.",
    );
  });

  test('has one moment a day over the change of the clocks', () => {
    const [from, to] = [Date.UTC(2026, 9, 24, 12) / 1000, Date.UTC(2026, 9, 25, 12) / 1000];
    const hours = momentsOf(HERE, 3 * 3600, { from, to }).map(({ at }) =>
      new Date(at * 1000).toISOString().slice(5, 16),
    );
    expect(hours).toEqual(['10-23T01:00', '10-24T01:00', '10-25T02:00', '10-26T02:00']);
  });

  test("is met by either offset where only today's is known, and the doubt is said", async () => {
    const clock = {
      kind: 'today',
      offsetSeconds: 3600,
      daylightSaving: false,
      zone: 'W. Europe Standard Time',
    } as const;
    expect(await saidOf(Date.UTC(2026, 10, 10, 2) / 1000, clock)).toMatch(
      /at 03:00, the server's own time\.$/,
    );
    expect(await saidOf(Date.UTC(2026, 6, 10, 1) / 1000, clock)).toMatch(
      /at 03:00, the server's own time, if its clock was then an hour ahead of today's \(daylight saving\)\.$/,
    );
    const utc = { kind: 'today', offsetSeconds: 0, daylightSaving: false, zone: 'UTC' } as const;
    expect(await saidOf(Date.UTC(2026, 6, 10, 2) / 1000, utc)).toContain('no schedule of its pools has');
  });

  test('of a server whose clock nobody knows is not met, and not denied', async () => {
    const said = await saidOf(Date.UTC(2026, 10, 10, 2) / 1000, null);
    expect(said).toContain('perhaps by a schedule');
  });
});

describe('logs that somebody opened', () => {
  const at = Date.UTC(2026, 10, 10, 2) / 1000;

  test.each([
    ["name the site in each row, or by their folder: they are the site's", cutAt(at), true],
    ["are of another site: they are not the site's", cutAt(at, 'W3SVC1'), false],
    ["are of two sites: they are not the site's", [...cutAt(at), ...cutAt(at, 'W3SVC1')], false],
    ['name no site: nobody knows whose they are', cutAt(at, '-'), false],
  ])('%s', async (_, sockets, expected) => {
    expect(areOf(await scan(socketLog(sockets)), 3)).toBe(expected);
  });

  test('in a folder of the site are its own even without s-sitename', async () => {
    const text = `#Fields: date time sc-status\r\n2026-11-24 03:00:00 101\r\n`;
    expect(areOf(await scan(text, {}, 'W3SVC3/u_ex261124.log'), 3)).toBe(true);
  });
});
