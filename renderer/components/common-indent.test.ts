import { expect, test } from 'vitest';
import { commonIndent } from './common-indent';

test('only what every line begins with is taken off, and a tab is no space', () => {
  expect(commonIndent(['    a', '  b', '      c'])).toBe(2);
  expect(commonIndent(['\t\ta', '\tb'])).toBe(1);
  expect(commonIndent(['\ta', '  b'])).toBe(0);
});

test('an empty line does not push everything to the left edge', () => {
  expect(commonIndent(['  a', '', '  b'])).toBe(2);
  expect(commonIndent(['', '   '])).toBe(0);
  expect(commonIndent([])).toBe(0);
});
