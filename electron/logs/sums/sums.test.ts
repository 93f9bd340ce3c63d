import { describe, expect, test } from 'vitest';
import { Lives, percentile } from './lives';
import { Names } from './names';
import { Sockets } from './sockets';
import { TimeSums } from './time-sums';

/** Counts one socket by its name. */
function count(names: Names, name: string): number {
  const bytes = Buffer.from(`-${name}-`);
  return names.count(bytes, 1, bytes.length - 1, 1, 0);
}

describe('sums that must not grow with the log', () => {
  test('a client that matters is still known after a hundred thousand others', () => {
    const names = new Names(100);
    for (let number = 0; number < 100_000; number += 1) {
      count(names, `c${number}`);
      if (number % 10 === 0) count(names, 'heavy');
    }
    expect(names.size).toBeLessThanOrEqual(100);
    expect(names.top(1)).toMatchObject([{ name: 'heavy', sockets: 10_000 }]);
    expect(names.forgotten).toBeGreaterThan(0);
  });

  test('a number that is handed over still means the same name after some were forgotten', () => {
    const there = new Names(4);
    for (const name of ['a', 'a', 'b', 'c', 'd', 'e', 'f']) count(there, name);
    const here = new Names();
    count(here, 'z');
    const ids = here.merge(there.wire());
    const id = count(there, 'a');
    expect(here.top(9).find((entry) => entry.id === ids[id])?.name).toBe('a');
    expect([there.forgotten > 0, here.forgotten]).toEqual([true, there.forgotten]);
  });

  test('percentiles of more lives than are kept are within a thousandth', () => {
    const few = new Lives(10);
    const all = new Lives();
    const values = Float64Array.from({ length: 5000 }, (_, at) => Math.floor(1.002 ** at));
    few.add(values);
    all.add(values);
    for (const share of [0, 0.1, 0.5, 0.95, 1]) {
      const exact = percentile(all.counts(), share);
      expect(Math.abs(percentile(few.counts(), share) - exact)).toBeLessThanOrEqual(exact / 1000);
    }
    expect([few.count, few.max]).toEqual([all.count, all.max]);
  });

  test('when there are too many sockets, the seconds in which many ended stay whole', () => {
    const sockets = new Sockets(1000);
    const wall = Uint32Array.from({ length: 300 }, () => 77_777);
    const rest = Uint32Array.from({ length: 2000 }, (_, at) => 100_000 + at);
    const ids = { client: new Uint32Array(1), url: new Uint32Array(1), site: new Uint32Array(1) };
    for (const second of [wall, rest]) {
      const none = new Uint32Array(second.length);
      sockets.merge(
        {
          second,
          life: new Float64Array(second.length),
          client: none,
          url: none,
          site: none,
          leftOutSeconds: new Uint32Array(0),
          leftOutLives: new Float64Array(0),
        },
        ids,
      );
    }
    const left = sockets.view().second;
    expect(left.length).toBeLessThanOrEqual(1000);
    expect(left.filter((at) => at === 77_777).length).toBe(300);
    expect(sockets.leftOut + left.length).toBe(2300);
  });

  test('sockets that a thread leaves out still have their lives, and are counted as left out', () => {
    const there = new Sockets(100);
    for (let at = 0; at < 1000; at += 1) there.add(at, at, 0, 0, 0);
    const wire = there.wire();
    expect(wire.life.length).toBeLessThanOrEqual(100);
    expect([...wire.life, ...wire.leftOutLives].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 1000 }, (_, at) => at),
    );
    const here = new Sockets(100);
    const ids = { client: new Uint32Array(1), url: new Uint32Array(1), site: new Uint32Array(1) };
    here.merge(wire, ids);
    expect(here.leftOut + here.length).toBe(1000);
  });

  test('a year of minutes is told by larger steps, and no row is lost', () => {
    const times = new TimeSums(1000);
    for (let minute = 0; minute < 100_000; minute += 1) times.add(minute * 60, 101);
    const wire = times.wire();
    expect(wire.times.length).toBeLessThanOrEqual(1000);
    expect(wire.counts.reduce((sum, count) => sum + count, 0)).toBe(100_000);
    const other = new TimeSums(1000);
    other.add(30, 404);
    other.merge(wire);
    expect(other.wire().step).toBe(wire.step);
  });
});
