import { expect, test } from 'vitest';
import { axisSteps, axisTimes } from './axis-times';

const midnight = Date.UTC(2026, 10, 26) / 1000;
const DAY_S = 86_400;

test('times stand in one line and count to 24, whatever the language of the computer', () => {
  expect(axisTimes([midnight, midnight + 72_600], 60, true)).toEqual(['00:00', '20:10']);
  expect(axisTimes([midnight + 72_630], 30, true)).toEqual(['20:10:30']);
  expect(axisTimes([midnight, midnight + 21_600], 21_600, true)).toEqual(['26 Nov', '06:00']);
  expect(axisTimes([midnight + 43_200], DAY_S, true)).toEqual(['26 Nov']);
});

test('an axis over months or years would not say which year, or have no mark at all', () => {
  expect(axisTimes([midnight], 30 * DAY_S, true)).toEqual(['Nov 2026']);
  expect(axisTimes([midnight], 365 * DAY_S, true)).toEqual(['2026']);
  // Seconds of a log's clock end in 2106: 700 px for 72 px a mark.
  expect((axisSteps.at(-1) ?? 0) * 9).toBeGreaterThan(4_294_967_295);
});
