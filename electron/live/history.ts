import type { LiveFigures } from '../../shared/model/live';
import { perSecond } from './figures';

/** What is kept of one moment, in this order. */
const KEYS = ['connections', 'sockets', 'requests', 'queue', 'opened', 'refused', 'recycles'] as const;
type Figures = readonly (number | null)[];
interface Step {
  at: number;
  figures: Figures;
}
interface Moment {
  at: number;
  /** Nothing was read from here to the next moment: the page was away, or the server didn't answer. */
  gap: boolean;
}

export interface HistoryLimits {
  /** Every reading is kept so long; older ones are thinned to one each `thinS`. Seconds. */
  fullS: number;
  thinS: number;
  longestS: number;
  /** Of all subjects but the server itself. */
  maxSteps: number;
}

const LIMITS: HistoryLimits = { fullS: 7_200, thinS: 30, longestS: 86_400, maxSteps: 200_000 };

export interface Columns extends Record<'connections' | 'sockets' | 'requests' | 'queue', (number | null)[]> {
  times: number[];
  opened: (number | null)[];
  refused: (number | null)[];
}

/**
 * What was read in this session, bounded: 2 h of every reading, then one each 30 s up to a day. A subject costs memory
 * only when one of its figures changes, so ten thousand quiet pools cost next to nothing; where many are busy the oldest
 * of them are thinned further. Times are seconds since the epoch.
 */
export class History {
  readonly #limits: HistoryLimits;
  #moments: Moment[] = [];
  readonly #lines = new Map<string, Step[]>();
  /** Subjects of the last reading. */
  #there = new Set<string>();
  #steps = 0;
  #thinnedAt = 0;

  constructor(limits: Partial<HistoryLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /** Moments, and steps of all subjects: what a test holds against the limits. */
  get size(): { moments: number; steps: number } {
    return { moments: this.#moments.length, steps: this.#steps };
  }

  get since(): number | null {
    return this.#moments[0]?.at ?? null;
  }

  /** Nothing is known from here on until the next `take`. */
  gap(at: number): void {
    const last = this.#moments.at(-1);
    if (last && !last.gap) this.#moments.push({ at: Math.max(at, last.at), gap: true });
  }

  take(at: number, all: Iterable<readonly [key: string, figures: LiveFigures]>): void {
    const last = this.#moments.at(-1);
    // A clock that was put back must not tear the order.
    if (last && at <= last.at) at = last.at + 0.001;
    this.#moments.push({ at, gap: false });
    this.#there = new Set();
    for (const [key, figures] of all) {
      this.#there.add(key);
      const now = KEYS.map((each) => figures[each]);
      const line = this.#lines.get(key);
      if (!line) this.#lines.set(key, [{ at, figures: now }]);
      else if (same(line.at(-1)?.figures, now)) continue;
      else line.push({ at, figures: now });
      this.#steps += 1;
    }
    this.#bound(at);
  }

  /** A subject's columns since `from`; more than `maxPoints` are merged: the highest of a gauge, the mean of a rate. */
  columns(key: string, from: number, to: number, maxPoints: number): Columns {
    const first = lowerBound(this.#moments, from);
    const moments = this.#moments.slice(first);
    const before = this.#moments[first - 1];
    const group = Math.max(1, Math.ceil(moments.length / maxPoints));
    const columns: Columns = {
      times: [],
      connections: [],
      sockets: [],
      requests: [],
      queue: [],
      opened: [],
      refused: [],
    };
    // The stretch itself, so that the chart moves instead of growing.
    if ((moments[0]?.at ?? to) > from) push(columns, from, null);
    const line = this.#lines.get(key) ?? [];
    let step = 0;
    const valueAt = (at: number): Figures | null => {
      while (step + 1 < line.length && (line[step + 1]?.at ?? Infinity) <= at) step += 1;
      const found = line[step];
      return found && found.at <= at ? found.figures : null;
    };
    let old = before && !before.gap ? { at: before.at, figures: valueAt(before.at) } : null;
    let gathered: { at: number; figures: Figures }[] = [];
    const flush = (): void => {
      const last = gathered.at(-1);
      if (!last) return;
      push(columns, last.at, highest(gathered), old);
      old = last;
      gathered = [];
    };
    for (const { at, gap } of moments) {
      const figures = gap ? null : valueAt(at);
      if (figures === null) {
        flush();
        push(columns, at, null);
        old = null;
      } else {
        gathered.push({ at, figures });
        if (gathered.length === group) flush();
      }
    }
    flush();
    return columns;
  }

  /** Figures at the reading before the last one, and how long ago that was; null across a gap. */
  previous(key: string): { figures: LiveFigures; seconds: number } | null {
    const [before, last] = this.#moments.slice(-2);
    if (!before || !last || before.gap || last.gap) return null;
    const line = this.#lines.get(key);
    const step = line?.findLast(({ at }) => at <= before.at);
    if (!step) return null;
    const at = (index: number): number | null => step.figures[index] ?? null;
    return {
      seconds: last.at - before.at,
      figures: {
        connections: at(0),
        sockets: at(1),
        requests: at(2),
        queue: at(3),
        opened: at(4),
        refused: at(5),
        recycles: at(6),
      },
    };
  }

  #bound(now: number): void {
    const { fullS, thinS, longestS, maxSteps } = this.#limits;
    if (now - this.#thinnedAt >= thinS) {
      this.#thinnedAt = now;
      this.#moments = thinned(this.#moments, now - fullS, thinS).filter(({ at }) => at >= now - longestS);
      this.#forgetGone(this.#moments[0]?.at ?? now);
      this.#thinLines(now - fullS, thinS);
    }
    for (let young = fullS / 2, wide = thinS; this.#steps > maxSteps; young /= 2, wide *= 2) {
      // All but what is shown now: then the subjects themselves are too many, and their past goes.
      if (young < 1) {
        this.#forgetLines();
        return;
      }
      this.#thinLines(now - young, wide);
    }
  }

  /** Subjects that are there no more, and what lies before the first moment. */
  #forgetGone(first: number): void {
    for (const [key, line] of this.#lines) {
      const old = Math.max(
        0,
        line.findLastIndex(({ at }) => at <= first),
      );
      const kept = this.#there.has(key) ? line.slice(old) : [];
      this.#steps += kept.length - line.length;
      if (kept.length === 0) this.#lines.delete(key);
      else this.#lines.set(key, kept);
    }
  }

  #thinLines(before: number, wide: number): void {
    for (const [key, line] of this.#lines) {
      if (line.length < 3 || (line[0]?.at ?? before) >= before) continue;
      const kept = thinned(line, before, wide);
      this.#steps += kept.length - line.length;
      this.#lines.set(key, kept);
    }
  }

