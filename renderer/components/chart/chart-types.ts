/** Meaning, not colour: the theme says how each looks in either scheme. */
export type SeriesTone = 'accent' | 'good' | 'warn' | 'bad' | 'off' | 'ink2';

export interface ChartSeries {
  label: string;
  tone: SeriesTone;
  /** One a point in time; null is a gap: nothing is known there. */
  values: readonly (number | null)[];
  /** `bars` for counts in a slot of time, each on the bars before it; `line` for readings. */
  kind: 'line' | 'area' | 'bars';
}

/** Something that happened, as an upright line. */
export interface ChartMark {
  /** Seconds since the epoch. */
  at: number;
  label: string;
  tone: SeriesTone;
}

/** A stretch of time, seconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}
