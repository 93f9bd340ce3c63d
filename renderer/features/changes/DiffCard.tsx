import type { FileDiff } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { DiffView } from '../../components/DiffView';
import { EmptyState } from '../../components/EmptyState';

interface Props {
  diffs: readonly FileDiff[];
  /** IIS itself writes the file: values and places are as shown, white space is IIS's own. */
  byIis: boolean;
}

/** What would be written, line by line; what is shown here is what Apply writes. */
export function DiffCard({ diffs, byIis }: Props) {
  return (
    <Card
      fill
      flush
      tabStop
      title="What is written"
      aside={byIis ? <span>values and places; IIS formats the text itself</span> : undefined}
    >
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
