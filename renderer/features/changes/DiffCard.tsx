import type { ChangePlan } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { EmptyState } from '../../components/EmptyState';
import { unshownOf } from './words';

interface Props {
  plan: ChangePlan;
  /** IIS itself writes the file: values and places are as shown, white space is IIS's own. */
  byIis: boolean;
}

/** What would be written, line by line; what is shown here is what Apply writes. */
export function DiffCard({ plan, byIis }: Props) {
  const { diffs, refusal } = plan;
  const unshown = unshownOf(plan);
  return (
    <Card
      fill
      flush
      tabStop
      title="What is written"
      aside={byIis ? <span>values and places; IIS formats the text itself</span> : undefined}
    >
      {unshown !== null ? (
        <EmptyState title={`${unshown}.`}>{refusal?.message}</EmptyState>
      ) : diffs.length === 0 ? (
        <EmptyState title="No line is edited here.">
          The server itself is acted on, as the list says; what it rewrites of its configuration is read again
          afterwards.
        </EmptyState>
      ) : (
        <DiffView diffs={diffs} />
      )}
    </Card>
  );
}
