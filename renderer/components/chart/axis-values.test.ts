import { expect, test } from 'vitest';
import { count, ms } from '../format';
import { axisMarks, axisValues } from './axis-values';

test('no number stands twice at an axis', () => {
  expect(axisValues([0, 0.25, 0.5, 0.75, 1], count)).toEqual(['0', '', '', '', '1']);
  expect(axisValues([0, 2.5, 5], ms)).toEqual(['0 ms', '2.5 ms', '5.0 ms']);
});

test('the highest value would stand above the last mark of its axis', () => {
  expect(axisMarks(5000, 4)).toEqual([0, 2000, 4000, 6000]);
  expect(axisMarks(400, 4)).toEqual([0, 100, 200, 300, 400]);
  expect(axisMarks(0, 4)).toEqual([0, 0.5]);
  expect(axisMarks(0.3, 3)).toEqual([0, 0.1, 0.2, 0.3]);
  // Asked again with its own top, the marks are the same: the range and the marks are asked one after the other.
  for (let high = 1; high < 3000; high += 7)
    expect(axisMarks(axisMarks(high, 4).at(-1) ?? 0, 4)).toEqual(axisMarks(high, 4));
});
