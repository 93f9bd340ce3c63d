import { createHistogram } from 'node:perf_hooks';
import type { Diagnosis, SocketEnd } from '../../../shared/model/tester';
import type { LoadFigures, LoadRequest, LoadResult } from '../../../shared/model/tester-runs';
import { diagnose } from '../diagnosis';
import { dial, type DialResult } from '../dial';
import type { RunContext } from '../idle-probe';
import { parseSocketUrl } from '../socket-url';
import { loadWords } from './load-words';
import { LoadSocket, TAG_BYTES } from './load-socket';
import { localAddresses, PORTS_AN_ADDRESS } from './local-addresses';

const TICK_MS = 10;
const PROGRESS_MS = 250;
/** How long answers that are on their way at the first refusal are waited for. */
const SETTLE_MS = 2000;
/** What an echo may take before its absence says something. */
const ECHO_MS = 1000;
/** More at once than a server's backlog would be a test of that. */
const MAX_OPENING = 256;
/** Microseconds; HdrHistogram, three significant figures. */
const LATENCY = { lowest: 1, highest: 600_000_000, figures: 3 };

type Stopped = LoadResult['stopped'];

/**
 * Opens sockets at a rate, holds them, lets each echo messages, and stops at the first 503, the first of its own sockets
 * that is lost, or the first handshake of all that fails. Throws `bad-request` for what can't be sent.
 */
export function runLoad(
  request: LoadRequest,
  { progress, signal }: RunContext<LoadFigures>,
): Promise<LoadResult> {
  return new LoadRun(request, progress, signal).done;
}

class LoadRun {
  readonly done: Promise<LoadResult>;
  readonly #request: LoadRequest;
  readonly #progress: (figures: LoadFigures) => void;
  readonly #addresses: (string | undefined)[];
  readonly #histogram = createHistogram(LATENCY);
  readonly #open = new Set<LoadSocket>();
  readonly #dialing = new Set<{ abort: () => void }>();
  readonly #refused = new Map<string, number>();
  readonly #started = performance.now();
  #resolve: (result: LoadResult) => void = () => undefined;
  #ticking: NodeJS.Timeout;
  #begun = 0;
  #opened = 0;
  #lost = 0;
  #sent = 0;
  #echoed = 0;
  #firstSentAt: number | null = null;
  #ceiling: number | null = null;
  #lastOpenedAt = 0;
  #holdUntil: number | null = null;
  #toldAt = 0;
  /** Whose turn it is to send. */
  #turn: Iterator<LoadSocket> | null = null;
  #over = false;
  /** What the first refusal said. Handshakes that are on their way then may still be answered with 101. */
  #refusal: Diagnosis | null = null;
  #settling: NodeJS.Timeout | undefined;

