import type { Diagnosis, HandshakeReport } from '../../shared/model/tester';
import type { SiteHint } from './diagnosis';

/** IIS's "unlimited" (HTTP_LIMIT_INFINITE); 0 is none at all. */
const UNLIMITED = 4_294_967_295;

/**
 * 503: HTTP.sys gives the same bare page for a stopped pool, a full queue and a site at its connection limit, and
 * only HTTPERR tells them apart; with a hint the sentence can.
 */
export function diagnose503(report: HandshakeReport, hint: SiteHint | null): Diagnosis {
  if (/WebSockets are disabled/i.test(report.body))
    return {
      id: 'azure-websockets-off',
      sentence: '503: WebSockets are switched off for this site on Azure App Service.',
    };
  if (/HTTP Error 503\.2\b/.test(report.body))
    return {
      id: 'request-limit',
      sentence:
        '503.2: serverRuntime/appConcurrentRequestLimit (5,000 by default) is reached; every open socket counts as a request.',
    };
  return (hint && exactly(hint)) ?? { id: 'service-unavailable', sentence: GENERAL };
}

const GENERAL =
  "Service Unavailable before the application: the site's limits.maxConnections is reached or its pool is stopped.";

function exactly(hint: SiteHint): Diagnosis | null {
  const { site, maxConnections, connections, poolState } = hint;
  const pool = hint.pool === undefined ? 'its application pool' : `its pool ${hint.pool}`;
  if (poolState !== null && /^stopp/i.test(poolState))
    return {
      id: 'pool-stopped',
      sentence: `${site} answers 503 because ${pool} is stopped: start the pool.`,
    };
  if (maxConnections === null || maxConnections >= UNLIMITED) return null;
  if (maxConnections === 0)
    return {
      id: 'connection-limit',
      sentence: `${site} allows no connection at all: its limits.maxConnections is 0, and unlimited would be ${UNLIMITED}.`,
    };
  if (connections === null || connections < maxConnections) return null;
  return {
    id: 'connection-limit',
    sentence: `${site} already has ${connections} of ${maxConnections} connections (limits.maxConnections); the ${next(maxConnections)} is refused by HTTP.sys.`,
  };
}

const words = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

function next(limit: number): string {
  return words[limit] ?? 'next one';
}
