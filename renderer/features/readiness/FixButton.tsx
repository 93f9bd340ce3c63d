import Button from '@mui/material/Button';
import type { Fix } from '../../../shared/model/readiness';
import { ErrorState } from '../../components/ErrorState';
import { Pill } from '../../components/Pill';
import { useAction, useCall } from '../../ipc/hooks';
import { isPending } from './same-request';

interface Props {
  serverId: string;
  fix: Fix;
  /** The pointer or the focus is on it: show what it would change. */
  onShow: () => void;
}

/** "Run ChatPool …" as one's own first letter, unless it starts with a name or an abbreviation. */
const within = (title: string) =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** Adds one fix, and only it, to the pending changes. Advice is a quiet button. */
export function FixButton({ serverId, fix, onShow }: Props) {
  const pending = useCall('changes.get', { serverId });
  const add = useAction('changes.add');
  if (pending.data && isPending(fix, pending.data.changes)) {
    // No light: what is pending has done nothing yet.
    return <Pill tone="accent">Among the pending changes</Pill>;
  }
  const blocks = fix.weight === 'blocks';
  return (
    <>
      <Button
        variant={blocks ? 'contained' : 'outlined'}
        disabled={add.isPending}
        onMouseEnter={onShow}
        onFocus={onShow}
        onClick={() => add.mutate({ serverId, requests: fix.changes, weight: fix.weight })}
      >
        {blocks ? `Fix: ${within(fix.title)}` : fix.title}
      </Button>
      {add.error && <ErrorState inline error={add.error} />}
    </>
  );
}
