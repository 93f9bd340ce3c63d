import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeptRequest } from '../../../../shared/model/keep';
import { invoke, toBridgeError, useBridge } from '../../../ipc/bridge';
import type { BridgeError } from '../../../ipc/bridge';

interface Collect {
  error: BridgeError | null;
  add: (requests: readonly KeptRequest[]) => Promise<void>;
  addOrThrow: (requests: readonly KeptRequest[]) => Promise<void>;
  remove: (collection: string, name: string) => Promise<void>;
}

/** Puts requests into a collection and takes them out; what is shown is asked for again. */
export function useCollect(collection: string, secrets: boolean): Collect {
  const bridge = useBridge();
  const queries = useQueryClient();
  const [error, setError] = useState<BridgeError | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: ['tester.collections'] });
  const addOrThrow = async (requests: readonly KeptRequest[]) => {
    try {
      for (const request of requests)
        await invoke(bridge, 'tester.collect', { collection: collection.trim(), request, secrets });
    } finally {
      await refresh();
    }
  };
  const attempt = async (work: () => Promise<unknown>) => {
    setError(null);
    await work().catch((failed: unknown) => setError(toBridgeError(failed)));
  };
  return {
    error,
    addOrThrow,
    add: (requests) => attempt(() => addOrThrow(requests)),
    remove: (of, name) =>
      attempt(async () => {
        await invoke(bridge, 'tester.uncollect', { collection: of, name });
        await refresh();
      }),
  };
}
