import type { LiveGap, LiveRequest, LiveRequests } from '../../../shared/model/live';
import type { ServerConfig } from '../../iis/config';
import type { OpenRequests } from './scripts/read-requests';

const HOW =
  'IIS does not say which open request is a socket. One counts as a socket where its worker process counts as many WebSockets (WebSocket Active Requests) as it has open GET requests.';

const NO_MONITOR: LiveGap = {
  what: 'Open requests',
  why: 'The role service Request Monitor is not installed, so IIS tells of no request.',
  fix: 'Install it: Install-WindowsFeature Web-Request-Monitor. That rewrites applicationHost.config.',
};

/** Open requests as IIS lists them; an upgrade is always a GET, and of the others only the counter can tell. */
export function liveRequestsOf(answer: OpenRequests, config: ServerConfig | null): LiveRequests {
  const { at, monitored, rows, workers, total, failures } = answer;
  const sites = new Map(config?.sites.map(({ id, name }) => [id, name]));
  const all = new Map(workers.map((worker) => [worker.pid, worker]));
  const [failed] = failures;
  return {
    at,
    total,
    how: HOW,
    rows: rows.map((row): LiveRequest => {
      const worker = all.get(row.pid);
      const told = worker !== undefined && worker.sockets === worker.gets && worker.gets > 0;
      return {
        kind: row.verb.toUpperCase() !== 'GET' ? 'request' : told ? 'socket' : 'unknown',
        ageMs: row.elapsedMs,
        ...{ client: row.client, url: row.url, verb: row.verb, pool: row.pool },
        site: sites.get(row.site) ?? null,
        worker: String(row.pid),
        module: row.module === '' ? null : row.module,
        bytesIn: null,
        bytesOut: null,
      };
    }),
    gap: monitored
      ? failed
        ? {
            what: 'Some of the open requests',
            why: `${failed.message.replace(/\.$/, '')}.`,
            fix: failed.fix ?? null,
          }
        : null
      : NO_MONITOR,
  };
}
