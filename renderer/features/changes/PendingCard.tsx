import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import type { ChangePlan } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { ProductionNote } from '../../components/ProductionNote';
import { useAction } from '../../ipc/hooks';
import styles from './ChangesPage.module.css';
import { PendingRow } from './PendingRow';
import { ScriptButton } from './ScriptButton';

interface Props {
  serverId: string;
  plan: ChangePlan;
  running: boolean;
  /** A newer plan is on its way: this one's hash may be refused. */
  stale?: boolean;
  /** A real server: what is applied can be taken along as a script. */
  script: boolean;
  onApply: () => void;
}

/** The pending changes, what applying them costs, and the button that does it. */
export function PendingCard({ serverId, plan, running, stale = false, script, onApply }: Props) {
  const remove = useAction('changes.remove');
  const refresh = useAction('servers.refresh');
  const { changes, impact, refusal, planHash } = plan;
  const outside = changes.filter(({ was }) => was !== undefined).length;
  // Given for one plan: another value from outside asks again.
  const [seen, setSeen] = useState('');
  const unseen = outside > 0 && seen !== planHash;
  const drop = (ids: string[]) => remove.mutate({ serverId, ids });
  return (
    <Card
      fill
      flush
      title="Pending"
      aside={
        <Button
          variant="text"
          size="small"
          disabled={running}
          onClick={() => drop(changes.map(({ id }) => id))}
        >
          Discard all
        </Button>
      }
      footer={
        <>
          {refusal && (
            <ErrorState
              inline
              error={refusal}
              action={
                <Button disabled={refresh.isPending} onClick={() => refresh.mutate({ serverId })}>
                  Read again
                </Button>
              }
            />
          )}
          {remove.error && <ErrorState inline error={remove.error} />}
          {impact.length > 0 && (
            <ul className={styles.impact} aria-label="What applying costs" tabIndex={0}>
              {impact.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {outside > 0 && refusal === undefined && (
            <FormControlLabel
              control={
                <Checkbox
                  size="small"
                  checked={!unseen}
                  onChange={({ target }) => setSeen(target.checked ? planHash : '')}
                />
              }
              label={
                outside === 1
                  ? 'Write over the value that somebody changed since'
                  : `Write over the ${outside} values that somebody changed since`
              }
            />
          )}
          <ProductionNote />
          <div className={styles.apply}>
            {script && <ScriptButton key={plan.planHash} serverId={serverId} />}
            <Button
              variant="contained"
              disabled={running || stale || refusal !== undefined || unseen}
              onClick={onApply}
            >
              {running
                ? 'Applying…'
                : changes.length === 1
                  ? 'Apply this change'
                  : `Apply ${changes.length} changes`}
            </Button>
          </div>
        </>
      }
    >
      <ul>
        {changes.map((change) => (
          <PendingRow key={change.id} change={change} disabled={running} onRemove={() => drop([change.id])} />
        ))}
      </ul>
    </Card>
  );
}
