import { useState } from 'react';
import type { SetupAnswers, SetupStep } from '../../../shared/model/setup';
import { useAction } from '../../ipc/hooks';
import type { AddressText } from '../readiness/address-text';

interface Where {
  serverId: string;
  site: string;
  application: string;
}

/** The fields of the socket step, as text. */
export interface SocketTyped {
  text: AddressText;
  sockets: string;
  product: string;
  timeout: string;
}

export interface Setup extends Where {
  answers: SetupAnswers;
  /** Keeps some answers; what depends on them is asked again. */
  keep: (some: Partial<SetupAnswers>) => void;
  go: (step: SetupStep) => void;
  /** Not on disk yet. */
  saving: boolean;
  /** What was typed of the socket and not yet taken: kept while other steps are looked at. */
  typed: SocketTyped | null;
  setTyped: (typed: SocketTyped | null) => void;
  error: ReturnType<typeof useAction<'setup.save'>>['error'];
  startOver: () => void;
}

/** The answers as they are kept, ahead of the engine only while a save is under way. */
export function useSetup(where: Where, stored: SetupAnswers): Setup {
  const [answers, setAnswers] = useState(stored);
  const [typed, setTyped] = useState<SocketTyped | null>(null);
  const save = useAction('setup.save');
  const keep = (some: Partial<SetupAnswers>) => {
    const next = { ...answers, ...some };
    setAnswers(next);
    save.mutate({ ...where, answers: next });
  };
  return {
    ...where,
    answers,
    keep,
    go: (step) => keep({ step }),
    saving: save.isPending,
    typed,
    setTyped,
    error: save.error,
    startOver: () => {
      setTyped(null);
      setAnswers({ step: 'application', kind: null, values: {}, sockets: null, front: null, ticks: {} });
      save.mutate({ ...where, answers: null });
    },
  };
}
