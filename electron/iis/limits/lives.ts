import type { Life, LifetimeCut, LimitsPage } from '../../../shared/model/limits';

/** How long a socket that opens now lives, if it stays silent and if it talks: until the first cut that meets it. */
export function livesOf(cuts: readonly LifetimeCut[]): LimitsPage['lives'] {
  return {
    silent: lifeOf(cuts.filter((cut) => cut.cuts !== 'none')),
    talking: lifeOf(cuts.filter((cut) => cut.cuts === 'all')),
  };
}

/** Seconds after which it cuts at the latest; null: nobody can say. */
export const latestOf = ({ afterS, withinS }: LifetimeCut): number | null => afterS ?? withinS ?? null;

/** Of these cuts those that can come before all others: none that is known to come later than another one. */
export function mayBeFirst(cuts: readonly LifetimeCut[]): LifetimeCut[] {
  const latest = Math.min(...cuts.map((cut) => latestOf(cut) ?? Infinity));
  return cuts.filter(({ afterS }) => afterS === null || afterS <= latest);
}

/** A deployment has no time, but nobody needs to be told that it may come any day. */
const mayComeEarlier = ({ id, afterS, when }: LifetimeCut): boolean =>
  id !== 'deployment' && afterS === null && when !== undefined;

function lifeOf(cuts: readonly LifetimeCut[]): Life {
  let first: { cut: LifetimeCut; untilS: number } | null = null;
  for (const cut of cuts) {
    const latest = latestOf(cut);
    if (latest === null) continue;
    const untilS = latest + (cut.leaveS ?? 0);
    if (first === null || untilS < first.untilS) first = { cut, untilS };
  }
  const earlier = cuts
    .filter(mayComeEarlier)
    .map((cut) =>
      cut === first?.cut ? `${cut.when ?? ''} by the server's clock` : `${cut.title}: ${cut.when ?? ''}`,
    );
  const unknown =
    earlier.length > 0
      ? earlier.join('; ')
      : first?.cut.leaveS === null
        ? 'how long it has to leave is unknown'
        : undefined;
  return {
    untilS: first?.untilS ?? null,
    cut: first?.cut.id ?? null,
    ...(unknown === undefined ? {} : { unknown }),
  };
}
