import Button from '@mui/material/Button';
import { Suspense, lazy, useState } from 'react';
import { Pill } from '../../components/Pill';
import { useAction } from '../../ipc/hooks';

const UnlockDialog = lazy(() => import('./UnlockDialog'));

interface Props {
  serverId: string;
  name: string;
  unlocked: boolean;
  user: string | null;
}

/** Whether this real server may be written now, and the way to change that. */
export function AccessControls({ serverId, name, unlocked, user }: Props) {
  const [asking, setAsking] = useState(false);
  const set = useAction('servers.setUnlocked');
  const turn = (to: boolean) => set.mutate({ serverId, unlocked: to }, { onSuccess: () => setAsking(false) });
  return (
    <>
      <Pill tone={unlocked ? 'warn' : 'neutral'}>{unlocked ? 'unlocked' : 'look-only'}</Pill>
      <Button disabled={set.isPending} onClick={() => (unlocked ? turn(false) : setAsking(true))}>
        {unlocked ? 'Lock' : 'Unlock…'}
      </Button>
      {asking && (
        <Suspense fallback={null}>
          <UnlockDialog
            name={inSentence(name)}
            user={user}
            busy={set.isPending}
            error={set.error}
            onUnlock={() => turn(true)}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** "This computer" is a name in the rail, but no proper name in a sentence. */
const inSentence = (name: string): string => (name === 'This computer' ? 'this computer' : name);
