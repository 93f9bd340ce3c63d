/** Counts by time: `times[i]` (start of the step, seconds since 1970), `status[i]`, `counts[i]`. */
export interface TimeSumsWire {
  step: number;
  times: Uint32Array;
  status: Uint16Array;
  counts: Uint32Array;
}

/** Steps that a year can be shown in; each is a whole number of the one before. */
const STEPS = [60, 600, 3600, 21_600, 86_400] as const;
const MOST_CELLS = 50_000;

/** Counts by minute and status. When a scan spans too many minutes, the step grows. */
export class TimeSums {
  private cells = new Map<number, number>();
  private step: number = STEPS[0];

  constructor(private readonly most = MOST_CELLS) {}

  add(second: number, status: number, count = 1): void {
    if (second < 0) return;
    const key = Math.floor(second / this.step) * this.step * 1000 + status;
    this.cells.set(key, (this.cells.get(key) ?? 0) + count);
    if (this.cells.size > this.most) this.coarsen();
  }

  private coarsen(): void {
    const next = STEPS.find((step) => step > this.step);
    if (next === undefined) return;
    const old = this.cells;
    this.cells = new Map();
    this.step = next;
    for (const [key, count] of old) this.add(Math.floor(key / 1000), key % 1000, count);
  }

  merge(wire: TimeSumsWire): void {
    while (this.step < wire.step) this.coarsen();
    wire.times.forEach((time, at) => this.add(time, wire.status[at] ?? 0, wire.counts[at] ?? 0));
  }

  wire(): TimeSumsWire {
    const keys = [...this.cells.keys()].sort((a, b) => a - b);
    return {
      step: this.step,
      times: Uint32Array.from(keys, (key) => Math.floor(key / 1000)),
      status: Uint16Array.from(keys, (key) => key % 1000),
      counts: Uint32Array.from(keys, (key) => this.cells.get(key) ?? 0),
    };
  }
}
