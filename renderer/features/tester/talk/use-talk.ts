import type { SendRequest } from '../../../../shared/model/tester';
import { invoke, useBridge } from '../../../ipc/bridge';
import type { Repeat } from '../compose';
import type { Session } from '../use-session';

export interface Talk {
  send: (message: SendRequest, repeat: Repeat | null) => Promise<boolean>;
  replay: (from: string, speed: number) => Promise<boolean>;
  stop: (taskId: string) => Promise<boolean>;
  close: (code: number | null, reason: string) => Promise<boolean>;
  drop: (how: 'fin' | 'rst') => Promise<boolean>;
}

/** What can be said through the open socket. A refusal shows as the session's error. */
export function useTalk({ sessionId, attempt }: Session): Talk {
  const bridge = useBridge();
  const session = { sessionId: sessionId ?? '' };
  return {
    send: (message, repeat) =>
      attempt(() =>
        repeat === null
          ? invoke(bridge, 'tester.send', { ...session, message })
          : invoke(bridge, 'tester.repeat', { ...session, message, ...repeat }),
      ),
    replay: (from, speed) => attempt(() => invoke(bridge, 'tester.replay', { ...session, from, speed })),
    stop: (taskId) => attempt(() => invoke(bridge, 'tester.stopTask', { ...session, taskId })),
    close: (code, reason) => attempt(() => invoke(bridge, 'tester.close', { ...session, code, reason })),
    drop: (how) => attempt(() => invoke(bridge, 'tester.drop', { ...session, how })),
  };
}
