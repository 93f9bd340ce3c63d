import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_ROW, LogPosition, MAX_SPACER } from './log-position';

const rows = fc.integer({ min: 0, max: 16_777_216 });

function standing(first: number, end: number, view: number): LogPosition {
  const position = new LogPosition();
  position.bound({ first, end, view });
  return position;
}

describe('LogPosition', () => {
  it('would lose px of a wheel where the scroll bar is scaled', () => {
    const position = standing(0, 16_000_000, 480);
    position.barMoved(4_000_000);
    const start = position.top();
    for (let step = 0; step < 1000; step += 1) position.moveBy(7);
    expect(position.top() - start).toBe(7000);
    position.barIs(position.scrollTop);
    position.barMoved(position.scrollTop + 420);
    expect(position.top() - start).toBe(7420);
  });

  it('would not reach every end, or point between rows', () => {
    fc.assert(
      fc.property(
        rows,
        rows,
        fc.integer({ min: 32, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, view, part) => {
          const [first, end] = [Math.min(a, b), Math.max(a, b)];
          const position = standing(first, end, view);
          const last = first * LOG_ROW + Math.max(0, (end - first) * LOG_ROW - view);
          const bar = Math.max(0, Math.min((end - first) * LOG_ROW, MAX_SPACER) - view);
          position.toEnd();
          expect(position.top()).toBe(last);
          expect(position.scrollTop).toBe(bar);
          position.barIs(position.scrollTop);
          position.barMoved(0);
          expect(position.top()).toBe(first * LOG_ROW);
          position.barMoved(bar);
          expect(position.top()).toBe(last);
          position.barIs(bar / 2);
          position.barMoved(bar * part);
          expect(position.top()).toBeGreaterThanOrEqual(first * LOG_ROW);
          expect(position.top()).toBeLessThanOrEqual(last);
          // What the bar is set to afterwards stands for the same place.
          expect(position.scrollTop).toBeLessThanOrEqual(bar);
        },
      ),
    );
  });

  it('would jump to an end when the scaled bar rounds to it', () => {
    const position = standing(0, 16_000_000, 480);
    position.moveBy(1);
    expect(position.scrollTop).toBe(1);
    position.toEnd();
    position.moveBy(-1);
    expect(position.scrollTop).toBe(MAX_SPACER - 480 - 1);
  });

  it('would show other rows when the log grows or loses its oldest ones', () => {
    const position = standing(100, 100_000, 480);
    position.moveBy(5000 * LOG_ROW);
    const top = position.top();
    position.bound({ first: 2000, end: 900_000, view: 480 });
    expect(position.top()).toBe(top);
    position.bound({ first: 6000, end: 900_000, view: 480 });
    expect(position.top()).toBe(6000 * LOG_ROW);
  });

  it('reveals a row by no more than it takes', () => {
    const position = standing(0, 1_000_000, 320);
    position.reveal(5);
    expect(position.top()).toBe(0);
    position.reveal(10);
    expect(position.top()).toBe(LOG_ROW);
    position.reveal(999_999);
    expect(position.atEnd).toBe(true);
    position.reveal(3);
    expect(position.top()).toBe(3 * LOG_ROW);
  });
});
