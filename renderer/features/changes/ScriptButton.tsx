import Button from '@mui/material/Button';
import { useCopyOf } from './use-copy-of';

/** Copies the pending changes as one PowerShell script, for a ticket or a maintenance window. */
export function ScriptButton({ serverId }: { serverId: string }) {
  const { run, busy, copied, error } = useCopyOf('changes.script', { serverId });
  return (
    <>
      {error && <span role="alert">{error.message}</span>}
      <Button disabled={busy} onClick={run}>
        <span aria-live="polite">{copied ? 'Copied' : 'Copy as PowerShell'}</span>
      </Button>
    </>
  );
}
