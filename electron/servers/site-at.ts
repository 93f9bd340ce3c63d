import type { RuntimeState } from '../../shared/model/runtime';
import type { ServerConfig } from '../iis/config';
import { isLoopback } from '../websocket/loopback';
import type { ServerSession } from './server-session';

/** What is asked of a server to find a site by its address. */
export type SeenServer = Pick<ServerSession, 'entry' | 'config' | 'runtime'>;

type LiveSite = RuntimeState['sites'][number];
type Site = NonNullable<ReturnType<ServerConfig['findSite']>>;

/** The site that an address leads to, by host, port and Host header; null when it is none of this server. */
export function siteAt(
  { runtime, config }: SeenServer,
  url: string,
  hostHeader: string | undefined,
): { live: LiveSite; site: Site; config: ServerConfig; runtime: RuntimeState } | null {
  if (!runtime || !config) return null;
  const asked = new URL(url);
  const live = runtime.sites.find(({ bindings }) =>
    bindings.some(
      (binding) =>
        binding.url !== null &&
        sameServer(new URL(binding.url), asked) &&
        (binding.hostHeader === undefined || binding.hostHeader.toLowerCase() === hostHeader?.toLowerCase()),
    ),
  );
  const site = live && config.findSite(live.name);
  return live && site ? { live, site, config, runtime } : null;
}

/** The application of a site that serves a path: the longest one it begins with. */
export function applicationAt(site: Site, pathname: string): string {
  const asked = `${pathname.toLowerCase()}/`;
  const fits = site.applications
    .map(({ path }) => path)
    .filter((path) => asked.startsWith(`${path.toLowerCase().replace(/\/+$/, '')}/`));
  return fits.sort((one, other) => other.length - one.length)[0] ?? '/';
}

/** The practice server's sites listen on this machine only, by whatever loopback name they are called. */
function sameServer(binding: URL, asked: URL): boolean {
  const sameHost =
    binding.hostname === asked.hostname || (isLoopback(binding.hostname) && isLoopback(asked.hostname));
  return sameHost && binding.port === asked.port;
}
