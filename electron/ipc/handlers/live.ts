import type { Servers } from '../../servers/servers';
import type { Log } from '../../storage/log';
import type { Handlers } from '../handler-types';
import { subscribeLate } from './late-topic';

/** Needed on its page only, which a launch need not wait for. */
const load = () => import('../../live/live-feeds');

/** Live figures: read while somebody subscribes, kept for the session. */
export function liveHandlers(
  servers: Servers,
  log: Log,
): {
  calls: Pick<Handlers['calls'], 'live.history' | 'live.rows' | 'live.requests'>;
  topics: Pick<Handlers['topics'], 'live.sample'>;
} {
  const feed = async (serverId: string) => {
    const { feedOf, pageOf } = await load();
    return { feed: feedOf(await servers.get(serverId), log), pageOf };
  };
  return {
    calls: {
      'live.history': async ({ serverId, subject, windowS }) =>
        (await feed(serverId)).feed.history(subject, windowS),
      'live.rows': async ({ serverId, kind, ...query }) => {
        const live = await feed(serverId);
        return { revision: live.feed.revision, ...live.pageOf(live.feed.rows(kind), query) };
      },
      'live.requests': async ({ serverId, subject }) => (await feed(serverId)).feed.requests(subject),
    },
    topics: {
      'live.sample': ({ serverId }, emit) =>
        subscribeLate(feed(serverId), (live) => live.feed.subscribe(emit)),
    },
  };
}
