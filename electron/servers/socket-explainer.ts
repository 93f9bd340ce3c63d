import type { Diagnosis, TesterState } from '../../shared/model/tester';
import { effective } from '../iis/config';
import { diagnose } from '../websocket/diagnosis';
import type { SiteHint } from '../websocket/diagnosis';
import type { ServerSession } from './server-session';

/** How many explained sessions are remembered; the Tester itself keeps at most 64. */
const KEPT = 128;

/**
 * Makes a refusal exact where the socket's address is a site of an open server: the Tester's process knows neither
 * limits nor pool states. An exact sentence stays as it was said, for the counts move on.
 */
export class SocketExplainer {
  readonly #sessions: () => readonly ServerSession[];
  readonly #said = new Map<string, Diagnosis>();

  constructor(sessions: () => readonly ServerSession[]) {
    this.#sessions = sessions;
  }

  explain(state: TesterState): TesterState {
    if (state.end?.kind !== 'refused' || state.handshake?.status !== 503) return state;
    const diagnosis = this.#said.get(state.sessionId) ?? this.#exact(state);
    return diagnosis ? { ...state, diagnosis } : state;
  }

  #exact(state: TesterState): Diagnosis | null {
    for (const session of this.#sessions()) {
      const hint = hintOf(session, state);
      if (!hint) continue;
      const diagnosis = diagnose(
        { url: state.url, offered: [], handshake: state.handshake, end: state.end },
        hint,
      );
      if (diagnosis.id !== state.diagnosis?.id) this.#remember(state.sessionId, diagnosis);
      return diagnosis;
    }
    return null;
  }

  #remember(sessionId: string, diagnosis: Diagnosis): void {
    this.#said.set(sessionId, diagnosis);
    const [oldest] = this.#said.keys();
    if (this.#said.size > KEPT && oldest !== undefined) this.#said.delete(oldest);
  }
}

/** What is known of the site that this address leads to, by host, port and Host header; null when it is none of it. */
function hintOf({ runtime, config }: ServerSession, { url, handshake }: TesterState): SiteHint | null {
  if (!runtime || !config) return null;
  const asked = new URL(url);
  const host = /^host:[ \t]*(.*?)[ \t]*$/im.exec(handshake?.requestText ?? '')?.[1]?.toLowerCase();
  const live = runtime.sites.find(({ bindings }) =>
    bindings.some(
      (binding) =>
        binding.url !== null &&
        sameServer(new URL(binding.url), asked) &&
        (binding.hostHeader === undefined || binding.hostHeader.toLowerCase() === host),
    ),
  );
  const site = live && config.findSite(live.name);
  if (!live || !site) return null;
  const limit = effective(config, { kind: 'site', site: site.name }, 'limits.maxConnections').value;
  const pool = site.applications.find(({ path }) => path === '/')?.pool ?? null;
  const state = runtime.pools.find(({ name }) => name.toLowerCase() === pool?.toLowerCase())?.state ?? null;
  return {
    site: site.name,
    maxConnections: typeof limit === 'number' ? limit : null,
    connections: live.connections,
    poolState: state,
    ...(pool === null ? {} : { pool }),
  };
}

/** The practice server's sites listen on this machine only, by whatever loopback name they are called. */
function sameServer(binding: URL, asked: URL): boolean {
  const loopback = /^(localhost|127\..*|\[::1\])$/;
  const sameHost =
    binding.hostname === asked.hostname || (loopback.test(binding.hostname) && loopback.test(asked.hostname));
  return sameHost && binding.port === asked.port;
}
