import type { ChangePlan } from '../../../shared/model/changes';

/** "WEB-01: 3 changes are ready." */
export function headingOf({ changes, refusal }: ChangePlan, server: string): string {
  if (changes.length === 0) return `${server}: nothing is pending.`;
  const many = changes.length === 1 ? 'one change' : `${changes.length} changes`;
  const are = changes.length === 1 ? 'is' : 'are';
  const outside = changes.filter(({ was }) => was !== undefined).length;
  if (refusal === undefined && outside > 0)
    return `${server}: ${many} ${are} ready, ${outside === 1 ? 'one' : outside} over an edit from outside.`;
  return refusal === undefined
    ? `${server}: ${many} ${are} ready.`
    : `${server}: ${many} ${are} pending, but can’t be applied yet.`;
}

/** Why no line can be shown although settings are to be edited, or null: the file has gone, or can't be read or edited. */
export function unshownOf({ changes, diffs, refusal }: ChangePlan): string | null {
  if (refusal === undefined || diffs.length > 0) return null;
  if (!changes.some(({ request }) => request.kind === 'config')) return null;
  return refusal.code === 'file-missing' ? 'The file is gone' : 'What would be written can’t be shown';
}

/** "2 lines in, 2 out in applicationHost.config; 1 of them can’t be undone." */
export function subOf(plan: ChangePlan): string {
  const { changes, diffs } = plan;
  if (changes.length === 0)
    return 'What a fix or an edit would change gathers here first; nothing is written before you apply it.';
  const unshown = unshownOf(plan);
  if (unshown !== null) return `${unshown}.`;
  const added = diffs.reduce((sum, diff) => sum + diff.added, 0);
  const removed = diffs.reduce((sum, diff) => sum + diff.removed, 0);
  const files =
    diffs.length === 0
      ? 'No edit of a file'
      : `${added} ${added === 1 ? 'line' : 'lines'} in, ${removed} out in ${diffs.length === 1 ? 'one file' : `${diffs.length} files`}`;
  const final = changes.filter(({ undoable }) => !undoable).length;
  return `${files}; ${final === 0 ? 'all of it can be undone.' : `${final} of ${changes.length} can’t be undone.`}`;
}
