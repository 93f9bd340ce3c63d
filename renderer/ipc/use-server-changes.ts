import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { CallName, TopicPayload } from '../../shared/contract';
import { concerns } from './use-call';
import { useTopic } from './use-topic';

type News = TopicPayload<'server.changed'>;
type Aspect = 'revision' | 'runtime' | 'pending';

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
    'changes.journal': ['revision', 'pending'],
    'practice.sites': ['revision', 'runtime'],
  } satisfies Partial<Record<CallName, readonly Aspect[]>>),
);

/** Never asked again because a server changed: they aren't about one. */
const elsewhere = ['app.info', 'tester.state', 'tester.frames', 'tester.frame'] satisfies CallName[];

/** Bursts (a load test opens 1,000 sockets) become one round of questions per this many ms. */
const CALM_MS = 200;

/** Asks again what is shown of a server whenever the engine says that it changed. */
export function useServerChanges(serverId: string | null): void {
  const queries = useQueryClient();
  const seen = useRef<News | null>(null);
  const waiting = useRef(new Set<Aspect>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const ask = useCallback(() => {
    timer.current = undefined;
    if (waiting.current.size === 0) return;
    const aspects = new Set(waiting.current);
    waiting.current.clear();
    askAgain(queries, serverId, aspects);
    timer.current = setTimeout(ask, CALM_MS);
  }, [queries, serverId]);

  useEffect(() => {
    seen.current = null;
    waiting.current.clear();
    return () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [serverId]);

  useTopic('server.changed', serverId === null ? null : { serverId }, (news, missed) => {
    const before = seen.current;
    seen.current = news;
    // The first event says where things stand; what is shown was asked after the subscription began.
    if (before === null && !missed) return;
    for (const aspect of ['revision', 'runtime', 'pending'] as const) {
      // Not "newer": a restarted engine may count from the start again.
      if (missed || before?.[aspect] !== news[aspect]) waiting.current.add(aspect);
    }
    if (timer.current === undefined) ask();
  });
}

function askAgain(queries: QueryClient, serverId: string | null, aspects: ReadonlySet<Aspect>): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) => {
      const name = String(queryKey[0]);
      if (elsewhere.some((other) => other === name) || !concerns(queryKey, serverId)) return false;
      return madeOf.get(name)?.some((aspect) => aspects.has(aspect)) ?? true;
    },
  });
}
