import type {
  ConnectRequest,
  Diagnosis,
  HandshakeReport,
  SocketEnd,
  TesterState,
} from '../../shared/model/tester';
import { duration } from '../../shared/words';
import { effective, secondsOf } from '../iis/config';
import type { ServerConfig } from '../iis/config';
import { diagnose } from '../websocket/diagnosis';
import type { SiteHint } from '../websocket/diagnosis';
import type { HopTimeout } from '../websocket/idle-hops';
import { siteAt } from './site-at';
import type { SeenServer } from './site-at';

/** How many explained sessions are remembered; the Tester itself keeps at most 64. */
const KEPT = 128;

/**
 * Makes a refusal exact where the socket's address is a site of an open server: the Tester's process knows neither
 * limits nor pool states. An exact sentence stays as it was said, for the counts move on.
 */
export class SocketExplainer {
  readonly #sessions: () => readonly SeenServer[];
  readonly #said = new Map<string, Diagnosis>();

  constructor(sessions: () => readonly SeenServer[]) {
    this.#sessions = sessions;
  }

  explain(state: TesterState): TesterState {
    const refused = state.end?.kind === 'refused' && state.handshake?.status === 503;
    if (!refused && state.diagnosis?.id !== 'idle-cut') return state;
    const diagnosis = this.#said.get(state.sessionId) ?? this.#exact(state);
    return diagnosis ? { ...state, diagnosis } : state;
  }

  /** A cut after so much silence, with the server's own time-outs beside it; null where the site is none of an open server. */
  idleCut(connect: ConnectRequest, end: SocketEnd | null, quietMs: number): Diagnosis | null {
    const host = connect.headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
    for (const session of this.#sessions()) {
      const hint = hintFor(session, connect.url, host ?? new URL(connect.url).hostname);
      if (!hint) continue;
      const seen = { url: connect.url, offered: [], end, lasted: { openMs: quietMs, quietMs } };
      const diagnosis = diagnose({ ...seen, handshake: UPGRADED }, hint);
      return diagnosis.id === 'idle-cut' ? diagnosis : null;
    }
    return null;
  }

  #exact(state: TesterState): Diagnosis | null {
    for (const session of this.#sessions()) {
      const hint = hintOf(session, state);
      if (!hint) continue;
      const diagnosis = diagnose(
        {
          url: state.url,
          offered: [],
          handshake: state.handshake,
          end: state.end,
          received: state.bytesIn,
          lasted: state.lasted,
        },
        hint,
      );
      if (diagnosis.id !== state.diagnosis?.id || diagnosis.id === 'idle-cut')
        this.#remember(state.sessionId, diagnosis);
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

/** What is known of the site that this address leads to; null when it is none of this server. */
function hintOf(session: SeenServer, { url, handshake }: TesterState): SiteHint | null {
  return hintFor(session, url, /^host:[ \t]*(.*?)[ \t]*$/im.exec(handshake?.requestText ?? '')?.[1]);
}

function hintFor(session: SeenServer, url: string, host: string | undefined): SiteHint | null {
  const found = siteAt(session, url, host);
  if (!found) return null;
  const { live, site, config, runtime } = found;
  const limit = effective(config, { kind: 'site', site: site.name }, 'limits.maxConnections').value;
  const pool = site.applications.find(({ path }) => path === '/')?.pool ?? null;
  const state = runtime.pools.find(({ name }) => name.toLowerCase() === pool?.toLowerCase())?.state ?? null;
  return {
    site: site.name,
    maxConnections: typeof limit === 'number' ? limit : null,
    connections: live.connections,
    poolState: state,
    timeouts: timeoutsOf(config),
    ...(pool === null ? {} : { pool }),
  };
}

const UPGRADED: HandshakeReport = {
  status: 101,
  statusText: '',
  headers: [],
  body: '',
  requestText: '',
  subprotocol: '',
  timingsMs: { dns: null, tcp: null, tls: null, upgrade: null, total: 0 },
};

/** What of the server's own settings ends a silent socket: only its proxy does. */
function timeoutsOf(config: ServerConfig): HopTimeout[] {
  const proxied = effective(config, { kind: 'server' }, 'proxy.enabled').value === true;
  const seconds = secondsOf(effective(config, { kind: 'server' }, 'proxy.timeout'));
  return proxied && seconds !== null
    ? [{ seconds, name: `this server's own proxy/timeout in ARR (${duration(seconds)})` }]
    : [];
}
