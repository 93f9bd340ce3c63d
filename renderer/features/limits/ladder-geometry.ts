import type { LimitRung } from '../../../shared/model/limits';
import { count, UNLIMITED } from '../../components/format';
import { decadesAround, decadeTicks, logScale } from './log-scale';

/** How a rung is drawn: a bar to its end, dotted (bounds bursts only), open-ended, or hollow where not known. */
export type RungShape = 'bar' | 'dotted' | 'unlimited' | 'unknown';
/** `near` from 75 % of the ceiling on, `full` when it is reached or the value itself is a fault. */
export type RungTone = 'plain' | 'quiet' | 'near' | 'full';

export interface RungMark {
  rung: LimitRung;
  shape: RungShape;
  tone: RungTone;
  /** The lowest ceiling that bounds sockets: the one that is met first. */
  first: boolean;
  /** Part of it that is used, 0 … 1 and above; null where either number is missing or it holds no sockets. */
  used: number | null;
  /** End of the bar and middle of the row, px. */
  x: number;
  y: number;
}

export interface Ladder {
  marks: RungMark[];
  ticks: { value: number; x: number }[];
  /** Where the live count stands, or null where it isn't known. */
  live: { value: number; x: number } | null;
  /** Where the expected count stands, if one is asked about. */
  expected: { value: number; x: number } | null;
  /** Where a load from here was last refused. */
  measured: { value: number; x: number } | null;
  left: number;
  right: number;
  height: number;
}

/** A number of sockets that is asked about, and the rungs that it breaks. */
export interface Expected {
  sockets: number;
  breaks: readonly string[];
}

export const RUNG_HEIGHT = 44;

/** px of a digit on the axis, and between two of its numbers. */
const DIGIT = 6.8;
const TICK_GAP = 16;
/** px behind the end of the scale where unlimited stands. */
const OFF_SCALE = 6;

/** Lays the rungs out between `left` and `right` (px), lowest first as they come; `live` open sockets or null. */
export function ladder(
  rungs: readonly LimitRung[],
  live: number | null,
  left: number,
  right: number,
  expected: Expected | null = null,
  measured: number | null = null,
): Ladder {
  const values = rungs.flatMap((rung) => (rung.value === null ? [] : [rung.value]));
  const others = [live, expected?.sockets ?? null, measured].flatMap((value) =>
    value === null ? [] : [value],
  );
  // Unlimited is no number of sockets: it stands behind the end of the scale.
  const { min, max } = decadesAround([...values, ...others].filter((value) => value < UNLIMITED));
  const scale = logScale(min, max, left, right);
  const placeOf = (value: number): number => (value >= UNLIMITED ? right + OFF_SCALE : scale.x(value));
  const firstId = firstCeiling(rungs)?.id;
  const marks = rungs.map((rung, index) => {
    const used = usedPart(rung, live);
    const shape = shapeOf(rung);
    return {
      rung,
      shape,
      tone: expected?.breaks.includes(rung.id) === true ? 'full' : toneOf(rung, used, shape),
      first: rung.id === firstId,
      used,
      x: rung.value === null ? right : scale.x(rung.value),
      y: (index + 0.5) * RUNG_HEIGHT,
    };
  });
  return {
    marks,
    ticks: decadeTicks(scale, Math.max(56, count(max).length * DIGIT + TICK_GAP)).map((value) => ({
      value,
      x: scale.x(value),
    })),
    live: live === null ? null : { value: live, x: scale.x(live) },
    expected: expected === null ? null : { value: expected.sockets, x: placeOf(expected.sockets) },
    measured: measured === null ? null : { value: measured, x: scale.x(measured) },
    left,
    right,
    height: rungs.length * RUNG_HEIGHT,
  };
}

/** The lowest known ceiling that bounds sockets; bursts and unlimited ones are none. */
export function firstCeiling(rungs: readonly LimitRung[]): LimitRung | undefined {
  let first: LimitRung | undefined;
  for (const rung of rungs)
    if (rung.bounds === 'sockets' && rung.value !== null && rung.unknown === undefined)
      if (first === undefined || rung.value < (first.value ?? Infinity)) first = rung;
  return first;
}

function shapeOf(rung: LimitRung): RungShape {
  if (rung.unknown !== undefined) return 'unknown';
  if (rung.value === null) return 'unlimited';
  return rung.bounds === 'bursts' ? 'dotted' : 'bar';
}

function usedPart(rung: LimitRung, live: number | null): number | null {
  if (live === null || rung.value === null || rung.unknown !== undefined || rung.bounds === 'bursts')
    return null;
  return rung.value === 0 ? 1 : live / rung.value;
}

function toneOf(rung: LimitRung, used: number | null, shape: RungShape): RungTone {
  if (rung.problem !== undefined || (used !== null && used >= 1)) return 'full';
  if (used !== null && used >= 0.75) return 'near';
  return shape === 'bar' ? 'plain' : 'quiet';
}
