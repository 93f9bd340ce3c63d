import { expect, test } from 'vitest';
import { axisTimes } from './axis-times';

const midnight = Date.UTC(2026, 10, 26) / 1000;

test('times stand in one line and count to 24, whatever the language of the computer', () => {
  expect(axisTimes([midnight, midnight + 72_600], 60, true)).toEqual(['00:00', '20:10']);
  expect(axisTimes([midnight + 72_630], 30, true)).toEqual(['20:10:30']);
  expect(axisTimes([midnight, midnight + 21_600], 21_600, true)).toEqual(['26 Nov', '06:00']);
  expect(axisTimes([midnight + 43_200], 86_400, true)).toEqual(['26 Nov']);
});
