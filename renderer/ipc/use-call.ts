import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import type { CallInput, CallName, CallOutput } from '../../shared/contract';
import { invoke, useBridge } from './bridge';
import type { BridgeError } from './bridge';

export interface CallOptions {
  /** false: don't ask yet. */
  enabled?: boolean;
  /** Shows the last answer while one for another input is under way: a filter, a range. */
  keepPrevious?: boolean;
  /** Asks again by itself; only for what no topic tells. */
  refetchMs?: number;
}

/** Where an answer is kept: the contract's name and the input. */
export const callKey = <N extends CallName>(name: N, input: CallInput<N>) => [name, input] as const;

/** What a call answered, kept until a topic says that it changed. */
export function useCall<N extends CallName>(
  name: N,
  input: CallInput<N>,
  { enabled = true, keepPrevious = false, refetchMs }: CallOptions = {},
): UseQueryResult<CallOutput<N>, BridgeError> {
  const bridge = useBridge();
  return useQuery<CallOutput<N>, BridgeError>({
    queryKey: callKey(name, input),
    queryFn: () => invoke(bridge, name, input),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(refetchMs === undefined ? {} : { refetchInterval: refetchMs }),
  });
}

/** A call that does something. Afterwards everything of its server is asked again, a topic may be late. */
export function useAction<N extends CallName>(
  name: N,
): UseMutationResult<CallOutput<N>, BridgeError, CallInput<N>> {
  const bridge = useBridge();
  const queries = useQueryClient();
  return useMutation<CallOutput<N>, BridgeError, CallInput<N>>({
    mutationKey: [name],
    mutationFn: (input) => invoke(bridge, name, input),
    onSettled: (_data, _error, input) => {
      if (!name.startsWith('shell.') && !name.startsWith('tester.')) {
        void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, serverOf(input)) });
      }
    },
  });
}

/** The server an input names, if it names one. */
export function serverOf(input: unknown): string | null {
  if (typeof input !== 'object' || input === null || !('serverId' in input)) return null;
  return typeof input.serverId === 'string' ? input.serverId : null;
}

/** Whether a kept answer is about this server; answers that name none (servers.list) always are. */
export function concerns(queryKey: readonly unknown[], serverId: string | null): boolean {
  const of = serverOf(queryKey[1]);
  return of === null || serverId === null || of === serverId;
}
