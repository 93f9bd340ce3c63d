import { expect, test } from 'vitest';
import { stackBars } from './stack-bars';

const bars = (label: string, ...values: (number | null)[]) => ({
  ...{ label, tone: 'bad' as const, kind: 'bars' as const },
  values,
});

test('equal counts would hide each other, and a column be as high as its largest part', () => {
  const drawn = stackBars([bars('404', 10, 3), bars('503', 6, 3), bars('500', 3, 0), bars('401', 2, null)]);
  expect(drawn.map(({ label, edges }) => [label, edges])).toEqual([
    ['401', [21, null]],
    ['500', [19, 6]],
    ['503', [16, 6]],
    ['404', [10, 3]],
  ]);
});

test('a line would be lifted onto the bars', () => {
  const line = { label: 'open', tone: 'accent' as const, kind: 'line' as const, values: [5, null] };
  expect(stackBars([line, bars('404', 1, 2)]).map(({ edges }) => edges)).toEqual([
    [1, 2],
    [5, null],
  ]);
});
