import type { TopicPayload } from '../../../shared/contract';
import type { Servers } from '../../servers/servers';
import type { TesterParts } from '../../servers/tester-parts';
import type { Handlers } from '../handler-types';
import { subscribeLate } from './late-topic';

/** Bursts of changes of one server become one event. */
const MERGE_MS = 50;

/** What the window subscribes to. Each payload is small: it says what to ask again. */
export function topicHandlers(
  servers: Servers,
  testing: () => Promise<TesterParts>,
  notices: Set<(notice: TopicPayload<'engine.notice'>) => void>,
): Omit<Handlers['topics'], 'live.sample'> {
  return {
    'engine.notice': (_input, emit) => {
      notices.add(emit);
      return () => notices.delete(emit);
    },
    'server.changed': ({ serverId }, emit) => {
      let timer: NodeJS.Timeout | null = null;
      const tell = async (): Promise<void> => {
        const { session, changes, runtimeRevision } = await servers.get(serverId);
        const { revision: pending, count } = await changes.pending();
        emit({ revision: session.revision, runtime: runtimeRevision, pending, pendingCount: count });
      };
      const soon = (): void => {
        timer ??= setTimeout(() => {
          timer = null;
          tell().catch(() => undefined);
        }, MERGE_MS);
      };
      const stop = servers.onChange((id) => {
        if (id === serverId) soon();
      });
      soon();
      return () => {
        stop();
        if (timer) clearTimeout(timer);
      };
    },
    'tester.changed': ({ sessionId }, emit) =>
      subscribeLate(testing(), ({ tester, explainer }) =>
        tester.onChanged(sessionId, (state) => emit(explainer.explain(state))),
      ),
  };
}
