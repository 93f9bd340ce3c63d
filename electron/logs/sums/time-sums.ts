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

/** A number for a step of time and a status. */
const keyOf = (at: number, status: number): number => at * 1000 + status;

/** Counts by minute and status. When a scan spans too many minutes, the step grows. */
export class TimeSums {
  private cells = new Map<number, number>();
  private step: number = STEPS[0];
  /** The step that rows are counted in now, by status: mostly the next row is of it, too. */
  private at = -1;
  private readonly now = new Map<number, number>();

  constructor(private readonly most = MOST_CELLS) {}

  add(second: number, status: number, count = 1): void {
    if (second < 0) return;
    const at = Math.floor(second / this.step);
    if (at !== this.at) {
      this.flush();
      this.at = Math.floor(second / this.step);
    }
    increase(this.now, status, count);
  }

  private flush(): void {
    for (const [status, count] of this.now) increase(this.cells, keyOf(this.at, status), count);
    this.now.clear();
    if (this.cells.size > this.most) this.coarsen();
  }

  private coarsen(): void {
    const next = STEPS.find((step) => step > this.step);
    if (next === undefined) return;
    const { cells, step } = this;
    this.cells = new Map();
    this.step = next;
    for (const [key, count] of cells) this.add(Math.floor(key / 1000) * step, key % 1000, count);
    this.flush();
  }

  merge(wire: TimeSumsWire): void {
    this.flush();
    while (this.step < wire.step) this.coarsen();
    wire.times.forEach((time, at) => this.add(time, wire.status[at] ?? 0, wire.counts[at] ?? 0));
  }

  /** By time, then by status. */
  wire(): TimeSumsWire {
    this.flush();
    const keys = Float64Array.from(this.cells.keys()).sort();
    return {
      step: this.step,
      times: Uint32Array.from(keys, (key) => Math.floor(key / 1000) * this.step),
      status: Uint16Array.from(keys, (key) => key % 1000),
      counts: Uint32Array.from(keys, (key) => this.cells.get(key) ?? 0),
    };
  }
}
