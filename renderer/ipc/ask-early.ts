import type { QueryClient } from '@tanstack/react-query';
import type { Bridge } from '../../shared/wire';
import { invoke } from './bridge';
import { callKey } from './use-call';

interface Opening {
  serverId: string;
  site: string | null;
  application: string;
}

/**
 * Asks what the page Readiness shows first, before anything is drawn: the questions wait in the engine while it
 * starts, and the page is drawn once, with its answers, instead of once for each. What fails is asked again by the page.
 */
export async function askReadinessEarly(
  queries: QueryClient,
  bridge: Bridge,
  opening: Opening,
): Promise<void> {
  const { serverId } = opening;
  const meta = { early: true };
  let { site, application } = opening;
  if (site === null) {
    const input = { serverId, filter: '', limit: 1 };
    const { sites } = await queries.query({
      queryKey: callKey('servers.sites', input),
      queryFn: () => invoke(bridge, 'servers.sites', input),
      meta,
    });
    site = sites[0]?.name ?? null;
    application = sites[0]?.applications[0] ?? '/';
  }
  if (site === null) return;
  const input = { serverId, site, application };
  await queries.query({
    queryKey: callKey('readiness.get', input),
    queryFn: () => invoke(bridge, 'readiness.get', input),
    meta,
  });
}
