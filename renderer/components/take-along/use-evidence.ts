import { useEffect, useState } from 'react';
import type { CallInput } from '../../../shared/contract';
import { useAction } from '../../ipc/hooks';

type Format = CallInput<'evidence.get'>['format'];
type Where = Pick<CallInput<'evidence.get'>, 'serverId' | 'site' | 'application'>;

/** Makes the evidence when it is asked for, copies or saves it, and says so for three seconds. */
export function useEvidence(where: Where, before: boolean) {
  const get = useAction('evidence.get');
  const copy = useAction('shell.copy');
  const save = useAction('shell.saveText');
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), 3000);
    return () => clearTimeout(timer);
  }, [said]);
  const run = async (how: 'copy' | 'save', format: Format): Promise<void> => {
    try {
      const { text, fileName } = await get.mutateAsync({ ...where, format, before });
      if (how === 'copy') {
        await copy.mutateAsync({ text });
        setSaid('Copied');
      } else {
        const { path } = await save.mutateAsync({ text, fileName });
        if (path !== null) setSaid('Saved');
      }
    } catch {
      setSaid(how === 'copy' ? 'Not copied' : 'Not saved');
    }
  };
  return { run, said };
}
