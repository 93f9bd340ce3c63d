/** Longest delay of one setTimeout; a longer one would fire at once. */
const LONGEST_MS = 2_147_483_647;
/** A shorter delay would starve everything else, however fast the clock runs. */
const SHORTEST_MS = 1;

export type Cancel = () => void;

interface Pending {
  /** Milliseconds of the practice server's time still to go when `since` was. */
  left: number;
  since: number;
  fire: () => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * The practice server's time: `scale` times as fast as the real one. All delays here are in milliseconds of that time.
 * A change of the scale moves what is already waiting.
 */
export class ScaledClock {
  #scale: number;
  /** What had gone by of the practice server's time when the speed was set last, and when that was. */
  #elapsed = 0;
  #since: number;
  readonly #midnight: number;
  readonly #startedAt: number;
  readonly #pending = new Set<Pending>();
  readonly #now: () => number;

  /** `startedAt` gives the time of day to start with, in the zone of this computer. */
  constructor(scale = 1, now: () => number = () => performance.now(), startedAt = new Date()) {
    this.#scale = scale;
    this.#now = now;
    this.#since = now();
    this.#startedAt = startedAt.getTime();
    this.#midnight =
      startedAt.getHours() * 3600 +
      startedAt.getMinutes() * 60 +
      startedAt.getSeconds() +
      startedAt.getMilliseconds() / 1000;
  }

  /** Milliseconds of the practice server's time since it was made. */
  elapsedMs(): number {
    return this.#elapsed + (this.#now() - this.#since) * this.#scale;
  }

  /** The practice server's own time, in ms since 1970: that of this machine when it was made, then as fast as it runs. */
  now(): number {
    return this.#startedAt + this.elapsedMs();
  }

  /** Seconds since midnight by the practice server's own clock. */
  timeOfDayS(): number {
    return (this.#midnight + this.elapsedMs() / 1000) % 86_400;
  }

  get scale(): number {
    return this.#scale;
  }

  setScale(scale: number): void {
    const now = this.#now();
    this.#elapsed = this.elapsedMs();
    this.#since = now;
    for (const one of this.#pending) {
      one.left -= (now - one.since) * this.#scale;
      one.since = now;
    }
    this.#scale = scale;
    for (const one of this.#pending) this.#arm(one);
  }

  after(ms: number, fire: () => void): Cancel {
    const one: Pending = { left: ms, since: this.#now(), fire, timer: undefined };
    this.#pending.add(one);
    this.#arm(one);
    return () => this.#drop(one);
  }

  every(ms: number, fire: () => void): Cancel {
    let cancel: Cancel = () => undefined;
    const next = (): void => {
      cancel = this.after(ms, () => {
        next();
        fire();
      });
    };
    next();
    return () => cancel();
  }

  /** Nothing that waits will fire any more. */
  dispose(): void {
    for (const one of this.#pending) clearTimeout(one.timer);
    this.#pending.clear();
  }

  #arm(one: Pending): void {
    clearTimeout(one.timer);
    const real = Math.max(SHORTEST_MS, one.left / this.#scale);
    one.timer = setTimeout(() => this.#due(one), Math.min(real, LONGEST_MS));
  }

  #due(one: Pending): void {
    const now = this.#now();
    one.left -= (now - one.since) * this.#scale;
    one.since = now;
    // Node's timers may be a millisecond early, which is an age on a fast clock: half a real millisecond counts as due.
    if (one.left > 0.5 * this.#scale + 1e-6) {
      this.#arm(one);
      return;
    }
    this.#pending.delete(one);
    one.fire();
  }

  #drop(one: Pending): void {
    clearTimeout(one.timer);
    this.#pending.delete(one);
  }
}
