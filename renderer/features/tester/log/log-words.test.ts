import { describe, expect, it } from 'vitest';
import type { TesterState } from '../../../../shared/model/tester';
import { deltaWords, keptWords, opcodeWords } from '../frame-words';
import { matchWords } from './filter-words';
import { movedRow } from './log-keys';
import { shownLines } from './views/JsonView';

const state = (more: Partial<TesterState>): TesterState => ({
  ...{ sessionId: 's', phase: 'open', url: 'ws://h/', handshake: null, frames: 0, firstKept: 0 },
  ...{ keptBytes: 0, bytesIn: 0, bytesOut: 0, end: null, diagnosis: null },
  ...more,
});

describe('the words of the log', () => {
  it('would not say how much is kept of what came', () => {
    expect(
      keptWords(
        state({ frames: 3_400_000, firstKept: 2_196_000, keptBytes: 67_108_000, keepBytes: 67_108_864 }),
      ),
    ).toBe('last 1,204,000 of 3,400,000, 64 of 64 MB');
    expect(keptWords(state({ frames: 1, keptBytes: 20 }))).toBe('1 frame, 20 bytes');
  });

  it('would hide a reserved bit, or that a message goes on', () => {
    expect(opcodeWords({ opcode: 'text', fin: false, rsv: 4 })).toBe('text, begins RSV1');
    expect(opcodeWords({ opcode: 'continuation', fin: true, rsv: 3 })).toBe('continued, end RSV2 RSV3');
    expect(deltaWords(0)).toBe('same read');
  });

  it('would call a search finished that is not', () => {
    const search = { searchId: 'x', scanned: 250_000, matches: 12, firstMatch: 2, problem: null };
    expect(matchWords(search, state({ frames: 1_000_000 }))).toBe(
      '10 of 1,000,000 kept frames match so far, 25% looked through',
    );
    expect(matchWords({ ...search, matches: 3 }, state({ frames: 250_000 }))).toBe(
      '1 of 250,000 kept frames matches',
    );
  });
});

it('would move to a frame that is no longer kept', () => {
  const bounds = { first: 1000, end: 2000, page: 10 };
  expect(movedRow('ArrowDown', 3, bounds)).toBe(1001);
  expect(movedRow('PageDown', 1990, bounds)).toBe(1999);
  expect(movedRow('Home', 1500, bounds)).toBe(1000);
  expect(movedRow('x', 1500, bounds)).toBeNull();
});

it('would show what a folded object holds, or hide what stands behind it', () => {
  const line = { key: null, text: '{', comma: false };
  const lines = [
    { ...line, depth: 0, kind: 'open' as const, closedBy: 4 },
    { ...line, depth: 1, kind: 'open' as const, closedBy: 3 },
    { ...line, depth: 2, kind: 'number' as const },
    { ...line, depth: 1, kind: 'close' as const },
    { ...line, depth: 0, kind: 'close' as const },
  ];
  expect(shownLines(lines, new Set([1]))).toEqual([0, 1, 4]);
  expect(shownLines(lines, new Set([0]))).toEqual([0]);
});
