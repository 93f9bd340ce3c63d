import type { OpenServer } from '../servers/open-server';
import type { Log } from '../storage/log';
import { LiveFeed } from './live-feed';

export { pageOf } from './live-rows';

const feeds = new WeakMap<OpenServer, LiveFeed>();

/** The one feed of an open server: kept as long as the server is open, so that leaving the page loses nothing. */
export function feedOf(open: OpenServer, log: Log): LiveFeed {
  const known = feeds.get(open);
  if (known) return known;
  const { session } = open;
  const made = new LiveFeed({
    reader: session.gateway.live,
    poolsOf: (name) => {
      const site = session.config?.findSite(name);
      return [...new Set(site?.applications.flatMap(({ pool }) => pool ?? []))];
    },
    log,
  });
  feeds.set(open, made);
  return made;
}
