import type { LifetimeCut } from '../../../shared/model/limits';
import { roughly } from '../../../shared/words';
import type { Ceilings } from './facts';
import { latestOf, mayBeFirst } from './lives';

/** How long a socket lives, in one sentence: what may come first is named, what can only come later is not. */
export function lifeWords({ pool }: Pick<Ceilings, 'pool'>, cuts: readonly LifetimeCut[]): string {
  if (pool === null) return 'Without an application pool no socket lives.';
  const restarts = mayBeFirst(cuts.filter(({ cuts: whom, id }) => whom === 'all' && id !== 'deployment'));
  const latest = Math.min(...restarts.map((cut) => latestOf(cut) ?? Infinity));
  const silences = cuts.filter((cut) => cut.cuts === 'silent');
  const silent = silences.find(({ afterS }) => afterS !== null && afterS < latest);
  const doubtful = silences.some(({ afterS }) => afterS === null);
  if (silent?.afterS != null) {
    const sure = !doubtful && restarts.every(({ afterS }) => afterS !== null);
    return `A silent socket lives ${sure ? '' : 'at most '}${roughly(silent.afterS)}, ${talkingWords(pool, restarts)}.`;
  }
  if (doubtful) return `How long a silent socket lives is unknown, ${talkingWords(pool, restarts)}.`;
  if (restarts.length === 0) return 'Nothing in this configuration cuts an open socket, silent or not.';
  if (restarts.every(isUnknown))
    return `How long a socket lives is unknown: when ${pool} restarts can't be told.`;
  return `Silent or not, a socket lives until ${pool} restarts, ${whenWords(restarts)}.`;
}

function talkingWords(pool: string, restarts: readonly LifetimeCut[]): string {
  if (restarts.length === 0) return 'nothing in this configuration cuts one that talks';
  if (restarts.every(isUnknown)) return 'how long one that talks lives is unknown';
  return `any other lives until ${pool} restarts, ${whenWords(restarts)}`;
}

function whenWords(restarts: readonly LifetimeCut[]): string {
  const known = restarts.filter((cut) => !isUnknown(cut)).map(whenOf);
  const which = known.length > 1 ? ', whichever is first' : '';
  const doubt = known.length < restarts.length ? ', if no other limit restarts it before' : '';
  return `${known.join(' or ')}${which}${doubt}`;
}

const whenOf = ({ afterS, when }: LifetimeCut): string =>
  afterS === null ? (when ?? '') : `after ${roughly(afterS)}`;

const isUnknown = (cut: LifetimeCut): boolean =>
  cut.afterS === null && (cut.when === undefined || cut.when.startsWith('unknown'));
