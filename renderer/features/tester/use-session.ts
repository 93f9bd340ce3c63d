import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SendRequest, TesterState } from '../../../shared/model/tester';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { BridgeError } from '../../ipc/bridge';
import { callKey, useCall, useTopic } from '../../ipc/hooks';
import { connectRequest } from './connect-request';
import type { AddressField } from './connect-request';
import { remember, useTesterMemory } from './tester-memory';

export interface Session {
  state: TesterState | undefined;
  /** Asked to connect and not answered yet. */
  dialling: boolean;
  /** The last thing asked of the engine that it refused. */
  error: BridgeError | null;
  /** What is wrong with what was typed. */
  wrong: { field: AddressField; sentence: string } | null;
  connect: () => Promise<void>;
  close: (code: number | null, reason: string) => Promise<void>;
  /** Answers whether it was sent. */
  send: (message: SendRequest) => Promise<boolean>;
  clearWrong: () => void;
}

/** The one socket of this page. It lives in the engine: leaving the page doesn't end it. */
export function useSession(serverId: string): Session {
  const bridge = useBridge();
  const queries = useQueryClient();
  const [memory] = useTesterMemory(serverId);
  const { sessionId } = memory;
  const [dialling, setDialling] = useState(false);
  const [error, setError] = useState<BridgeError | null>(null);
  const [wrong, setWrong] = useState<Session['wrong']>(null);

  const session = { sessionId: sessionId ?? '' };
  // Subscribed before it is asked, so that nothing can happen in between; an answer overtaken by news is dropped.
  useTopic('tester.changed', sessionId === null ? null : session, (state) => {
    const queryKey = callKey('tester.state', session);
    void queries.cancelQueries({ queryKey });
    queries.setQueryData(queryKey, state);
  });
  const answer = useCall('tester.state', session, { enabled: sessionId !== null });
  // A page that comes back has missed what the topic said meanwhile.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['tester.state'] });
  }, [queries]);

  const attempt = async (doing: () => Promise<unknown>): Promise<boolean> => {
    setError(null);
    try {
      await doing();
      return true;
    } catch (failed) {
      setError(toBridgeError(failed));
      return false;
    }
  };

  return {
    state: sessionId === null ? undefined : answer.data,
    dialling,
    error: error ?? (sessionId === null ? null : answer.error),
    wrong,
    clearWrong: () => setWrong(null),
    connect: async () => {
      const built = connectRequest(memory);
      if (!built.ok) {
        setError(null);
        setWrong(built);
        return;
      }
      setWrong(null);
      setDialling(true);
      await attempt(async () => {
        // The socket before is given up; that it may be gone already is no news.
        if (sessionId !== null) await invoke(bridge, 'tester.dispose', session).catch(() => undefined);
        const made = await invoke(bridge, 'tester.connect', built.request);
        remember(serverId, { sessionId: made.sessionId, selected: null, follow: true });
      });
      setDialling(false);
    },
    close: async (code, reason) => {
      await attempt(() => invoke(bridge, 'tester.close', { ...session, code, reason }));
    },
    send: (message) => attempt(() => invoke(bridge, 'tester.send', { ...session, message })),
  };
}
