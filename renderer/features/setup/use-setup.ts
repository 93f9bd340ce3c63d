import { useState } from 'react';
import type { SetupAnswers, SetupStep } from '../../../shared/model/setup';
import { useAction } from '../../ipc/hooks';

interface Where {
  serverId: string;
  site: string;
  application: string;
}

export interface Setup extends Where {
  answers: SetupAnswers;
  /** Keeps some answers; what depends on them is asked again. */
  keep: (some: Partial<SetupAnswers>) => void;
  go: (step: SetupStep) => void;
  /** Not on disk yet. */
  saving: boolean;
  error: ReturnType<typeof useAction<'setup.save'>>['error'];
  startOver: () => void;
}

/** The answers as they are kept, ahead of the engine only while a save is under way. */
export function useSetup(where: Where, stored: SetupAnswers): Setup {
  const [answers, setAnswers] = useState(stored);
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
    error: save.error,
    startOver: () => {
      setAnswers({ step: 'application', kind: null, values: {}, sockets: null, front: null, ticks: {} });
      save.mutate({ ...where, answers: null });
    },
  };
}
