import type { CallOutput } from '../../shared/contract';
import type { Engine } from '../engine-port';
import { PRACTICE } from '../servers/server-list';

/**
 * Asks what the window's first page will ask, while the window is still loading its scripts: the server has been read by
 * then. A question that is refused is asked again by the page, which shows why.
 */
export async function warmUp(engine: Engine): Promise<void> {
  const serverId = PRACTICE.id;
  const reply = await engine.invoke('servers.sites', { serverId, filter: '', limit: 1 });
  if (!reply.ok) return;
  const [first] = (reply.data as CallOutput<'servers.sites'>).sites;
  if (!first) return;
  const application = first.applications[0] ?? '/';
  await engine.invoke('readiness.get', { serverId, site: first.name, application });
}