  constructor(request: LoadRequest, progress: (figures: LoadFigures) => void, signal: AbortSignal) {
    this.#request = request;
    this.#progress = progress;
    this.#addresses = localAddresses(parseSocketUrl(request.connect.url).host, request.connections);
    this.done = new Promise((resolve) => (this.#resolve = resolve));
    // The first one throws here what can't be sent at all.
    this.#openOne();
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener('abort', () => this.#stop('cancelled', null));
  }

  #tick(): void {
    const now = performance.now();
    this.#openDue(now);
    this.#sendDue(now);
    if (this.#isHeld(now) && !this.#hasEchoesUnderWay(now))
      this.#stop(this.#isSilent(now) ? 'silent' : 'done', null);
    if (this.#over || now - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = now;
    this.#progress(this.#figures());
  }

  #isHeld(now: number): boolean {
    return this.#holdUntil !== null && now >= this.#holdUntil;
  }

  /** What was sent last has a moment to come back: it is not missing. */
  #hasEchoesUnderWay(now: number): boolean {
    const waitsUntil = (this.#holdUntil ?? 0) + ECHO_MS;
    return this.#echoed > 0 && this.#echoed < this.#sent && now < waitsUntil;
  }

  #openDue(now: number): void {
    const { rate, connections } = this.#request;
    // Until the first one stands, it is alone: a wrong address is asked once.
    if (this.#opened === 0 || this.#refusal !== null) return;
    const due = Math.min(connections, 1 + Math.floor(((now - this.#started) / 1000) * rate));
    while (!this.#over && this.#begun < due && this.#dialing.size < MAX_OPENING) this.#openOne();
  }

  #openOne(): void {
    const source = this.#addresses[Math.floor(this.#begun / PORTS_AN_ADDRESS) % this.#addresses.length];
    this.#begun += 1;
    const dialing = dial(
      this.#request.connect,
      { now: () => performance.now(), localAddress: source },
      (result) => {
        this.#dialing.delete(dialing);
        if (!this.#over) this.#onDialed(result);
        else if (result.kind === 'upgraded') result.socket.destroy();
        if (this.#refusal !== null && this.#dialing.size === 0) this.#stopRefused();
      },
    );
    this.#dialing.add(dialing);
  }

  #onDialed(result: DialResult): void {
    if (result.kind === 'failed') {
      this.#onRefused(result);
      return;
    }
    this.#opened += 1;
    this.#lastOpenedAt = performance.now();
    const socket = new LoadSocket(
      result.socket,
      {
        echoed: (ms) => {
          this.#echoed += 1;
          this.#histogram.record(Math.max(1, Math.round(ms * 1000)));
        },
        lost: (which, end) => this.#onLost(which, end),
      },
      result.rest,
    );
    this.#open.add(socket);
    if (this.#opened === this.#request.connections)
      this.#holdUntil = performance.now() + this.#request.holdS * 1000;
  }

  #onRefused({ report, end }: Extract<DialResult, { kind: 'failed' }>): void {
    const key = report.status === null ? end.kind : String(report.status);
    this.#refused.set(key, (this.#refused.get(key) ?? 0) + 1);
    const { url, proxy } = this.#request.connect;
    const seen = diagnose({ url, offered: [], proxy, handshake: report, end });
    if (/no free port/.test(end.reason)) {
      this.#stop('ports', seen);
      return;
    }
    this.#refusal ??= seen;
    this.#settling ??= setTimeout(() => this.#stopRefused(), SETTLE_MS);
  }

  /** The ceiling is what is open when all answers are there: a refusal overtakes those before it. */
  #stopRefused(): void {
    if (this.#over) return;
    if (this.#opened > 0) this.#ceiling ??= this.#open.size;
    this.#stop(this.#opened === 0 ? 'failed' : 'refused', this.#refusal);
  }

  #onLost(socket: LoadSocket, end: SocketEnd): void {
    this.#open.delete(socket);
    this.#lost += 1;
    const { url } = this.#request.connect;
    const openMs = performance.now() - socket.openedAt;
    const lasted = { openMs, quietMs: this.#request.messages > 0 ? 0 : openMs };
    this.#stop('lost', diagnose({ url, offered: [], handshake: UPGRADED, end, lasted }));
  }

  #sendDue(now: number): void {
    const { messages, bytes } = this.#request;
    if (messages === 0 || this.#open.size === 0 || this.#isHeld(now)) return;
    const budget = Math.min(10_000, Math.round(this.#owed(now)));
    for (let at = 0; at < budget; at += 1) {
      const socket = this.#nextSender();
      if (!socket) return;
      const tag = this.#sent.toString(36).padStart(TAG_BYTES, '0');
      if (!socket.send(tag, bytes, performance.now())) continue;
      this.#sent += 1;
      this.#firstSentAt ??= now;
    }
  }

  /** Messages went out, none came back, and there was time for it. */
  #isSilent(now: number): boolean {
    return this.#firstSentAt !== null && this.#echoed === 0 && now - this.#firstSentAt > ECHO_MS;
  }

  #owedSince = performance.now();
  /** Messages that are due since the last turn; what is left over from one turn is kept for the next. */
  #owed(now: number): number {
    const perSecond = this.#open.size * this.#request.messages;
    const due = ((now - this.#owedSince) / 1000) * perSecond;
    if (due < 1) return 0;
    this.#owedSince = now;
    return due;
  }

  #nextSender(): LoadSocket | null {
    const next = this.#turn?.next();
    if (next && !next.done) return next.value;
    this.#turn = this.#open.values();
    const first = this.#turn.next();
    return first.done ? null : first.value;
  }

  #figures(): LoadFigures {
    const opening = Math.max(1, this.#lastOpenedAt - this.#started);
    const ms = (percentile: number): number => this.#histogram.percentile(percentile) / 1000;
    return {
      opened: this.#opened,
      open: this.#open.size,
      refused: Object.fromEntries(this.#refused),
      lost: this.#lost,
      openPerSecond: this.#opened === 0 ? 0 : Math.round((this.#opened / opening) * 10_000) / 10,
      sent: this.#sent,
      echoed: this.#echoed,
      latencyMs:
        this.#echoed === 0
          ? null
          : { p50: ms(50), p95: ms(95), p99: ms(99), max: this.#histogram.max / 1000 },
      elapsedMs: Math.round(performance.now() - this.#started),
    };
  }

  #stop(stopped: Stopped, seen: Diagnosis | null): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#ticking);
    clearTimeout(this.#settling);
    for (const dialing of this.#dialing) dialing.abort();
    const figures = this.#figures();
    const ceiling = this.#ceiling;
    void this.#closeAll().then(() =>
      this.#resolve({
        ...figures,
        ceiling,
        stopped,
        diagnosis: loadWords(stopped, figures, ceiling, this.#request, seen),
      }),
    );
  }

  /** Some hundred at a time, so that the goodbyes are no flood of their own. */
  async #closeAll(): Promise<void> {
    let count = 0;
    for (const socket of this.#open) {
      socket.close();
      count += 1;
      if (count % 250 === 0) await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    await new Promise((resolve) => setTimeout(resolve, count > 0 ? 100 : 0));
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
  }
}

const UPGRADED: DialResult['report'] = {
  status: 101,
  statusText: '',
  headers: [],
  body: '',
  requestText: '',
  subprotocol: '',
  timingsMs: { dns: null, tcp: null, tls: null, upgrade: null, total: 0 },
};
