import { number } from '../../../shared/words';
import type { SocketsWire } from '../sums/sockets';
import type { PeakRange } from './peaks';
import { mostOf, seconds } from './words';

/** A time-out on the way of a socket, as a configuration has it, or by default. */
export interface KnownTimeout {
  ms: number;
  /** "the ARR timeout (system.webServer/proxy timeout of 00:02:00)". */
  name: string;
}

/** What IIS's own parts cut at when nobody changed it (arr_schema.xml, webfarm.xml). */
export const DEFAULT_TIMEOUTS: readonly KnownTimeout[] = [
  { ms: 120_000, name: 'the ARR timeout (system.webServer/proxy timeout, 00:02:00 by default)' },
  {
    ms: 30_000,
    name: "a web farm's ARR timeout (applicationRequestRouting/protocol timeout, 00:00:30 by default)",
  },
];

/** A time-out cuts at its time or up to so much later. */
const LATE_MS = 2500;
/** One client is the cause when it has this share of the peak, and less than half of that of all the others. */
const MOST = 0.8;
/** A two hundredth: 600 ms of two minutes. */
const NEAR_WHOLE = 0.005;
/** Where the log doesn't say whose they are, fewer lives below a second than this may be anybody's tests. */
const LEAST_SHORT = 100;
const SHORT_MS = 1000;

/**
 * Whether a peak is worth a sentence: a few lives below a second are not where the log has no cs(User-Agent), by which
 * this program's own tests are left out.
 */
export const matters = ({ ms, count }: PeakRange, agentsKnown: boolean): boolean =>
  agentsKnown || ms >= SHORT_MS || count >= LEAST_SHORT;

/** What is known of a client by its number: its name, and how many sockets it had in all. */
export interface Clients {
  name: (client: number) => string;
  sockets: (client: number) => number;
}

/** A peak in one sentence: how many of how many lived how long, and what that is. */
export function peakSentence(
  peak: PeakRange,
  total: number,
  sockets: SocketsWire,
  clients: Clients,
  timeouts: readonly KnownTimeout[] = DEFAULT_TIMEOUTS,
): string {
  const said = `${number(peak.count)} of ${number(total)} sockets lived ${lived(peak)}`;
  const client = ownClient(peak, sockets);
  // Not all sockets are known one by one; the client must at least have had so many.
  if (client !== 0 && clients.sockets(client) >= MOST * peak.count)
    return `${said}: they are of one client, ${clients.name(client)}, which is the cause, not the server.`;
  const known = knownTimeout(peak, timeouts);
  if (known) return `${said}: ${known.name}.`;
  if (peak.ms < 2000)
    return `${said}: they ended right after the handshake; look at what the application does then.`;
  return `${said}: a time-out of that length on the way (a proxy, a load balancer, the application).`;
}

/** The time-out that cuts at these lives. */
export const knownTimeout = (peak: PeakRange, timeouts: readonly KnownTimeout[]): KnownTimeout | undefined =>
  timeouts.find(({ ms }) => peak.ms >= ms - 500 && peak.ms <= ms + LATE_MS);

/** "120 s"; where the lives spread over more than a tenth, "0.1 s to 1.2 s". */
function lived({ ms, from, to }: PeakRange): string {
  return to - from > Math.max(200, ms / 10) ? `${seconds(from)} to ${seconds(to)}` : seconds(shownMs(ms));
}

/** Whole seconds where lives are as good as those: 120,013 ms were cut at 120 s, 4,502 ms are no 5 s. */
export function shownMs(ms: number): number {
  const whole = Math.round(ms / 1000) * 1000;
  return Math.abs(ms - whole) <= ms * NEAR_WHOLE ? whole : ms;
}

/** The client that nearly all of these lives are of while it has few of the others; 0 when there is none. */
function ownClient(peak: PeakRange, { life, client }: SocketsWire): number {
  const inside: number[] = [];
  life.forEach((ms, at) => {
    if (ms >= peak.from && ms <= peak.to) inside.push(client[at] ?? 0);
  });
  const most = mostOf(inside);
  if (most.count < MOST * inside.length || inside.length === 0) return 0;
  const others = client.length - inside.length;
  const outside = client.reduce((sum, id) => sum + (id === most.id ? 1 : 0), 0) - most.count;
  return others > 0 && outside < (MOST / 2) * others ? most.id : 0;
}
