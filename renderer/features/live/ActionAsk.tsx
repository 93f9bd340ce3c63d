import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import type { ServerAction } from '../../../shared/model/readiness';
import { ErrorState } from '../../components/ErrorState';
import { ProductionNote } from '../../components/ProductionNote';
import { SkeletonLines } from '../../components/Skeletons';
import { useAction, useCall } from '../../ipc/hooks';
import styles from './LivePage.module.css';

interface Props {
  serverId: string;
  /** "Recycle ChatPool" */
  title: string;
  action: ServerAction;
  onAdded: () => void;
  onClose: () => void;
}

/** What an action would cut, before it goes to the pending changes; nothing happens before it is applied there. */
export function ActionAsk({ serverId, title, action, onAdded, onClose }: Props) {
  const id = useId();
  const requests = [{ kind: 'action' as const, action }];
  const plan = useCall('changes.preview', { serverId, requests });
  const add = useAction('changes.add');
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>{title}?</DialogTitle>
      <DialogContent>
        <ProductionNote />
        {plan.isError ? (
          <ErrorState inline error={plan.error} onRetry={() => void plan.refetch()} />
        ) : plan.isPending ? (
          <SkeletonLines lines={2} label="Working out what it cuts" />
        ) : (
          <ul className={styles.impact}>
            {plan.data.impact.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {plan.data?.refusal && <ErrorState inline error={plan.data.refusal} />}
        <p className={styles.quiet}>
          It waits among the changes; nothing happens before you apply them there.
        </p>
        {add.error && <ErrorState inline error={add.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Leave it
        </Button>
        <Button
          variant="contained"
          disabled={add.isPending || plan.isPending}
          onClick={() => add.mutate({ serverId, requests, weight: 'edit' }, { onSuccess: onAdded })}
        >
          Add to changes
        </Button>
      </DialogActions>
    </Dialog>
  );
}
