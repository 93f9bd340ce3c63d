import { expect, test } from 'vitest';
import { count, ms } from '../format';
import { axisValues } from './axis-values';

test('no number stands twice at an axis', () => {
  expect(axisValues([0, 0.25, 0.5, 0.75, 1], count)).toEqual(['0', '', '', '', '1']);
  expect(axisValues([0, 2.5, 5], ms)).toEqual(['0 ms', '2.5 ms', '5.0 ms']);
});
