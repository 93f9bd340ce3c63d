import { increase } from './statuses';

/** Counts by time: `times[i]` (start of the step, seconds since 1970), `status[i]`, `counts[i]`. */
export interface TimeSumsWire {
  step: number;
  times: Uint32Array<ArrayBuffer>;
  status: Uint16Array<ArrayBuffer>;
  counts: Uint32Array<ArrayBuffer>;
}

/** Steps that a year can be shown in; each is a whole number of the one before. */
const STEPS = [60, 600, 3600, 21_600, 86_400] as const;
const MOST_CELLS = 50_000;

type ByStatus = Map<number, number>;

/** Counts by minute and status. When a scan spans too many minutes, the step grows. */
export class TimeSums {
  /** By time in steps. */
  private steps = new Map<number, ByStatus>();
  private cells = 0;
  private step: number = STEPS[0];
  /** Where the last row was counted: mostly the next one is, too. */
  private lastAt = -1;
  private lastCounts: ByStatus = new Map();

  constructor(private readonly most = MOST_CELLS) {}

  add(second: number, status: number, count = 1): void {
    if (second < 0) return;
    const at = Math.floor(second / this.step);
    if (at !== this.lastAt) this.goTo(at);
    const counts = this.lastCounts;
    const before = counts.size;
    increase(counts, status, count);
    if (counts.size === before) return;
    this.cells += 1;
    if (this.cells > this.most) this.coarsen();
  }

  private goTo(at: number): void {
    let counts = this.steps.get(at);
    if (!counts) {
      counts = new Map();
      this.steps.set(at, counts);
    }
    this.lastAt = at;
    this.lastCounts = counts;
  }

  private coarsen(): void {
    const next = STEPS.find((step) => step > this.step);
    if (next === undefined) return;
    const { steps, step } = this;
    this.steps = new Map();
    this.cells = 0;
    this.lastAt = -1;
    this.step = next;
    for (const [at, counts] of steps)
      for (const [status, count] of counts) this.add(at * step, status, count);
  }

  merge(wire: TimeSumsWire): void {
    while (this.step < wire.step) this.coarsen();
    wire.times.forEach((time, at) => this.add(time, wire.status[at] ?? 0, wire.counts[at] ?? 0));
  }

  /** By time, then by status. */
  wire(): TimeSumsWire {
    const times = new Uint32Array(this.cells);
    const status = new Uint16Array(this.cells);
    const counts = new Uint32Array(this.cells);
    let cell = 0;
    for (const at of Float64Array.from(this.steps.keys()).sort()) {
      const byStatus = this.steps.get(at) ?? new Map<number, number>();
      for (const of of Uint16Array.from(byStatus.keys()).sort()) {
        times[cell] = at * this.step;
        status[cell] = of;
        counts[cell] = byStatus.get(of) ?? 0;
        cell += 1;
      }
    }
    return { step: this.step, times, status, counts };
  }
}
