import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ScaledClock } from './clock';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

it('runs so many times as fast', () => {
  const clock = new ScaledClock(10);
  const fired = vi.fn();
  clock.after(1_000, fired);
  vi.advanceTimersByTime(99);
  expect(fired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2);
  expect(fired).toHaveBeenCalledOnce();
});

it('moves what already waits when its speed changes', () => {
  const clock = new ScaledClock(1);
  const fired = vi.fn();
  clock.after(90_000, fired);
  vi.advanceTimersByTime(45_000);
  clock.setScale(1_000);
  vi.advanceTimersByTime(44);
  expect(fired).not.toHaveBeenCalled();
  clock.setScale(1);
  vi.advanceTimersByTime(900);
  expect(fired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(fired).toHaveBeenCalledOnce();
});

it('waits longer than one setTimeout can, instead of firing at once', () => {
  const clock = new ScaledClock(1);
  const fired = vi.fn();
  clock.after(4_294_967_000, fired);
  vi.advanceTimersByTime(4_294_966_000);
  expect(fired).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(fired).toHaveBeenCalledOnce();
});

it('repeats until it is told to stop, from within as well', () => {
  const clock = new ScaledClock(1);
  let count = 0;
  const end = clock.every(100, () => {
    count += 1;
    if (count === 3) end();
  });
  vi.advanceTimersByTime(1_000);
  expect(count).toBe(3);
});

it('is never so fast that nothing else gets a turn', () => {
  const clock = new ScaledClock(100_000);
  let count = 0;
  clock.every(1, () => (count += 1));
  vi.advanceTimersByTime(50);
  expect(count).toBeLessThanOrEqual(50);
  clock.dispose();
});
