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
export function testerHandlers(tester: TesterClient): Pick<Handlers['calls'], Names> {
  return {
    'tester.connect': async (request) => ({ sessionId: await tester.connect(request) }),
    'tester.state': ({ sessionId }) => tester.state(sessionId),
    'tester.send': async ({ sessionId, message }) => {
      await tester.send(sessionId, message);
      return {};
    },
    'tester.close': async ({ sessionId, code, reason }) => {
      await tester.close(sessionId, code, reason);
      return {};
    },
    'tester.frames': ({ sessionId, offset, limit }) => tester.frames(sessionId, offset, limit),
    'tester.frame': ({ sessionId, index }) => tester.frame(sessionId, index),
    'tester.dispose': async ({ sessionId }) => {
      await tester.dispose(sessionId);
      return {};
    },
  };
}
