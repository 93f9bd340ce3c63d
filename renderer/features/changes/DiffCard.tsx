import type { FileDiff } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { EmptyState } from '../../components/EmptyState';

/** What would be written, line by line; what is shown here is what Apply writes. */
export function DiffCard({ diffs }: { diffs: readonly FileDiff[] }) {
  return (
    <Card fill flush tabStop title="What is written">
      {diffs.length === 0 ? (
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
