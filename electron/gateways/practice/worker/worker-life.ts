import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Cancel, ScaledClock } from '../clock';

/** An open WebSocket and what it belongs to; names in lower case. */
export interface OpenSocket {
  socket: WebSocket;
  site: string;
  /** Application path in lower case. */
  application: string;
  /** What it asked for: method, path without its query, whence. */
  request: { verb: string; path: string; client: string };
  /** What its bytes are counted on. */
  connection: Pick<Socket, 'bytesRead' | 'bytesWritten'>;
  /** By the server's clock. */
  openedMs: number;
}

/** When WAS ends a worker process of a pool; 0 turns a limit off. */
export interface LifeRules {
  /** recycling.periodicRestart.time */
  lifetimeMs: number;
  /** recycling.periodicRestart.schedule, seconds after midnight by the server's own clock. */
  scheduleS: readonly number[];
  /** recycling.periodicRestart.requests */
  requests: number;
  idleMs: number;
  /** How long sockets have to leave. */
  shutdownMs: number;
  /** Whether a new worker process may run beside one that is ending: not with disallowOverlappingRotation. */
  overlaps: boolean;
  /** Runs without anybody asking. */
  alwaysRunning: boolean;
}

interface Ends {
  /** A new one takes over; this one drains. */
  recycle: () => void;
  /** Nobody asked for long enough: it just ends. */
  idle: () => void;
}

const DAY_S = 86_400;
let lastId = 0;

/** A worker process: since when it runs, whom it serves, and what WAS will end it for. */
export class Worker {
  readonly id = ++lastId;
  readonly sockets = new Set<OpenSocket>();
  /** Sockets it has accepted so far. */
  opened = 0;
  readonly #clock: ScaledClock;
  readonly #rules: LifeRules;
  readonly #ends: Ends;
  readonly #startedMs: number;
  #waits: Cancel[] = [];
  #cancelIdle: Cancel = () => undefined;
  #cancelCut: Cancel = () => undefined;
  #requests = 0;

  constructor(clock: ScaledClock, rules: LifeRules, ends: Ends) {
    this.#clock = clock;
    this.#rules = rules;
    this.#ends = ends;
    this.#startedMs = clock.elapsedMs();
    if (rules.lifetimeMs > 0) this.#waits.push(clock.after(rules.lifetimeMs, ends.recycle));
    for (const at of rules.scheduleS) {
      const away = (at - clock.timeOfDayS() + DAY_S) % DAY_S;
      this.#waits.push(clock.after((away === 0 ? DAY_S : away) * 1000, ends.recycle));
    }
    this.#waitIdle();
  }

  ageMs(): number {
    return this.#clock.elapsedMs() - this.#startedMs;
  }

  /** A request it serves. The one that reaches the limit is still its own. */
  request(): void {
    this.#requests += 1;
    if (this.#requests === this.#rules.requests) this.#waits.push(this.#clock.after(0, this.#ends.recycle));
    this.#waitIdle();
  }

  open(socket: OpenSocket): void {
    this.opened += 1;
    this.sockets.add(socket);
    this.#cancelIdle();
  }

  closed(socket: OpenSocket): void {
    this.sockets.delete(socket);
    this.#waitIdle();
  }

  /** Takes no new requests any more; what hasn't left after `ms` is cut. */
  drain(ms: number): void {
    this.#stopWaiting();
    this.#cancelCut = this.#clock.after(ms, () => this.cut());
  }

  cut(): void {
    this.#stopWaiting();
    for (const { socket } of this.sockets) socket.terminate();
  }

  /** Its last socket has left while it drained. */
  end(): void {
    this.#stopWaiting();
  }

  #stopWaiting(): void {
    for (const cancel of this.#waits) cancel();
    this.#waits = [];
    this.#cancelIdle();
    this.#cancelCut();
  }

  /** Open sockets are requests in progress, so idleTimeout counts only without any. */
  #waitIdle(): void {
    this.#cancelIdle();
    if (this.#rules.idleMs > 0 && this.sockets.size === 0)
      this.#cancelIdle = this.#clock.after(this.#rules.idleMs, this.#ends.idle);
  }
}
