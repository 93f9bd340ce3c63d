import { useEffect, useRef, useState } from 'react';
import type { FrameFilter } from '../../../../shared/model/frame-search';
import type { BridgeError } from '../../../ipc/bridge';
import { invoke, toBridgeError, useBridge } from '../../../ipc/bridge';
import { isEmpty } from './filter-words';
import { NO_FILTER, useLogMemory } from './log-memory';

/** Typing settles before the frames are looked through. */
const SETTLE_MS = 200;

export interface Filter {
  draft: FrameFilter;
  change: (change: Partial<FrameFilter>) => void;
  clear: () => void;
  /** What is wrong with the filter. */
  error: BridgeError | null;
}

/** The filter of a session's log: what is set here is looked for in the tester's process. */
export function useFilter(sessionId: string): Filter {
  const bridge = useBridge();
  const [{ filter: draft }, remember] = useLogMemory(sessionId);
  const [error, setError] = useState<BridgeError | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);

  const apply = async (filter: FrameFilter): Promise<void> => {
    asked.current += 1;
    const turn = asked.current;
    let failed: BridgeError | null = null;
    try {
      if (isEmpty(filter)) await invoke(bridge, 'tester.endSearch', { sessionId });
      else await invoke(bridge, 'tester.search', { sessionId, filter });
    } catch (problem) {
      failed = toBridgeError(problem);
    }
    if (turn === asked.current) setError(failed);
  };
  const change = (some: Partial<FrameFilter>) => {
    const next = { ...draft, ...some };
    remember({ filter: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void apply(next), some.text === undefined ? 0 : SETTLE_MS);
  };
  return { draft, change, clear: () => change({ ...NO_FILTER, text: '' }), error };
}
