import Button from '@mui/material/Button';
import { useState } from 'react';
import { useAction } from '../../ipc/hooks';

/** Copies the pending changes as one PowerShell script, for a ticket or a maintenance window. */
export function ScriptButton({ serverId }: { serverId: string }) {
  const [copied, setCopied] = useState(false);
  const make = useAction('changes.script');
  const copy = useAction('shell.copy');
  const failed = make.error ?? copy.error;
  const run = () =>
    make.mutate(
      { serverId },
      { onSuccess: ({ text }) => copy.mutate({ text }, { onSuccess: () => setCopied(true) }) },
    );
  return (
    <>
      {failed && <span role="alert">{failed.message}</span>}
      <Button disabled={make.isPending || copy.isPending} onClick={run}>
        <span aria-live="polite">{copied ? 'Copied' : 'Copy as PowerShell'}</span>
      </Button>
    </>
  );
}
