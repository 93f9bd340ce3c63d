import type { QueryClient } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract';
import type { Bridge } from '../../shared/wire';
import { invoke } from './bridge';
import { callKey } from './use-call';

interface Opening {
  serverId: string;
  site: string | null;
  application: string;
}

/**
 * Asks what the page Readiness shows first, before anything is drawn: the question waits in the engine while it starts,
 * and the page is drawn once, with its answer. Which site is the first is no question of its own: its answer would come
 * while the window is busy with drawing. What fails is asked again by the page.
 */
export async function askReadinessEarly(
  queries: QueryClient,
  bridge: Bridge,
  opening: Opening,
): Promise<void> {
  const { serverId, site, application } = opening;
  if (site !== null) {
    const input = { serverId, site, application };
    await keep(queries, 'readiness.get', input, invoke(bridge, 'readiness.get', input));
    return;
  }
  const first = invoke(bridge, 'readiness.first', { serverId });
  const sites = first.then((answer) => answer.sites);
  await keep(queries, 'servers.sites', { serverId, filter: '', limit: 1 }, sites);
  const { page } = await first;
  const [shown] = (await sites).sites;
  if (!page || !shown) return;
  const input = { serverId, site: shown.name, application: shown.applications[0] ?? '/' };
  await keep(queries, 'readiness.get', input, Promise.resolve(page));
}

/** Puts an answer where the page's own question will look for it. */
const keep = <N extends CallName>(
  queries: QueryClient,
  name: N,
  input: CallInput<N>,
  answer: Promise<CallOutput<N>>,
): Promise<CallOutput<N>> =>
  queries.query({ queryKey: callKey(name, input), queryFn: () => answer, meta: { early: true } });
