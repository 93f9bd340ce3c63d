import type { RoundTrips, RoundTripSeries } from '../../shared/model/round-trips';
import type { WireFrame } from './frame';

const MAX_WAITING = 256;
const MAX_BYTES = 4096;
const MAX_KEPT = 65_536;
const POINTS = 400;

interface Trip {
  at: number;
  ms: number;
}

/** Times how long pings and echoed messages take, where it is certain which answer belongs to what. */
export class RoundTripClock {
  readonly #pings = new Waiting();
  readonly #messages = new Waiting();

  get count(): number {
    return this.#pings.count + this.#messages.count;
  }

  /** One frame, as it goes out or comes in; `at` is ms since the connect call. */
  frame(direction: 'in' | 'out', at: number, frame: WireFrame): void {
    const out = direction === 'out';
    // In a flood nothing was asked: most frames end here.
    if (!out && this.#pings.idle && this.#messages.idle) return;
    const { opcode, fin } = frame;
    if (opcode === 'ping' && out) this.#pings.sent(at, frame);
    else if (opcode === 'pong' && !out) this.#pings.came(at, frame);
    else if (fin && (opcode === 'text' || opcode === 'binary'))
      if (out) this.#messages.sent(at, frame);
      else this.#messages.came(at, frame);
  }

  report(): RoundTrips {
    return { pings: this.#pings.series(), echoes: this.#messages.series() };
  }
}

/** What went out and has not come back yet, by its bytes. */
class Waiting {
  /** Of two alike nobody can say which an answer belongs to: not until both have come. */
  readonly #waiting = new Map<string, { at: number; times: number; alike: boolean }>();
  /** How many of each length wait: in a flood most frames are told apart by it, without making a text of them. */
  readonly #lengths = new Map<number, number>();
  readonly #trips: Trip[] = [];
  count = 0;

  get idle(): boolean {
    return this.#waiting.size === 0;
  }

  sent(at: number, frame: WireFrame): void {
    const key = keyOf(frame);
    if (key === null) return;
    const before = this.#waiting.get(key);
    if (!before) this.#lengths.set(key.length, (this.#lengths.get(key.length) ?? 0) + 1);
    this.#waiting.set(key, { at, times: (before?.times ?? 0) + 1, alike: before !== undefined });
    if (this.#waiting.size > MAX_WAITING * 2) this.#forgetOldest();
  }

  came(at: number, frame: WireFrame): void {
    if (this.idle || !this.#lengths.has(keyLength(frame))) return;
    const key = keyOf(frame);
    const sent = key === null ? undefined : this.#waiting.get(key);
    if (key === null || !sent) return;
    sent.times -= 1;
    if (sent.times === 0) this.#forget(key);
    if (sent.alike) return;
    this.count += 1;
    this.#trips.push({ at, ms: at - sent.at });
    if (this.#trips.length > MAX_KEPT) this.#trips.splice(0, MAX_KEPT / 2);
  }

  #forget(key: string): void {
    this.#waiting.delete(key);
    const left = (this.#lengths.get(key.length) ?? 1) - 1;
    if (left === 0) this.#lengths.delete(key.length);
    else this.#lengths.set(key.length, left);
  }

  /** Many at once: finding the oldest of a map costs more than letting it go. */
  #forgetOldest(): void {
    let left = MAX_WAITING;
    for (const key of this.#waiting.keys()) {
      if (left-- === 0) return;
      this.#forget(key);
    }
  }

  series(): RoundTripSeries | null {
    if (this.#trips.length === 0) return null;
    const all = sorted(this.#trips);
    return {
      count: this.count,
      minMs: at(all, 0),
      medianMs: at(all, 0.5),
      p95Ms: at(all, 0.95),
      maxMs: at(all, 1),
      points: points(this.#trips),
    };
  }
}

function points(trips: readonly Trip[]): RoundTripSeries['points'] {
  const each = Math.ceil(trips.length / POINTS);
  return Array.from({ length: Math.ceil(trips.length / each) }, (_, point) => {
    const some = trips.slice(point * each, (point + 1) * each);
    const times = sorted(some);
    return { at: some.at(-1)?.at ?? 0, medianMs: at(times, 0.5), maxMs: at(times, 1) };
  });
}

const sorted = (trips: readonly Trip[]): number[] => trips.map(({ ms }) => ms).sort((a, b) => a - b);

const at = (values: readonly number[], part: number): number =>
  values[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

/** Of its key: a character for the opcode, one for each byte. */
const keyLength = ({ payload, inflated }: WireFrame): number => 1 + (inflated ?? payload).length;

function keyOf({ opcode, payload, inflated }: WireFrame): string | null {
  const plain = inflated ?? payload;
  return plain.length > MAX_BYTES ? null : `${opcode === 'binary' ? 'b' : 't'}${plain.toString('latin1')}`;
}
