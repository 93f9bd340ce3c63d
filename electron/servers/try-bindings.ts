import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { SocketAddress } from '../../shared/model/server';
import type { BindingOutcome } from '../iis/readiness/facts';
import type { Probe, ProbeRequest } from './handshakes';
import type { Reach } from './reach';

/** How many bindings of one site are tried, and for how long all together; the others are then said to be untried. */
const MOST = 16;
const BUDGET_MS = 20_000;
const TIMEOUT_MS = 5000;

export interface Tried {
  /** What decides: the first binding that upgraded, or else the first one. */
  outcome: HandshakeOutcome;
  /** One of each binding that was tried, in the order of `reaches`. */
  bindings: BindingOutcome[];
}

/**
 * Tries one address over each binding, one after the other, so that no limit of connections is met by our own attempts.
 * Only the first upgrade echoes: one message to the application is enough. Rejects where the probe of the first one does.
 */
export async function tryBindings(
  probe: Probe,
  [first, ...rest]: readonly [Reach, ...Reach[]],
  { subprotocols, headers }: SocketAddress,
  echo: boolean,
): Promise<Tried> {
  const end = performance.now() + BUDGET_MS;
  const ask = (reach: Reach, echoes: boolean): Promise<HandshakeOutcome> =>
    probe({
      url: reach.url,
      subprotocols,
      headers: withHost(headers, reach.hostHeader),
      timeoutMs: Math.max(1, Math.min(TIMEOUT_MS, Math.round(end - performance.now()))),
      echo: echoes,
      ...(reach.hostHeader !== undefined && reach.url.startsWith('wss:')
        ? { tls: { serverName: reach.hostHeader } }
        : {}),
    });
  let outcome = await ask(first, echo);
  const bindings = [bindingOutcome(first, outcome)];
  for (const reach of rest) {
    if (bindings.length >= MOST || performance.now() >= end) break;
    const next = await ask(reach, echo && !outcome.upgraded);
    bindings.push(bindingOutcome(reach, next));
    if (!outcome.upgraded && next.upgraded) outcome = next;
  }
  return { outcome, bindings };
}

const bindingOutcome = (
  { protocol, bindingInformation }: Reach,
  outcome: HandshakeOutcome,
): BindingOutcome => ({
  protocol,
  bindingInformation,
  outcome,
});

function withHost(headers: ProbeRequest['headers'], host: string | undefined): ProbeRequest['headers'] {
  if (host === undefined || headers.some(({ name }) => name.toLowerCase() === 'host')) return headers;
  return [{ name: 'Host', value: host }, ...headers];
}
