import { describe, expect, test } from 'vitest';
import { LimitsPage } from '../../../shared/model/limits';
import { limitsPage } from '.';
import { share } from './heading';
import { AT, configOf, live, page } from './testing/sample';
import type { Sample } from './testing/sample';
import { count, duration, embed, list, number } from '../../../shared/words';

describe('the ladder of ceilings', () => {
  test('fits its schema and goes up, unlimited on top', () => {
    const made = page();
    expect(LimitsPage.parse({ ...made, revision: 1 })).toEqual({ ...made, revision: 1 });
    expect(made.rungs.map(({ id, value, bounds }) => [id, value, bounds])).toEqual([
      ['pool.queueLength', 1000, 'bursts'],
      ['application.appConcurrentRequestLimit', 5000, 'sockets'],
      ['site.maxConnections', null, 'sockets'],
    ]);
  });

  test('a queue below all else is not taken for the ceiling: it holds no socket', () => {
    expect(page().heading).toBe('Chat can hold at most 5,000 sockets, though its limit says unlimited.');
    expect(page({}, null, '/api').heading).toContain('Chat/api can hold at most 5,000 sockets');
  });

  test.each([
    [{ limits: 'maxConnections="200"' }, 'Chat holds 200 sockets: its maxConnections says so.'],
    [
      { limits: 'maxConnections="10000"' },
      'Chat holds 5,000 sockets: appConcurrentRequestLimit is met before its maxConnections of 10,000.',
    ],
    [
      { serverRuntime: 'appConcurrentRequestLimit="4294967295"' },
      'No limit of this configuration bounds the sockets of Chat.',
    ],
    [
      { serverRuntime: 'appConcurrentRequestLimit="0"' },
      'How many sockets Chat holds is unknown: its appConcurrentRequestLimit is 0, and what IIS does at 0 is not documented.',
    ],
    [{ limits: 'maxConnections="many"' }, 'Chat holds 5,000 sockets at most; its maxConnections is unknown.'],
  ])('%o reads "%s"', (sample, heading) => {
    expect(page(sample).heading).toBe(heading);
  });

  test('an unknown limit is neither unlimited nor a number', () => {
    const { rungs } = page({
      limits: 'maxConnections="many"',
      serverRuntime: 'appConcurrentRequestLimit="x"',
    });
    expect(rungs.at(-1)).toMatchObject({ value: null, unknown: expect.any(String) as string });
    const { heading } = page({
      limits: 'maxConnections="many"',
      serverRuntime: 'appConcurrentRequestLimit="x"',
    });
    expect(heading).toMatch(/^How many sockets Chat holds is unknown: .+\.$/);
  });

  test('0 is a fault, said firmly only where run time enforces it', () => {
    const zero = { limits: 'maxConnections="0"' };
    expect(page(zero, live(0, 0)).heading).toBe('Chat holds no socket: maxConnections is 0.');
    expect(page(zero).heading).toBe('Chat may hold no socket: maxConnections is 0.');
    expect(page(zero).rungs[0]).toMatchObject({
      value: 0,
      problem: '0 is not unlimited: HTTP.sys would allow no connection',
    });
  });
});

describe('what is used', () => {
  test('sockets count against the request limit, all connections against maxConnections', () => {
    expect(page({}, live(4500, 3912)).sub).toContain('78 % used, 3,912 sockets open in the whole site.');
    expect(page({ limits: 'maxConnections="10"' }, live(8, 1)).sub).toContain('80 % used, 1 socket open');
  });

  test('without run time it is said that nothing is known, not that nothing is open', () => {
    const made = page();
    expect(made.sub).toContain("How many sockets are open can't be read here.");
    expect([made.sockets, made.connections, made.refused]).toEqual([null, null, null]);
    expect(page({}, live(3, 2)).refused).toBe(2);
  });

  test.each([
    [0, 5000, '0 %'],
    [1, 5000, 'under 1 %'],
    [4999, 5000, '99 %'],
    [5000, 5000, '100 %'],
    [7, 3, '233 %'],
  ])('%i of %i is %s: 100 %% only when it is full', (taken, limit, words) => {
    expect(share(taken, limit)).toBe(words);
  });
});

