import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FrameFilter } from '../../../shared/model/frame-search';
import { opcodeBitsOf, type WireFrame } from '../frame';
import { FrameLog } from '../frame-log';
import { checkFilter } from './check-filter';
import { FrameSearch } from './frame-search';
import { RowSearch } from './match-rows';
import { type RowFinder, SearchThread } from './search-thread';

const closing: { close: () => void }[] = [];
afterEach(() => {
  for (const each of closing.splice(0)) each.close();
});

/** The thread's own code, without the thread. */
const atOnce = (): RowFinder => {
  const search = new RowSearch();
  return {
    find: async (task) => {
      await Promise.resolve();
      return search.find({ ...task, at: new SharedArrayBuffer(4) });
    },
    close: () => undefined,
  };
};

const frame = (payload: Buffer | string, more: Partial<WireFrame> = {}): WireFrame => {
  const opcode = more.opcode ?? 'text';
  const bytes = Buffer.from(payload);
  return {
    fin: true,
    rsv: 0,
    opcodeBits: opcodeBitsOf(opcode),
    opcode,
    masked: false,
    payload: bytes,
    declared: bytes.length,
    ...more,
  };
};

const filter = (text: string, more: Partial<FrameFilter> = {}): FrameFilter => ({
  text,
  as: 'text',
  matchCase: false,
  direction: null,
  opcodes: [],
  ...more,
});

/** Resolves when it has looked at every frame, or stopped with a problem. */
async function looked(log: FrameLog, asked: FrameFilter, finder = atOnce()): Promise<FrameSearch> {
  closing.push(finder);
  return new Promise((resolve) => {
    const search = new FrameSearch(log, asked, finder, () => {
      const { scanned, problem } = search.state();
      if (scanned === log.count || problem !== null) resolve(search);
    });
    if (log.count === 0) resolve(search);
    closing.push({ close: () => search.stop() });
  });
}

describe('a filter over the log', () => {
  it('would miss frames, or number them wrongly, at the borders of segments and after the ring dropped some', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('join', 'JOIN ops', 'leave', 'ein Gruß', ''), { maxLength: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.nat(50),
        async (texts, maxRows, offset) => {
          const log = new FrameLog({ maxRows });
          for (const [at, text] of texts.entries()) log.add(at % 2 ? 'in' : 'out', at, frame(text));
          const search = await looked(log, filter('join', { direction: 'in' }));
          const kept = texts.flatMap((text, at) =>
            /join/i.test(text) && at % 2 && at >= log.firstKept ? [at] : [],
          );
          const { firstMatch, matches } = search.state();
          expect(matches - firstMatch).toBe(kept.length);
          expect(search.frames(firstMatch + offset, 20)).toEqual(kept.slice(offset, offset + 20));
        },
      ),
    );
  });

  it('would show frames that came later as no match, or forget the numbers of those that went', async () => {
    const log = new FrameLog({ maxRows: 100 });
    for (let at = 0; at < 100; at += 1) log.add('in', at, frame(`n${at}`));
    const search = await looked(log, filter('^n\\d*5$', { as: 'regex' }));
    expect(search.state()).toMatchObject({ matches: 10, firstMatch: 0 });
    for (let at = 100; at < 150; at += 1) log.add('in', at, frame(`n${at}`));
    search.goOn();
    await expect.poll(() => search.state().scanned).toBe(150);
    expect(search.state()).toMatchObject({ matches: 15, firstMatch: 5 });
    expect(search.frames(0, 3)).toEqual([]);
    expect(search.frames(0, 7)).toEqual([55, 65]);
    expect(search.frames(13, 10)).toEqual([135, 145]);
  });

  it('would look at compressed bytes, or at a close code as bytes', async () => {
    const log = new FrameLog();
    log.add('in', 0, frame(Buffer.from([1, 2, 3]), { rsv: 4, inflated: Buffer.from('hello there') }));
    log.add('in', 1, frame(Buffer.from([0x03, 0xe8, 0x62, 0x79, 0x65]), { opcode: 'close' }));
    log.add('in', 2, frame(Buffer.from([0, 255, 16]), { opcode: 'binary' }));
    const found = async (asked: FrameFilter) => (await looked(log, asked)).frames(0, 10);
    expect(await found(filter('THERE'))).toEqual([0]);
    expect(await found(filter('there', { matchCase: true }))).toEqual([0]);
    expect(await found(filter('THERE', { matchCase: true }))).toEqual([]);
    expect(await found(filter('^1000 bye$', { as: 'regex' }))).toEqual([1]);
    expect(await found(filter('0xFF, 10', { as: 'hex' }))).toEqual([2]);
    expect(await found(filter('', { opcodes: ['close', 'binary'] }))).toEqual([1, 2]);
    expect(await found(filter('a.b'))).toEqual([]);
    expect(log.get(0)?.frame).toMatchObject({
      payload: Buffer.from([1, 2, 3]),
      inflated: Buffer.from('hello there'),
    });
  });

  it('an expression that never returns ends the search, names the frame, and leaves this process free', async () => {
    const log = new FrameLog();
    for (let at = 0; at < 40; at += 1) log.add('in', at, frame(at === 17 ? `${'a'.repeat(60)}!` : 'short'));
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 20);
    const thread = new SearchThread();
    const search = await looked(log, filter('^(a+)+$', { as: 'regex' }), thread);
    clearInterval(ticking);
    expect(search.state().problem).toMatch(/stopped at frame 18: the expression takes over 2 s there/);
    expect(turns).toBeGreaterThan(40);
    const again = await looked(log, filter('short'), thread);
    expect(again.state()).toMatchObject({ matches: 39, problem: null });
  });
});

describe('a filter that can not be read', () => {
  const sentence = (text: string, as: FrameFilter['as'] = 'regex'): string => {
    try {
      checkFilter(filter(text, { as }));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it.each([
    ['jo(in', /unterminated group at position 3 \(“\(in”\)/],
    ['join)', /unmatched '\)' at position 5 \(“\)”\)/],
    ['a[bc', /unterminated character class at position 2/],
    ['a|*b', /nothing to repeat at position 3 \(“\*b”\)/],
    ['ab\\', /\\ at end of pattern at position 3/],
    ['(?<n>a', /unterminated group at position 1/i],
  ])('%s: one sentence says what is wrong and where', (text, expected) => {
    expect(sentence(text)).toMatch(expected);
  });

  it('would let half a byte match, or name no place', () => {
    expect(sentence('0 0f', 'hex')).toMatch(/half/);
    expect(sentence('00 0g', 'hex')).toMatch(/“g” at position 5/);
    expect(sentence('00:0F', 'hex')).toBe('');
  });

  it('would answer anything but one sentence to what a user may type', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'a b ( ) [ ] { } * + ? | \\ ^ $ . - 1 ,'.split(' ')),
          maxLength: 12,
        }),
        (text) => {
          const said = sentence(text);
          if (said !== '') expect(said).toMatch(/^This is no regular expression: .+\.$/);
        },
      ),
    );
  });
});
