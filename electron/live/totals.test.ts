import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pool, reading, site, worker } from './testing/reading';
import { Totals } from './totals';

test('what was counted before the session is not of the session', () => {
  const totals = new Totals();
  totals.take(
    reading(
      [pool('P', { refused: 70, recycles: 4, workers: [worker('1', 5, { opened: 900 })] })],
      [site('S', { refused: 3 })],
    ),
  );
  expect(totals.server()).toEqual({ opened: 0, refused: 0, recycles: 0 });
});

test('a worker process that took over has opened all of its sockets since: the sum never falls at a recycle', () => {
  const totals = new Totals();
  totals.take(reading([pool('P', { workers: [worker('1', 5, { opened: 900 })] })]));
  const recycled = totals.take(
    reading([
      pool('P', { recycles: 1, workers: [worker('1', 5, { opened: 902 }), worker('2', 3, { opened: 3 })] }),
    ]),
  );
  expect(recycled).toEqual(new Map([['P', 1]]));
  expect(totals.pool('p')).toEqual({ opened: 5, refused: 0, recycles: 1 });
  totals.take(reading([pool('P', { recycles: 1, workers: [worker('2', 4, { opened: 4 })] })]));
  expect(totals.pool('P').opened).toBe(6);
});

test('counters that start anew count from there; what is not told is unknown and no zero', () => {
  const totals = new Totals();
  totals.take(reading([pool('P', { refused: 500, workers: null })]));
  totals.take(reading([pool('P', { refused: 20, workers: null })]));
  expect(totals.pool('P')).toEqual({ opened: null, refused: 20, recycles: 0 });
});

test('no order of readings makes a total fall', () => {
  const total = fc.option(fc.nat(1_000));
  const workers = fc.option(
    fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3'), fc.option(fc.nat(1_000))), {
      selector: ([id]) => id,
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(total, total, workers), { maxLength: 20 }), (all) => {
      const totals = new Totals();
      let before = totals.server();
      for (const [refused, recycles, mine] of all) {
        const told = mine?.map(([id, opened]) => worker(id, 1, { opened })) ?? null;
        totals.take(reading([pool('P', { refused, recycles, workers: told })]));
        const now = totals.server();
        for (const key of ['opened', 'refused', 'recycles'] as const)
          expect(now[key] ?? 0).toBeGreaterThanOrEqual(before[key] ?? 0);
        before = now;
      }
    }),
  );
});
