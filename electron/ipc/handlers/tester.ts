import type { SocketExplainer } from '../../servers/socket-explainer';
import type { TesterClient } from '../../websocket/tester-client';
import type { Handlers } from '../handler-types';

type Names =
  | 'tester.connect'
  | 'tester.state'
  | 'tester.send'
  | 'tester.close'
  | 'tester.frames'
  | 'tester.frame'
  | 'tester.dispose';

/** The Tester's sockets, which live in a process of their own. */
export function testerHandlers(
  tester: TesterClient,
  explainer: SocketExplainer,
): Pick<Handlers['calls'], Names> {
  return {
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
    'tester.frame': ({ sessionId, index }) => tester.frame(sessionId, index),
    'tester.dispose': async ({ sessionId }) => {
      await tester.dispose(sessionId);
      return {};
    },
  };
}
