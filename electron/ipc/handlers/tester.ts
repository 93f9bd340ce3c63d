import type { LoadAsker } from '../../servers/load-asker';
import type { SocketExplainer } from '../../servers/socket-explainer';
import type { TesterRuns } from '../../servers/tester-runs';
import type { SavedMessages } from '../../websocket/saved-messages';
import type { TesterClient } from '../../websocket/tester-client';
import type { Handlers } from '../handler-types';

type Names =
  | 'tester.connect'
  | 'tester.state'
  | 'tester.send'
  | 'tester.close'
  | 'tester.frames'
  | 'tester.frame'
  | 'tester.image'
  | 'tester.search'
  | 'tester.searchRows'
  | 'tester.endSearch'
  | 'tester.keep'
  | 'tester.roundTrips'
  | 'tester.dispose'
  | 'tester.drop'
  | 'tester.inspect'
  | 'tester.repeat'
  | 'tester.replay'
  | 'tester.stopTask'
  | 'tester.savedMessages'
  | 'tester.saveMessage'
  | 'tester.forgetMessage'
  | 'tester.loadQuestion'
  | 'tester.idleProposal';
type JobNames = 'tester.idleProbe' | 'tester.originProbe' | 'tester.load';

export interface TesterParts {
  tester: TesterClient;
  explainer: SocketExplainer;
  saved: SavedMessages;
  asker: LoadAsker;
  runs: TesterRuns;
}

/** The Tester's sockets, which live in a process of their own. */
export function testerHandlers({ tester, explainer, saved, asker, runs }: TesterParts): {
  calls: Pick<Handlers['calls'], Names>;
  jobs: Pick<Handlers['jobs'], JobNames>;
} {
  const calls: Pick<Handlers['calls'], Names> = {
    'tester.connect': async (request) => ({ sessionId: await tester.connect(request) }),
    'tester.state': async ({ sessionId }) => explainer.explain(await tester.state(sessionId)),
    'tester.send': async ({ sessionId, message }) => {
      await tester.send(sessionId, message);
      return {};
    },
    'tester.close': async ({ sessionId, code, reason }) => {
      await tester.close(sessionId, code, reason);
      return {};
    },
    'tester.frames': async ({ sessionId, offset, limit }) => {
      const { rows, state } = await tester.frames(sessionId, offset, limit);
      return { rows, state: explainer.explain(state) };
    },
    'tester.frame': ({ sessionId, index, whole }) => tester.frame(sessionId, index, whole),
    'tester.image': ({ sessionId, index, whole }) => tester.image(sessionId, index, whole),
    'tester.search': ({ sessionId, filter }) => tester.search(sessionId, filter),
    'tester.searchRows': async ({ sessionId, searchId, offset, limit }) => {
      const { state, ...found } = await tester.searchRows(sessionId, searchId, offset, limit);
      return { ...found, state: explainer.explain(state) };
    },
    'tester.endSearch': async ({ sessionId }) => {
      await tester.endSearch(sessionId);
      return {};
    },
    'tester.keep': async ({ sessionId, mb }) => {
      await tester.keep(sessionId, mb);
      return {};
    },
    'tester.roundTrips': ({ sessionId }) => tester.roundTrips(sessionId),
    'tester.dispose': async ({ sessionId }) => {
      await tester.dispose(sessionId);
      return {};
    },
    'tester.drop': async ({ sessionId, how }) => {
      await tester.drop(sessionId, how);
      return {};
    },
    'tester.inspect': (request) => tester.inspect(request),
    'tester.repeat': ({ sessionId, message, everyMs, times }) =>
      tester.repeat(sessionId, message, everyMs, times),
    'tester.replay': ({ sessionId, from, speed }) => tester.replay(sessionId, from, speed),
    'tester.stopTask': async ({ sessionId, taskId }) => {
      await tester.stopTask(sessionId, taskId);
      return {};
    },
    'tester.savedMessages': async () => ({ messages: await saved.list() }),
    'tester.saveMessage': async (message) => {
      await saved.save(message);
      return {};
    },
    'tester.forgetMessage': async ({ name }) => {
      await saved.forget(name);
      return {};
    },
    'tester.loadQuestion': (request) => asker.question(request),
    'tester.idleProposal': (connect) => Promise.resolve(runs.proposal(connect)),
  };
  return {
    calls,
    jobs: {
      'tester.idleProbe': async (request, job) =>
        runs.explained(request.connect, await tester.idleProbe(request, job)),
      'tester.originProbe': (request, job) => tester.originProbe(request, job),
      'tester.load': async ({ confirmed, ...request }, job) => {
        await asker.check(request, confirmed);
        const others = runs.before(request);
        return runs.remember(request, await tester.load(request, job), others);
      },
    },
  };
}
