import { expect, test } from 'vitest';
import type { LiveFigures } from '../../shared/model/live';
import { NO_FIGURES } from './figures';
import { History } from './history';

const figures = (sockets: number | null, opened = 0): LiveFigures => ({ ...NO_FIGURES, sockets, opened });

test('a time that nobody watched is a gap, and no line of zeros', () => {
  const history = new History();
  history.take(100, [['', figures(4, 0)]]);
  history.take(102, [['', figures(5, 6)]]);
  history.gap(103);
  history.take(200, [['', figures(1, 60)]]);
  history.take(202, [['', figures(1, 62)]]);
  const { times, sockets, opened } = history.columns('', 90, 202, 900);
  expect(times).toEqual([90, 100, 102, 103, 200, 202]);
  expect(sockets).toEqual([null, 4, 5, null, 1, 1]);
  // What came in the gap is no rate of the reading behind it.
  expect(opened).toEqual([null, null, 3, null, null, 1]);
});

test('a subject that does not change costs nothing, and still has its value at every moment', () => {
  const history = new History();
  for (let at = 0; at < 100; at += 2)
    history.take(1_000 + at, [
      ['a', figures(7)],
      ['b', figures(at)],
    ]);
  expect(history.size).toEqual({ moments: 50, steps: 51 });
  const { sockets } = history.columns('a', 1_000, 1_098, 900);
  expect(sockets.every((value) => value === 7)).toBe(true);
});

test('a day of readings stays bounded: full for 2 h, then one each 30 s, then gone', () => {
  const history = new History({ maxSteps: 50_000 });
  for (let at = 0; at < 30 * 3600; at += 2) history.take(1e6 + at, [['', figures(at)]]);
  const { moments, steps } = history.size;
  expect(moments).toBeLessThan(3_600 + 22 * 120 + 60);
  expect(steps).toBeLessThan(moments + 10);
  expect(history.since).toBeGreaterThanOrEqual(1e6 + 6 * 3600 - 60);
  const { times } = history.columns('', 0, 1e6 + 30 * 3600, 900);
  expect(times.length).toBeLessThanOrEqual(902);
});

test('a thousand busy pools do not grow without end: their own past is thinned', () => {
  const history = new History({ maxSteps: 20_000 });
  for (let round = 0; round < 300; round += 1)
    history.take(
      1e6 + round * 2,
      Array.from({ length: 1_000 }, (_, index) => [`p${index}`, figures(round)] as const),
    );
  expect(history.size.steps).toBeLessThanOrEqual(21_000);
  expect(history.columns('p7', 1e6 + 598, 1e6 + 598, 900).sockets.at(-1)).toBe(299);
});

test('merged points keep the peak, and a clock that goes back tears nothing', () => {
  const history = new History();
  for (let at = 0; at < 40; at += 1) history.take(5_000 + at, [['', figures(at === 17 ? 99 : 1)]]);
  expect(history.columns('', 5_000, 5_039, 4).sockets).toContain(99);
  history.take(4_000, [['', figures(2)]]);
  const { times } = history.columns('', 5_000, 5_100, 900);
  expect(times).toEqual([...times].sort((a, b) => a - b));
});
