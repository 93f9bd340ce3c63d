import Button from '@mui/material/Button';
import { useState } from 'react';
import { useAction, useCall } from '../../ipc/hooks';

/** Starts the program again as administrator; what to think of before is said before. Pending changes come along. */
export function Elevate() {
  const [asked, setAsked] = useState(false);
  const { data } = useCall('shell.elevation', {});
  const restart = useAction('shell.restartElevated');
  if (!data?.possible) return null;
  const warning = restart.error?.message ?? (asked ? data.warning : null);
  return (
    <>
      {warning !== null && <span role="alert">{warning}</span>}
      <Button
        size="small"
        disabled={restart.isPending}
        onClick={() => (data.warning === null || asked ? restart.mutate({}) : setAsked(true))}
      >
        {asked && data.warning !== null ? 'Restart all the same' : 'Restart as administrator'}
      </Button>
    </>
  );
}
