import { useDeferredValue, useState } from 'react';
import type { LimitsPage, LimitsPlan } from '../../../shared/model/limits';
import type { BridgeError } from '../../ipc/bridge';
import { useCall } from '../../ipc/hooks';
import { firstCeiling } from './ladder-geometry';
import type { Expected } from './ladder-geometry';

export interface WhatIfState {
  sockets: number;
  setSockets: (sockets: number) => void;
  plan: LimitsPlan | null;
  error: BridgeError | null;
  /** For the ladder: the line follows the hand at once, the broken rungs when the answer is there. */
  expected: Expected;
}

/** Where the slider stands as long as no ceiling says how many there can be; 0 says nothing of that. */
const BEGIN = 10_000;

/** Begins at the first ceiling: so many there can be. */
export function useWhatIf(serverId: string, page: LimitsPage): WhatIfState {
  const [chosen, setSockets] = useState<number | null>(null);
  const sockets = chosen ?? beginAt(firstCeiling(page.rungs)?.value ?? null);
  const { site, application } = page;
  const asked = useDeferredValue(sockets);
  const answer = useCall(
    'limits.plan',
    { serverId, site, application, sockets: asked },
    { keepPrevious: true },
  );
  const plan = answer.data ?? null;
  const breaks = (plan?.steps ?? []).filter(({ kind }) => kind === 'breaks').map(({ rung }) => rung);
  return { sockets, setSockets, plan, error: answer.error, expected: { sockets, breaks } };
}

const beginAt = (ceiling: number | null): number =>
  ceiling === null || ceiling === 0 ? BEGIN : Math.max(10, ceiling);
