import type { LiveGap } from '../../shared/model/live';

/** HTTP.sys counts what it turned away itself; IIS has no counter for what a worker process answered. */
export const WORKER_REFUSALS: LiveGap = {
  what: 'Refusals by a worker process',
  why: 'Refused is what was turned away before a worker process: maxConnections, a stopped pool. Its own answers, such as 503.2 of appConcurrentRequestLimit, 400, 401, 403, 404 and 500.19, are in no counter.',
  fix: 'Logs counts each of them.',
};
