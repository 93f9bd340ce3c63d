import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RangeCache } from './range-cache';
import type { RangeAnswer } from './range-cache';

interface Asked {
  offset: number;
  limit: number;
  answer: (answer: RangeAnswer<string>) => void;
  fail: (error: Error) => void;
}

/** A source that answers when told to. */
function source(): { asked: Asked[]; ask: (offset: number, limit: number) => Promise<RangeAnswer<string>> } {
  const asked: Asked[] = [];
  return {
    asked,
    ask: (offset, limit) =>
      new Promise((answer, fail) => {
        asked.push({ offset, limit, answer, fail });
      }),
  };
}

const rows = (offset: number, count: number, mark = 'r') =>
  Array.from({ length: count }, (_, at) => `${mark}${offset + at}`);
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const at = (asked: Asked[], index: number): Asked => {
  const one = asked[index];
  if (!one) throw new Error(`request ${index} was not made`);
  return one;
};

describe('RangeCache', () => {
  it('would show rows of the old filter if a disposed query still drew', async () => {
    const { asked, ask } = source();
    const old = new RangeCache(ask, { chunkRows: 10 });
    let drawn = 0;
    old.subscribe(() => drawn++);
    old.show(0, 9);
    old.dispose();
    at(asked, 0).answer({ total: 10, rows: rows(0, 10), revision: 1 });
    await settle();
    expect(drawn).toBe(0);
    expect(old.row(0)).toBeUndefined();
  });

  it('would ask every chunk of a fast scroll if it queued requests', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10, maxRequests: 2 });
    cache.show(0, 9);
    at(asked, 0).answer({ total: 1000, rows: rows(0, 10) });
    await settle();
    for (let first = 0; first < 900; first += 10) cache.show(first, first + 9);
    expect(asked).toHaveLength(3);
    at(asked, 1).answer({ total: 1000, rows: rows(asked[1]?.offset ?? 0, 10) });
    await settle();
    expect(at(asked, 3).offset).toBe(890);
  });

  it('would mix two snapshots if a newer revision kept the older chunks as fresh', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.show(0, 9);
    at(asked, 0).answer({ total: 40, rows: rows(0, 10, 'old'), revision: 1 });
    await settle();
    cache.show(5, 15);
    at(asked, 1).answer({ total: 40, rows: rows(10, 10, 'new'), revision: 2 });
    await settle();
    expect(cache.row(0)).toBe('old0');
    at(asked, 2).answer({ total: 40, rows: rows(0, 10, 'new'), revision: 2 });
    await settle();
    expect(cache.row(0)).toBe('new0');
    expect(asked).toHaveLength(3);
  });

  it('would ask for ever if an engine that started again counts revisions from 1', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.show(0, 9);
    at(asked, 0).answer({ total: 10, rows: rows(0, 10), revision: 7 });
    await settle();
    cache.invalidate();
    at(asked, 1).answer({ total: 10, rows: rows(0, 10, 'again'), revision: 1 });
    await settle();
    expect(cache.row(0)).toBe('again0');
    expect(asked).toHaveLength(2);
  });

  it('would take an answer made before the change as the answer to it', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.show(0, 9);
    cache.invalidate();
    at(asked, 0).answer({ total: 1, rows: ['before'] });
    await settle();
    expect(cache.row(0)).toBeUndefined();
    at(asked, 1).answer({ total: 1, rows: ['after'] });
    await settle();
    expect(cache.row(0)).toBe('after');
  });

  it('would keep asking if an answer shorter than promised counted as missing', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.show(0, 9);
    at(asked, 0).answer({ total: 10, rows: rows(0, 3) });
    await settle();
    cache.show(0, 9);
    expect(asked).toHaveLength(1);
  });

  it('would never show the new frames of a log if a full last chunk were final', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.grow(0);
    cache.show(0, 9);
    expect(asked).toHaveLength(0);
    cache.grow(2);
    at(asked, 0).answer({ total: 2, rows: rows(0, 2) });
    await settle();
    cache.grow(4);
    at(asked, 1).answer({ total: 4, rows: rows(0, 4) });
    await settle();
    expect(cache.row(3)).toBe('r3');
    expect(asked).toHaveLength(2);
  });

  it('would find a row where it stood before the rows were put into another order', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 2 });
    cache.show(0, 3);
    at(asked, 0).answer({ total: 4, rows: ['Chat', 'Echo'] });
    await settle();
    at(asked, 1).answer({ total: 4, rows: ['Shop', 'Wiki'] });
    await settle();
    expect(cache.find((name) => name === 'Chat')).toBe(0);
    cache.invalidate();
    at(asked, 3).answer({ total: 4, rows: ['Wiki', 'Chat'] });
    await settle();
    expect(cache.find((name) => name === 'Chat')).toBe(3);
    expect(cache.find((name) => name === 'gone')).toBeNull();
  });

  it('would hammer a failing engine if an error did not wait for the retry', async () => {
    const { asked, ask } = source();
    const cache = new RangeCache(ask, { chunkRows: 10 });
    cache.show(0, 9);
    at(asked, 0).fail(new Error('gone'));
    await settle();
    cache.show(0, 20);
    expect(asked).toHaveLength(1);
    expect(cache.error).toBeInstanceOf(Error);
    cache.retry();
    at(asked, 1).answer({ total: 1, rows: ['r0'] });
    await settle();
    expect(cache.error).toBeNull();
    expect(cache.row(0)).toBe('r0');
  });

  it('would grow without bound on a sweep, or lose the rows in view', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9_990), { minLength: 1, maxLength: 30 }), async (jumps) => {
        const cache = new RangeCache(
          (offset, limit) =>
            Promise.resolve({ total: 10_000, rows: rows(offset, Math.min(limit, 10_000 - offset)) }),
          { chunkRows: 50, maxChunks: 3 },
        );
        for (const first of jumps) {
          cache.show(first, first + 9);
          await settle();
          expect(cache.keptChunks).toBeLessThanOrEqual(3);
        }
        const last = jumps.at(-1) ?? 0;
        expect([cache.row(last), cache.row(last + 9)]).toEqual([`r${last}`, `r${last + 9}`]);
      }),
      { numRuns: 30 },
    );
  });
});