describe('the lifetime forecast', () => {
  const cutOf = (sample: Sample, id: string) => page(sample).cuts.find((one) => one.id === id);

  test('a stock pool cuts every socket after 29 h, and time-outs that are blamed for it cut none', () => {
    const { cuts, sub } = page();
    expect(cuts[0]).toMatchObject({ id: 'pool.periodicRestart.time', cuts: 'all', afterS: 104_400 });
    expect(cuts[0]?.sentence).toContain('with 90 s to leave');
    expect(cuts.slice(1).map(({ id, cuts: which }) => [id, which])).toEqual([
      ['deployment', 'all'],
      ['pool.shutdownTimeLimit', 'none'],
      ['section.pingInterval', 'none'],
      ['site.connectionTimeout', 'none'],
      ['pool.idleTimeout', 'none'],
    ]);
    expect(sub).toContain('Silent or not, a socket lives until ChatPool restarts, after 29 h.');
  });

  test('29:00:00 and 1.05:00:00 are the same 29 hours, not 29 days', () => {
    for (const time of ['29:00:00', '1.05:00:00'])
      expect(
        cutOf(
          { pool: `<recycling><periodicRestart time="${time}" /></recycling>` },
          'pool.periodicRestart.time',
        ),
      ).toMatchObject({ afterS: 104_400 });
  });

  test('a restart by requests or memory has words for its time, and may come first', () => {
    const sample = { pool: '<recycling><periodicRestart requests="10000" /></recycling>' };
    expect(cutOf(sample, 'pool.periodicRestart.requests')).toMatchObject({
      cuts: 'all',
      afterS: null,
      when: 'after 10,000 requests',
    });
    expect(page(sample).sub).toContain('after 29 h or after 10,000 requests, whichever is first.');
  });

  test('with everything off nothing cuts, and what cannot be read is never "none"', () => {
    const off = { pool: '<recycling><periodicRestart time="00:00:00" /></recycling>' };
    expect(page(off).sub).toContain('Nothing in this configuration cuts an open socket');
    const unread = { pool: '<recycling><periodicRestart time="later" /></recycling>' };
    expect(cutOf(unread, 'pool.periodicRestart.time')).toMatchObject({
      cuts: 'all',
      afterS: null,
      when: expect.stringMatching(/^unknown: /) as string,
    });
    expect(page(unread).sub).toContain('How long a socket lives is unknown');
  });

  test('pings on or off are said for what they do', () => {
    expect(cutOf({}, 'section.pingInterval')?.sentence).toContain('sends no pings');
    expect(cutOf({ webSocket: 'pingInterval="00:00:30"' }, 'section.pingInterval')?.sentence).toContain(
      'every 30 s',
    );
  });

  test('an application without a pool has no pool rows and no invented lifetime', () => {
    const { rungs, cuts, sub } = page({ application: '' });
    expect([...rungs, ...cuts].filter(({ id }) => id.startsWith('pool.'))).toEqual([]);
    expect(sub).toContain('Without an application pool no socket lives.');
  });

  test('a site that is not there is an error with a code', () => {
    expect(() =>
      limitsPage({ config: configOf(), site: 'Nobody', application: '/', runtime: null, nowMs: AT }),
    ).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
  });
});

describe('words', () => {
  test.each([
    [0, '0 s'],
    [90, '90 s'],
    [120, '2 min'],
    [150, '2 min 30 s'],
    [3600, '1 h'],
    [104_400, '29 h'],
    [172_800, '2 days'],
    [180_000, '2 days 2 h'],
    [65_535, '18 h 12 min 15 s'],
  ])('%i seconds are %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  test('numbers, counts, lists and reasons', () => {
    expect(number(4_294_967_295)).toBe('4,294,967,295');
    expect([count(1, 'socket'), count(0, 'socket')]).toEqual(['1 socket', '0 sockets']);
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
    expect(embed('It is gone. ')).toBe('It is gone');
  });
});
