import type { Life, LifetimeCut, LimitsPage } from '../../../shared/model/limits';

/** How long a socket that opens now lives, if it stays silent and if it talks: until the first cut that meets it. */
export function livesOf(cuts: readonly LifetimeCut[]): LimitsPage['lives'] {
  return {
    silent: lifeOf(cuts.filter((cut) => cut.cuts !== 'none')),
    talking: lifeOf(cuts.filter((cut) => cut.cuts === 'all')),
  };
}

/** A deployment has no time, but nobody needs to be told that it may come any day. */
const mayComeEarlier = ({ id, when }: LifetimeCut): boolean => id !== 'deployment' && when !== undefined;

function lifeOf(cuts: readonly LifetimeCut[]): Life {
  let first: { cut: LifetimeCut; untilS: number } | null = null;
  for (const cut of cuts) {
    if (cut.afterS === null) continue;
    const untilS = cut.afterS + (cut.leaveS ?? 0);
    if (first === null || untilS < first.untilS) first = { cut, untilS };
  }
  const earlier = cuts.find(mayComeEarlier);
  const unknown =
    earlier !== undefined
      ? `${earlier.title}: ${earlier.when ?? ''}`
      : first?.cut.leaveS === null
        ? 'how long it has to leave is unknown'
        : undefined;
  return {
    untilS: first?.untilS ?? null,
    cut: first?.cut.id ?? null,
    ...(unknown === undefined ? {} : { unknown }),
  };
}