  #forgetLines(): void {
    this.#steps = this.#lines.size;
    for (const [key, line] of this.#lines) this.#lines.set(key, line.slice(-1));
  }
}

/** The last of each `wide` seconds before `before`; gaps stay. */
function thinned<T extends { at: number; gap?: boolean }>(
  all: readonly T[],
  before: number,
  wide: number,
): T[] {
  return all.filter(
    (one, index) =>
      one.at >= before ||
      one.gap === true ||
      Math.floor(one.at / wide) !== Math.floor((all[index + 1]?.at ?? Infinity) / wide),
  );
}

function push(
  to: Columns,
  at: number,
  figures: Figures | null,
  old: { at: number; figures: Figures | null } | null = null,
) {
  const value = (index: number): number | null => figures?.[index] ?? null;
  const rate = (index: number): number | null =>
    old === null ? null : perSecond(old.figures?.[index] ?? null, value(index), at - old.at);
  to.times.push(at);
  to.connections.push(value(0));
  to.sockets.push(value(1));
  to.requests.push(value(2));
  to.queue.push(value(3));
  to.opened.push(rate(4));
  to.refused.push(rate(5));
}

/** Of several moments: a gauge's highest value, a total's last one. */
function highest(all: readonly { figures: Figures }[]): Figures {
  const last = all.at(-1)?.figures ?? [];
  if (all.length === 1) return last;
  return last.map((value, index) => {
    if (index > 3) return value;
    const told = all.flatMap(({ figures }) => figures[index] ?? []);
    return told.length === 0 ? null : Math.max(...told);
  });
}

const same = (a: Figures | undefined, b: Figures): boolean =>
  a?.every((value, index) => value === b[index]) ?? false;

/** The first index at or behind `at`. */
function lowerBound(all: readonly Moment[], at: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((all[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
