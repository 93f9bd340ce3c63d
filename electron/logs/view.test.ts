import { describe, expect, test } from 'vitest';
import { analysed } from './analysis';
import { logReport } from './report';
import { logFolder } from './testing/log-folder';
import { socketLog, steadyLoad } from './testing/socket-log';
import { logView } from './view';
import { randomOf } from '../../scripts/make-logs.mjs';

const DAY = Date.UTC(2026, 10, 24) / 1000;
const THREE = DAY + 3 * 3600;
const { scan } = logFolder();

describe('the heading of a scan', () => {
  test('tells that every open socket was cut, however few those are of all that ended', async () => {
    const sockets = steadyLoad(randomOf(4), {
      from: DAY - 3600,
      to: DAY + 8 * 3600,
      count: 3000,
      meanS: 1500,
      cuts: [THREE],
    });
    const { heading, walls } = logView(await scan(socketLog(sockets)));
    expect(walls).toHaveLength(1);
    expect(walls[0]?.ended).toBeLessThan(sockets.length / 15);
    expect(heading).toMatch(/^\d+ of the \d+ open sockets ended together at 2026-11-24 03:00:00 UTC\.$/);
  });

  test('counts what HTTP.sys ended without an answer, by its reasons, and so do the charts and the sums', async () => {
    const row = (status: string, reason: string, at: number): string =>
      `2026-11-24 03:0${at % 6}:00 10.0.0.1 5000 10.0.0.9 443 HTTP/1.1 GET /chat?t=1 ${status} 3 ${reason} ChatPool\r\n`;
    const rows = [
      ...Array.from({ length: 30 }, (_, at) => row('-', 'Connection_Abandoned_By_AppPool', at)),
      ...Array.from({ length: 10 }, (_, at) => row('-', 'Client_Reset', at)),
      ...Array.from({ length: 5 }, (_, at) => row('503', 'QueueFull', at)),
      row('408', 'Timer_HeaderWait', 0),
    ];
    const view = logView(
      await scan(
        `#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\r\n${rows.join('')}`,
      ),
    );
    expect(view.heading).toBe(
      '5 requests were refused, most of them with 503 and HTTP.sys ended 41 by itself, most of them with Connection_Abandoned_By_AppPool.',
    );
    expect(view.pools).toEqual([{ name: 'ChatPool', sockets: 0, refused: 46 }]);
    expect(view.urls).toEqual([{ name: '/chat', sockets: 0, refused: 46 }]);
    expect(view.clients).toEqual([{ name: '10.0.0.1', sockets: 0, refused: 46 }]);
    expect(
      view.times.refused.map(({ status, counts }) => [status, counts.reduce((a, b) => a + b, 0)]),
    ).toEqual([
      [0, 40],
      [408, 1],
      [503, 5],
    ]);
    expect(view.statuses.map(({ name, count }) => [name, count])).toEqual([['503', 5]]);
  });
});

describe('peaks', () => {
  const peaksOf = async (
    lives: readonly number[],
    agent?: string,
  ): Promise<{ sentences: string[]; ms: number[]; leftOut: string[] }> => {
    const sockets = lives.map((lifeMs, at) => ({
      end: DAY + at * 97,
      lifeMs,
      client: `10.0.0.${at % 9}`,
      ...(agent === undefined ? {} : { agent }),
    }));
    const found = await scan(socketLog(sockets));
    const { peaks } = logReport(found);
    const view = logView(found);
    return {
      sentences: peaks.map(({ sentence }) => sentence),
      ms: peaks.map(({ ms }) => ms),
      leftOut: view.leftOut,
    };
  };
  const about = (ms: number, count = 40): number[] => Array.from({ length: count }, (_, at) => ms + (at % 5));

  test.each([
    [4500, 4502, '4.5 s'],
    [12_500, 12_502, '12.5 s'],
    [120_011, 120_000, '120 s'],
    [2503, 2505, '2.5 s'],
  ])('lives of %d ms are not rounded to a time-out that nobody set', async (ms, json, said) => {
    const { sentences, ms: found } = await peaksOf(about(ms));
    expect(found).toEqual([json]);
    expect(sentences[0]).toContain(`lived ${said}:`);
  });

  test("this program's own handshake tests are said, not made a fault of the application", async () => {
    const own = await peaksOf(about(20, 16), 'IIS-Switchboard/0.1.0');
    expect(own.sentences).toEqual([]);
    expect(own.leftOut.join()).toContain(
      '16 sockets below two seconds were handshake tests of IIS Switchboard itself',
    );
    const clients = await peaksOf(about(20, 16), 'Mozilla/5.0');
    expect(clients.sentences[0]).toContain(
      '16 of 16 sockets lived 0.02 s: they ended right after the handshake',
    );
    // The tester's sockets that a time-out cuts are as good as anybody's.
    expect((await peaksOf(about(120_011), 'IIS-Switchboard/0.1.0')).sentences[0]).toContain(
      'the ARR timeout',
    );
  });

  test('a few short lives are no fault where the log does not tell whose they are', async () => {
    expect((await peaksOf(about(20, 16), '-')).sentences).toEqual([]);
    expect((await peaksOf(about(20, 400), '-')).sentences).toHaveLength(1);
  });

  test('tests are told from others when lives are only known by class, too', async () => {
    const found = await scan(socketLog([]));
    const lives = Float64Array.from({ length: 260_000 }, (_, at) => 10_000 + at * 7);
    const tests = Float64Array.from({ length: 9000 }, (_, at) => 15 + (at % 9));
    found.tally.lives.add(lives);
    found.tally.lives.add(tests);
    found.tally.tests.add(tests);
    expect(analysed(found, {}).peaks).toEqual([]);
  });
});
