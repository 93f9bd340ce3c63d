import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { ChangePlan } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonRows } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { ValueTable } from './ValueTable';
import { unshownOf } from './words';

interface Props {
  serverId: string;
  plan: ChangePlan;
  /** IIS itself writes the file: values and places are as shown, white space is IIS's own. */
  byIis: boolean;
}

type View = 'lines' | 'values';

/** What would be written, line by line; or which effective values that moves, a default's heirs among them. */
export function DiffCard({ serverId, plan, byIis }: Props) {
  const { diffs, refusal } = plan;
  const unshown = unshownOf(plan);
  const [view, setView] = useState<View>('lines');
  const written = diffs.length > 0;
  return (
    <Card
      fill
      flush
      tabStop
      title="What is written"
      aside={
        <>
          {byIis && view === 'lines' && <span>IIS formats the text itself</span>}
          {written && (
            <ToggleButtonGroup
              exclusive
              size="small"
              value={view}
              aria-label="Show as"
              onChange={(_event, next: View | null) => {
                if (next !== null) setView(next);
              }}
            >
              <ToggleButton value="lines">Lines</ToggleButton>
              <ToggleButton value="values">Values</ToggleButton>
            </ToggleButtonGroup>
          )}
        </>
      }
    >
      {unshown !== null ? (
        <EmptyState title={`${unshown}.`}>{refusal?.message}</EmptyState>
      ) : !written ? (
        <EmptyState title="No line is edited here.">
          The server itself is acted on, as the list says; what it rewrites of its configuration is read again
          afterwards.
        </EmptyState>
      ) : view === 'lines' ? (
        <DiffView diffs={diffs} />
      ) : (
        <Values serverId={serverId} />
      )}
    </Card>
  );
}

function Values({ serverId }: { serverId: string }) {
  const compared = useCall('changes.compare', { serverId, from: 'now', to: 'pending' });
  if (compared.isError) return <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />;
  if (compared.data === undefined) return <SkeletonRows rows={3} columns={4} label="Comparing" />;
  return <ValueTable label="Effective values that change" diff={compared.data.values} />;
}
