import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { JobInput } from '../../../../shared/contract';
import { useBridge } from '../../../ipc/bridge';
import { adoptRun, cancelRun, runOf, startRun, watchRuns } from './run-store';
import type { Run, RunName } from './run-store';

export interface FollowedRun<N extends RunName> extends Run<N> {
  start: (input: JobInput<N>) => Promise<void>;
  /** Asks the engine to stop; answers why it can't, or null. */
  cancel: () => Promise<string | null>;
}

/** The probe or load of one server's Tester: it outlives the page, and is found again when the page comes back. */
export function useRun<N extends RunName>(name: N, serverId: string): FollowedRun<N> {
  const bridge = useBridge();
  const queries = useQueryClient();
  const run = useSyncExternalStore(watchRuns, () => runOf(name, serverId));
  useEffect(() => adoptRun(name, { bridge, queries, serverId }), [name, bridge, queries, serverId]);
  const context = { bridge, queries, serverId };
  return {
    ...run,
    start: (input) => startRun(name, input, context),
    cancel: () => cancelRun(name, context),
  };
}
