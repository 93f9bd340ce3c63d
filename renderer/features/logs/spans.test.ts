import { expect, it } from 'vitest';
import { readStamp, stampFault, stretchWords } from './spans';

const second = (text: string) => Date.parse(`${text}Z`) / 1000;

it('would take a 31st of February for a day of March, and send years that no log can have', () => {
  expect(readStamp('2026-11-24 03:00')).toBe(second('2026-11-24T03:00:00'));
  expect(readStamp('2024-02-29')).toBe(second('2024-02-29T00:00:00'));
  for (const text of [
    '2026-02-31',
    '2026-02-29',
    '2999-01-01 00:00',
    '1969-12-31',
    '2026-11-24 24:00',
    'now',
  ])
    expect(readStamp(text), text).toBeNull();
});

it('says in one sentence what is wrong, and nothing about fields that are empty', () => {
  expect(stampFault('', ' ')).toBeNull();
  expect(stampFault('2026-11-24', '')).toBeNull();
  expect(stampFault('2999-01-01 00:00', '')).toContain('“2999-01-01 00:00” is no time of 1970 to 2105');
  expect(stampFault('2026-11-24', '2026-11-23')).toContain('ends before it begins');
});

it('would hide on which day a stretch over midnight ends', () => {
  const from = second('2026-11-24T23:50:00');
  expect(stretchWords(from, from + 59, 'UTC')).toBe('2026-11-24 23:50:00 to 23:50:59 UTC');
  expect(stretchWords(from, from + 899, 'server time')).toBe(
    '2026-11-24 23:50:00 to 2026-11-25 00:04:59 server time',
  );
});
