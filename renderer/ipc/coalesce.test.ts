import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesce } from './coalesce';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a burst becomes two rounds, and the last of it is not lost', () => {
  const rounds: string[][] = [];
  const one = coalesce<string>((all) => rounds.push([...all]), 100);
  one.add('a');
  one.add('b');
  one.add('b', 'c');
  expect(rounds).toEqual([['a']]);
  vi.advanceTimersByTime(100);
  expect(rounds).toEqual([['a'], ['b', 'c']]);
  vi.advanceTimersByTime(500);
  one.add('d');
  expect(rounds).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('a stopped one asks nothing any more', () => {
  const pass = vi.fn();
  const one = coalesce<string>(pass, 100);
  one.add('a');
  one.add('b');
  one.stop();
  vi.advanceTimersByTime(1000);
  expect(pass).toHaveBeenCalledTimes(1);
});
