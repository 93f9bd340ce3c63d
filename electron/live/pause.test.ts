import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pauseAfter, pauseAfterFailure } from './pause';

test('a cheap reading comes every 2 s, a dear one so rarely that it costs 5 % of a core', () => {
  expect(pauseAfter(3)).toBe(1_997);
  expect(pauseAfter(100)).toBe(1_900);
  // One second of work each 20 s.
  expect(pauseAfter(1_000)).toBe(19_000);
});

test('no reading, however it was measured, costs more than its share or is followed at once', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: false }), (took) => {
      const pause = pauseAfter(took);
      const cost = Number.isFinite(took) && took > 0 ? took : 0;
      expect(cost / (cost + pause)).toBeLessThanOrEqual(0.05 + 1e-12);
      expect(cost + pause).toBeGreaterThanOrEqual(2_000 - 1e-9);
    }),
  );
});

test('a server that does not answer is asked ever more rarely, a minute apart at most where asking is cheap', () => {
  expect([1, 2, 3, 9].map((failures) => pauseAfterFailure(5, failures))).toEqual([
    4_000, 8_000, 16_000, 60_000,
  ]);
  expect(pauseAfterFailure(30_000, 1)).toBe(570_000);
});
