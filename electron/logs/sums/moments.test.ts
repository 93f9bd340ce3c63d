import { describe, expect, test } from 'vitest';
import { randomOf } from '../../../scripts/make-logs.mjs';
import { Moments } from './moments';

const START = 1_700_000_000;

function sockets(seed: number, count: number, spread: number): { ends: Uint32Array; lives: Float64Array } {
  const random = randomOf(seed);
  const ends = Uint32Array.from({ length: count }, () => START + Math.floor(random() * spread));
  const lives = Float64Array.from({ length: count }, () => Math.floor(random() * 4_000_000));
  return { ends, lives };
}

describe('the moments of all sockets', () => {
  test('are the same as counted one by one, whatever second is asked for', () => {
    const { ends, lives } = sockets(1, 5000, 3000);
    const moments = new Moments();
    moments.add(ends.subarray(0, 1234), lives.subarray(0, 1234));
    moments.add(ends.subarray(1234), lives.subarray(1234));
    const all = [...ends];
    for (let at = START - 5000; at < START + 4000; at += 331) {
      expect(moments.endedAt(at)).toBe(all.filter((end) => end === at).length);
      expect(moments.endedIn(at, at + 777)).toBe(all.filter((end) => end >= at && end < at + 777).length);
      expect(moments.openAt(at)).toBe(
        all.filter((end, place) => end >= at && Math.floor(end - (lives[place] ?? 0) / 1000) < at).length,
      );
    }
  });

  test('in bounded memory keep the seconds that stand out, and say what they no longer know', () => {
    const { ends, lives } = sockets(2, 20_000, 86_400);
    const moments = new Moments({ blocks: 1000, seconds: 5000 });
    const wall = new Uint32Array(300).fill(START + 43_210);
    moments.add(wall, new Float64Array(300).fill(60_000));
    moments.add(ends, lives);
    expect(moments.endedAt(START + 43_210)).toBeGreaterThanOrEqual(300);
    expect(moments.endedIn(START - 1000, START + 90_000)).toBeCloseTo(20_300, 5);
    const asked = Array.from({ length: 144 }, (_, block) => moments.openAt(START + block * 600));
    expect(asked).toContain(null);
    for (const [block, open] of asked.entries()) {
      const at = START + block * 600;
      const truth = [...ends].filter(
        (end, place) => end >= at && Math.floor(end - (lives[place] ?? 0) / 1000) < at,
      ).length;
      if (open !== null && Math.abs(block * 600 - 43_210) > 600)
        expect([block, open]).toEqual([block, truth]);
    }
  });

  test('of a log that is made to have any time are given up, and say so', () => {
    const { ends, lives } = sockets(3, 5000, 2_000_000_000);
    const moments = new Moments({ blocks: 1000, seconds: 5000 });
    moments.add(ends, lives);
    expect([moments.lost, moments.openAt(START), moments.busy(1)]).toEqual([true, null, []]);
  });
});
