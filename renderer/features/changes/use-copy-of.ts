import { useState } from 'react';
import type { CallInput } from '../../../shared/contract';
import type { BridgeError } from '../../ipc/bridge';
import { useAction } from '../../ipc/hooks';

type TextCall = 'changes.script' | 'changes.export';

/** A text that the engine makes, copied through the shell. */
export function useCopyOf<N extends TextCall>(
  name: N,
  input: CallInput<N>,
): { run: () => void; busy: boolean; copied: boolean; error: BridgeError | null } {
  const [copied, setCopied] = useState(false);
  const make = useAction(name);
  const copy = useAction('shell.copy');
  const run = () =>
    make.mutate(input, {
      onSuccess: ({ text }) => copy.mutate({ text }, { onSuccess: () => setCopied(true) }),
    });
  return { run, busy: make.isPending || copy.isPending, copied, error: make.error ?? copy.error };
}
