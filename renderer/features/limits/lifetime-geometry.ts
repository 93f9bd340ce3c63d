import type { LifetimeCut } from '../../../shared/model/limits';
import { logScale } from './log-scale';

export interface CutMark {
  cut: LifetimeCut;
  x: number;
  /** 0 above the line, 1 below, 2 above and higher, 3 below and lower … */
  lane: number;
  /** Left edge of its label, px. */
  labelX: number;
  labelWidth: number;
}

/** A stretch of a socket's life: nothing cuts it; it lives if it talks; no socket lives this long. */
export interface Stretch {
  kind: 'safe' | 'talking' | 'over';
  from: number;
  to: number;
}

export interface Lifetime {
  marks: CutMark[];
  stretches: Stretch[];
  ticks: { label: string; x: number }[];
  /** Rows of labels above and below the line. */
  lanes: number;
}

const TICKS: readonly (readonly [number, string])[] = [
  [1, '1 s'],
  [10, '10 s'],
  [60, '1 min'],
  [600, '10 min'],
  [3600, '1 h'],
  [36_000, '10 h'],
  [86_400, '1 day'],
  [604_800, '7 days'],
  [2_592_000, '30 days'],
  [31_536_000, '1 year'],
];

const LABEL_GAP = 12;

/** Where a cut stands on the axis: a recycle by a clock that isn't read at its latest. */
const latestOf = ({ afterS, withinS }: LifetimeCut): number | null => afterS ?? withinS ?? null;

/** Lays cuts out on a logarithmic time axis between `left` and `right` (px), soonest first, labels not overlapping. */
export function lifetime(
  cuts: readonly LifetimeCut[],
  left: number,
  right: number,
  labelWidth: (cut: LifetimeCut) => number,
): Lifetime {
  const real = cuts
    .flatMap((cut) => {
      const after = latestOf(cut);
      return after !== null && cut.cuts !== 'none' ? [{ cut, after }] : [];
    })
    .sort((one, other) => one.after - other.after);
  const latest = real.at(-1)?.after ?? 0;
  const max = TICKS.find(([seconds]) => seconds >= Math.max(latest * 1.6, 86_400))?.[0] ?? latest * 2;
  const scale = logScale(1, max, left, right);
  const marks = placeLabels(
    real.map(({ cut, after }) => ({ cut, x: scale.x(after), width: labelWidth(cut) })),
    left,
    right,
  );
  return {
    marks,
    stretches: stretches(real, scale.x, left, right),
    ticks: TICKS.filter(([seconds]) => seconds <= max).map(([seconds, label]) => ({
      label,
      x: scale.x(seconds),
    })),
    lanes: marks.reduce((most, mark) => Math.max(most, mark.lane + 1), 0),
  };
}

function stretches(
  real: readonly { cut: LifetimeCut; after: number }[],
  x: (seconds: number) => number,
  left: number,
  right: number,
): Stretch[] {
  const silent = real.find(({ cut }) => cut.cuts === 'silent');
  const all = real.find(({ cut }) => cut.cuts === 'all');
  const end = all ? x(all.after) : right;
  const talk = silent ? Math.min(x(silent.after), end) : end;
  const made: Stretch[] = [
    { kind: 'safe', from: left, to: talk },
    { kind: 'talking', from: talk, to: end },
    { kind: 'over', from: end, to: right },
  ];
  return made.filter((stretch) => stretch.to > stretch.from);
}

/** Each label goes to the lane nearest the line where nothing stands yet. */
function placeLabels(
  marks: readonly { cut: LifetimeCut; x: number; width: number }[],
  left: number,
  right: number,
): CutMark[] {
  const ends: number[] = [];
  return marks.map(({ cut, x, width }) => {
    const labelX = Math.max(left, Math.min(x - width / 2, right - width));
    let lane = ends.findIndex((end) => end + LABEL_GAP <= labelX);
    if (lane < 0) lane = ends.length;
    ends[lane] = labelX + width;
    return { cut, x, lane, labelX, labelWidth: width };
  });
}

/** What has no place on a time axis, in the given order. */
export interface Untimed {
  /** Cuts, but by traffic or at an unknown time. */
  someTime: LifetimeCut[];
  /** Never cuts an open socket under this configuration. */
  harmless: LifetimeCut[];
}

export function untimed(cuts: readonly LifetimeCut[]): Untimed {
  const harmful = (cut: LifetimeCut) =>
    cut.cuts !== 'none' && (cut.afterS !== null || cut.when !== undefined);
  return {
    someTime: cuts.filter((cut) => harmful(cut) && latestOf(cut) === null),
    harmless: cuts.filter((cut) => !harmful(cut)),
  };
}
