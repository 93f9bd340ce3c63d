import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { TesterState } from '../../../shared/model/tester';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { BridgeError } from '../../ipc/bridge';
import { callKey, useCall, useTopic } from '../../ipc/hooks';
import type { AddressDraft } from './connect/address-draft';
import type { Wrong } from './connect/checked';
import { connectRequest } from './connect-request';
import { remember, useTesterMemory } from './tester-memory';

export interface Session {
  sessionId: string | null;
  state: TesterState | undefined;
  /** Asked to connect and not answered yet. */
  dialling: boolean;
  /** The last thing asked of the engine that it refused. */
  error: BridgeError | null;
  /** What is wrong with what was typed. */
  wrong: Wrong | null;
  /** `change`: made to what is typed at once; `follow`: how many redirects this one time. */
  connect: (more?: { change?: Partial<AddressDraft>; follow?: number }) => Promise<void>;
  /** Gives up what is being connected; the session stays, as given up. */
  cancel: () => void;
  /** Runs a call, and keeps its refusal as `error`. Answers whether it went well. */
  attempt: (doing: () => Promise<unknown>) => Promise<boolean>;
  setWrong: (wrong: Wrong | null) => void;
}

/** Ended sockets that are kept beside this one, for their frames to be sent again: their logs hold memory. */
const MAX_PAST = 2;

/** The one socket of this page. It lives in the engine: leaving the page doesn't end it. */
export function useSession(serverId: string): Session {
  const bridge = useBridge();
  const queries = useQueryClient();
  const [memory] = useTesterMemory(serverId);
  const { sessionId, past } = memory;
  const [dialling, setDialling] = useState(false);
  const [error, setError] = useState<BridgeError | null>(null);
  const [wrong, setWrong] = useState<Wrong | null>(null);

  /** Told to give up before the session had its id. */
  const unwanted = useRef(false);

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

  const giveUp = (of: string) =>
    attempt(() => invoke(bridge, 'tester.close', { sessionId: of, code: null, reason: '' }));

  return {
    sessionId,
    state: sessionId === null ? undefined : answer.data,
    dialling,
    error: error ?? (sessionId === null ? null : answer.error),
    wrong,
    setWrong,
    attempt,
    cancel: () => {
      if (dialling) unwanted.current = true;
      else if (sessionId !== null) void giveUp(sessionId);
    },
    connect: async ({ change = {}, follow } = {}) => {
      remember(serverId, change);
      const built = connectRequest({ ...memory, ...change });
      if (!built.ok) {
        setError(null);
        setWrong(built);
        return;
      }
      setWrong(null);
      setDialling(true);
      unwanted.current = false;
      await attempt(async () => {
        const request = follow === undefined ? built.request : { ...built.request, followRedirects: follow };
        const kept = sessionId === null ? past : [sessionId, ...past];
        // The oldest are given up; that one may be gone already is no news.
        for (const old of kept.slice(MAX_PAST))
          await invoke(bridge, 'tester.dispose', { sessionId: old }).catch(() => undefined);
        const made = await invoke(bridge, 'tester.connect', request);
        remember(serverId, {
          sessionId: made.sessionId,
          past: kept.slice(0, MAX_PAST),
          selected: null,
          follow: true,
        });
        if (unwanted.current) await giveUp(made.sessionId);
      });
      setDialling(false);
    },
  };
}
