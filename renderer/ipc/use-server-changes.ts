import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CallName, TopicPayload } from '../../shared/contract';
import { useBridge } from './bridge';
import { coalesce } from './coalesce';
import { concerns } from './use-call';
import { listen } from './use-topic';

type News = TopicPayload<'server.changed'>;
const aspects = ['revision', 'runtime', 'pending'] as const;
type Aspect = (typeof aspects)[number];

/** What each answer is made of; a call that isn't named here is asked again whatever changed. */
const madeOf = new Map<string, readonly Aspect[]>(
  Object.entries({
    'servers.list': ['revision', 'runtime'],
    'servers.sites': ['revision'],
    'readiness.get': ['revision', 'runtime'],
    'inventory.sites': ['revision', 'runtime'],
    'inventory.pools': ['revision', 'runtime'],
    'inventory.detail': ['revision'],
    'limits.get': ['revision', 'runtime'],
    'limits.plan': ['revision', 'runtime'],
    'setup.get': [],
    'setup.plan': ['revision', 'runtime'],
    'evidence.before': ['revision'],
    'changes.journal': ['revision', 'pending'],
    'servers.listening': ['revision', 'runtime'],
    // The page asks for these itself, with every reading.
    'live.history': [],
    'live.rows': [],
    'live.requests': [],
  } satisfies Partial<Record<CallName, readonly Aspect[]>>),
);

/** Never asked again because a server changed: they aren't about one. */
const elsewhere = ['app.info', 'tester.state', 'tester.frames', 'tester.frame'] satisfies CallName[];

/** Bursts (a load test opens 1,000 sockets) become one round of questions per this many ms. */
const CALM_MS = 200;

/** Asks again what is shown of a server whenever the engine says that it changed. */
export function useServerChanges(serverId: string | null): void {
  const queries = useQueryClient();
  const bridge = useBridge();
  useEffect(() => {
    if (serverId === null) return undefined;
    const asker = coalesce<Aspect>((changed) => askAgain(queries, serverId, changed), CALM_MS);
    let before: News | null = null;
    const stop = listen(bridge, 'server.changed', { serverId }, (news, missed) => {
      const seen = before;
      before = news;
      // The first event says where things stand; what is shown was asked after the subscription began, or early.
      if (seen === null && !missed) {
        askEarlyAgain(queries, serverId, news);
        return;
      }
      // Not "newer": a restarted engine may count from the start again.
      asker.add(...aspects.filter((aspect) => missed || seen?.[aspect] !== news[aspect]));
    });
    return () => {
      stop();
      asker.stop();
    };
  }, [bridge, queries, serverId]);
}

function askAgain(queries: QueryClient, serverId: string, changed: ReadonlySet<Aspect>): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => {
      const name = String(queryKey[0]);
      if (elsewhere.some((other) => other === name) || !concerns(queryKey, serverId)) return false;
      return madeOf.get(name)?.some((aspect) => changed.has(aspect)) ?? true;
    },
  });
}

/** What was asked before the subscription (ask-early.ts) may be older than where things stand now. */
function askEarlyAgain(queries: QueryClient, serverId: string, { revision, runtime }: News): void {
  const isOld = (data: unknown) =>
    typeof data === 'object' && data !== null && 'revision' in data && data.revision !== revision;
  void queries.invalidateQueries({
    predicate: ({ queryKey, meta, state }) =>
      meta?.['early'] === true &&
      concerns(queryKey, serverId) &&
      state.data !== undefined &&
      (runtime !== 0 || isOld(state.data)),
  });
}
