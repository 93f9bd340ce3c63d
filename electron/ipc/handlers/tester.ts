import type { TesterParts } from '../../servers/tester-parts';
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

/** The Tester's sockets, which live in a process of their own. All of it is loaded when a socket is first asked for. */
export function testerHandlers(load: () => Promise<TesterParts>): {
  calls: Pick<Handlers['calls'], Names>;
  jobs: Pick<Handlers['jobs'], JobNames>;
} {
  type Run<I, O> = (parts: TesterParts, input: I) => Promise<O>;
  const on =
    <I, O>(run: Run<I, O>) =>
    async (input: I): Promise<O> =>
      run(await load(), input);
  /** For what has nothing to answer. */
  const done = <I>(run: Run<I, void>) =>
    on<I, Record<string, never>>(async (parts, input) => {
      await run(parts, input);
      return {};
    });
  return {
    calls: {
      'tester.connect': on(async ({ tester }, request) => ({ sessionId: await tester.connect(request) })),
      'tester.state': on(async ({ tester, explainer }, { sessionId }) =>
        explainer.explain(await tester.state(sessionId)),
      ),
      'tester.send': done(({ tester }, { sessionId, message }) => tester.send(sessionId, message)),
      'tester.close': done(({ tester }, { sessionId, code, reason }) =>
        tester.close(sessionId, code, reason),
      ),
      'tester.frames': on(async ({ tester, explainer }, { sessionId, offset, limit }) => {
        const { rows, state } = await tester.frames(sessionId, offset, limit);
        return { rows, state: explainer.explain(state) };
      }),
      'tester.frame': on(({ tester }, { sessionId, index, whole }) => tester.frame(sessionId, index, whole)),
      'tester.image': on(({ tester }, { sessionId, index, whole }) => tester.image(sessionId, index, whole)),
      'tester.search': on(({ tester }, { sessionId, filter }) => tester.search(sessionId, filter)),
      'tester.searchRows': on(async ({ tester, explainer }, { sessionId, searchId, offset, limit }) => {
        const { state, ...found } = await tester.searchRows(sessionId, searchId, offset, limit);
        return { ...found, state: explainer.explain(state) };
      }),
      'tester.endSearch': done(({ tester }, { sessionId }) => tester.endSearch(sessionId)),
      'tester.keep': done(({ tester }, { sessionId, mb }) => tester.keep(sessionId, mb)),
      'tester.roundTrips': on(({ tester }, { sessionId }) => tester.roundTrips(sessionId)),
      'tester.dispose': done(({ tester }, { sessionId }) => tester.dispose(sessionId)),
      'tester.drop': done(({ tester }, { sessionId, how }) => tester.drop(sessionId, how)),
      'tester.inspect': on(({ tester }, request) => tester.inspect(request)),
      'tester.repeat': on(({ tester }, { sessionId, message, everyMs, times }) =>
        tester.repeat(sessionId, message, everyMs, times),
      ),
      'tester.replay': on(({ tester }, { sessionId, from, speed }) => tester.replay(sessionId, from, speed)),
      'tester.stopTask': done(({ tester }, { sessionId, taskId }) => tester.stopTask(sessionId, taskId)),
      'tester.savedMessages': on(async ({ saved }) => ({ messages: await saved.list() })),
      'tester.saveMessage': done(({ saved }, message) => saved.save(message)),
      'tester.forgetMessage': done(({ saved }, { name }) => saved.forget(name)),
      'tester.loadQuestion': on(({ asker }, request) => asker.question(request)),
      'tester.idleProposal': on(({ runs }, connect) => Promise.resolve(runs.proposal(connect))),
    },
    jobs: {
      'tester.idleProbe': async (request, job) => {
        const { tester, runs } = await load();
        return runs.explained(request.connect, await tester.idleProbe(request, job));
      },
      'tester.originProbe': async (request, job) => (await load()).tester.originProbe(request, job),
      'tester.load': async ({ confirmed, ...request }, job) => {
        const { tester, asker, runs } = await load();
        await asker.check(request, confirmed);
        const others = runs.before(request);
        return runs.remember(request, await tester.load(request, job), others);
      },
    },
  };
}
