import type { FrameFilter, SearchState } from '../../../../shared/model/frame-search';
import type { FrameOpcode, TesterState } from '../../../../shared/model/tester';
import { count, counted } from '../../../components/format';

export const OPCODES: readonly FrameOpcode[] = ['text', 'binary', 'continuation', 'ping', 'pong', 'close'];

/** Whether it would show every frame. */
export const isEmpty = ({ text, direction, opcodes }: FrameFilter): boolean =>
  text === '' && direction === null && opcodes.length === 0;

/** "3,201 of 1,204,000 kept frames match", and how far the search is. */
export function matchWords(search: SearchState, { frames, firstKept }: TesterState): string {
  const kept = frames - firstKept;
  const found = search.matches - search.firstMatch;
  const words = `${count(found)} of ${counted(kept, 'kept frame')} ${found === 1 ? 'matches' : 'match'}`;
  const left = frames - Math.max(search.scanned, firstKept);
  // A flood is always some frames ahead of the search.
  return left > 20_000 && kept > 0
    ? `${words} so far, ${Math.floor((100 * (kept - left)) / kept)}% looked through`
    : words;
}

export const opcodesWords = (opcodes: readonly FrameOpcode[]): string =>
  opcodes.length === 0 ? 'All frames' : opcodes.join(', ');
