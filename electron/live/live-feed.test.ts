import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors';
import type { LiveReading, LiveRow, LiveSample } from '../../shared/model/live';
import { silentLog } from '../storage/log';
import { LiveFeed } from './live-feed';
import { pageOf } from './live-rows';
import { pool, reading, site, worker } from './testing/reading';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A feed over readings that a test gives; each takes `ms` of time. */
function feedOf(answer: () => LiveReading, ms = 1) {
  const counts = { readings: 0, atOnce: 0, most: 0 };
  const read = async (): Promise<LiveReading> => {
    counts.readings += 1;
    counts.most = Math.max(counts.most, ++counts.atOnce);
    await new Promise((resolve) => setTimeout(resolve, ms));
    counts.atOnce -= 1;
    return { ...answer(), tookMs: ms };
  };
  const requests = () => Promise.reject(new AppError('internal', 'not asked'));
  const poolsOf = (name: string): string[] => (name === 'S' ? ['P'] : []);
  const feed = new LiveFeed({ reader: { read, requests }, poolsOf, log: silentLog });
  return { feed, counts };
}

test('nothing is read while nobody looks, and never two readings at once', async () => {
  const { feed, counts } = feedOf(() => reading([pool('P')]), 300);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(counts.readings).toBe(0);
  const stops = [feed.subscribe(() => undefined), feed.subscribe(() => undefined)];
  await vi.advanceTimersByTimeAsync(100);
  // Leaving and coming back in the middle of a reading starts no second one, and buys none before its time.
  stops.forEach((stop) => stop());
  const stop = feed.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(5_800);
  expect(counts).toMatchObject({ readings: 1, most: 1 });
  await vi.advanceTimersByTimeAsync(3_000);
  expect(counts).toMatchObject({ readings: 2, most: 1 });
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(counts.readings).toBe(2);
});

test('who comes back finds what was read before, with a gap between', async () => {
  const { feed } = feedOf(() =>
    reading([pool('P', { workers: [worker('1', 3)] })], [site('S', { sockets: 3, connections: 4 })]),
  );
  feed.subscribe(() => undefined)();
  const stop = feed.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(4_500);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  const samples: LiveSample[] = [];
  feed.subscribe((sample) => samples.push(sample));
  expect(samples).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10);
  const { sockets, now, pools } = feed.history({ kind: 'site', name: 's' }, 600);
  expect(sockets).toEqual([null, 3, 3, 3, null, 3]);
  expect(now).toMatchObject({ sockets: 3, connections: 4 });
  expect(pools).toEqual([]);
  expect(samples.at(-1)?.server).toMatchObject({ sockets: 3, connections: 4 });
});

test('a recycle and the sockets that it cut are marks of the pool, of its site and of the server', async () => {
  const states = [
    pool('P', { workers: [worker('1', 3)] }),
    pool('P', { recycles: 1, workers: [worker('1', 3, { draining: true }), worker('2', 0)] }),
    pool('P', { recycles: 1, workers: [worker('2', 0)] }),
  ];
  let at = 0;
  const { feed } = feedOf(() => reading([states[at] ?? pool('P'), pool('Q')], [site('S')]));
  feed.subscribe(() => undefined);
  for (; at < 3; at += 1) await vi.advanceTimersByTimeAsync(2_000);
  const said = ['P recycled.', 'A worker process of P ended; it had held 3 sockets.'];
  const marksOf = (subject: Parameters<LiveFeed['history']>[0]): string[] =>
    feed.history(subject, 600).marks.map(({ sentence }) => sentence);
  expect(marksOf({ kind: 'pool', name: 'p' })).toEqual(said);
  expect(marksOf({ kind: 'site', name: 'S' })).toEqual(said);
  expect(marksOf({ kind: 'server' })).toEqual(said);
  expect(marksOf({ kind: 'pool', name: 'Q' })).toEqual([]);
});

test('a reading that fails is said, keeps the last figures and leaves a gap', async () => {
  let broken = false;
  const { feed, counts } = feedOf(() => {
    if (broken) throw new AppError('access-denied', 'The counters may not be read.');
    return reading([pool('P', { workers: [worker('1', 2)] })]);
  });
  const samples: LiveSample[] = [];
  feed.subscribe((sample) => samples.push(sample));
  await vi.advanceTimersByTimeAsync(1_000);
  broken = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(samples.at(-1)).toMatchObject({ error: { code: 'access-denied' }, server: { sockets: 2 } });
  expect(feed.history({ kind: 'server' }, 60).sockets.at(-1)).toBeNull();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(counts.readings).toBeLessThan(8);
});

test('a server that tells nothing has unknown figures, and a file says that it has none', async () => {
  const { feed } = feedOf(() =>
    reading([pool('P', { workers: null, queue: null })], [site('S', { connections: null })]),
  );
  const samples: LiveSample[] = [];
  feed.subscribe((sample) => samples.push(sample));
  await vi.advanceTimersByTimeAsync(100);
  expect(samples.at(-1)?.server).toMatchObject({ connections: null, sockets: null, queue: null });
  const file = new LiveFeed({ reader: undefined, poolsOf: () => [], log: silentLog });
  file.subscribe((sample) => samples.push(sample));
  expect(samples.at(-1)?.none).toBe(true);
});

test('a table of ten thousand is filtered and ordered, what is unknown last either way', () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    ...{ name: `Pool ${index}`, state: 'Started' as const, sockets: index % 2 === 0 ? index : null },
    ...{ connections: null, requests: null, queue: 0, opened: 0, refused: 0, recycles: 0 },
    ...{ openedPerS: null, workers: 1, draining: 0 },
  })) satisfies LiveRow[];
  const query = { filter: 'pool 99', sort: 'sockets', offset: 0, limit: 3 };
  const names = (descending: boolean): string[] =>
    pageOf(rows, { ...query, descending }).rows.map(({ name }) => name);
  expect(names(true)).toEqual(['Pool 9998', 'Pool 9996', 'Pool 9994']);
  expect(names(false)).toEqual(['Pool 990', 'Pool 992', 'Pool 994']);
  expect(pageOf(rows, { ...query, descending: true, offset: 108, limit: 5 }).rows.at(-1)?.sockets).toBeNull();
  expect(pageOf(rows, { ...query, descending: true })).toMatchObject({ total: 111, all: 10_000 });
});
