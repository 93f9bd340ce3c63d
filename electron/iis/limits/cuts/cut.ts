import type { LifetimeCut } from '../../../../shared/model/limits';
import { whyUnknown } from '../../config';
import { duration, embed } from '../../../../shared/words';
import type { Ceilings, Held } from '../facts';

/** What a cut says of itself; the rest follows from where it is set. */
export type CutWords = Pick<LifetimeCut, 'id' | 'title' | 'sentence' | 'cuts'> &
  Partial<Pick<LifetimeCut, 'afterS' | 'when' | 'withinS' | 'leaveS' | 'arithmetic'>>;

const complete = (words: CutWords) => ({
  ...words,
  afterS: words.afterS ?? null,
  leaveS: words.leaveS === undefined ? 0 : words.leaveS,
  arithmetic: words.arithmetic ?? [],
});

/** A cut that a setting decides. */
export function cutOf({ setting, target }: Held, words: CutWords): LifetimeCut {
  return { ...complete(words), source: setting.source, target, setting: setting.name };
}

/** A cut that no setting of the table decides: its place is given. */
export function cutFrom(
  place: Pick<LifetimeCut, 'source' | 'target' | 'setting'> & { from?: string },
  words: CutWords,
): LifetimeCut {
  return { ...complete(words), ...place };
}

export const unknownWhen = (held: Held): string => `unknown: ${embed(whyUnknown(held.setting))}`;

/** "90 s to leave", or that this isn't known. */
export function leaveWords(ceilings: Ceilings): string {
  const seconds = ceilings.leaveS;
  return seconds === null ? 'a time to leave that is unknown' : `${duration(seconds)} to leave`;
}
