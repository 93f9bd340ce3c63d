import type { ChangePlan } from '../../../shared/model/changes';

/** "WEB-01: 3 changes are ready." */
export function headingOf({ changes, refusal }: ChangePlan, server: string): string {
  if (changes.length === 0) return `${server}: nothing is pending.`;
  const many = changes.length === 1 ? 'one change' : `${changes.length} changes`;
  const are = changes.length === 1 ? 'is' : 'are';
  return refusal === undefined
    ? `${server}: ${many} ${are} ready.`
    : `${server}: ${many} ${are} pending, but can’t be applied yet.`;
}

/** "2 lines in, 2 out in applicationHost.config; 1 of them can’t be undone." */
export function subOf({ changes, diffs }: ChangePlan): string {
  if (changes.length === 0)
    return 'What a fix or an edit would change gathers here first; nothing is written before you apply it.';
  const added = diffs.reduce((sum, diff) => sum + diff.added, 0);
  const removed = diffs.reduce((sum, diff) => sum + diff.removed, 0);
  const files =
    diffs.length === 0
      ? 'No edit of a file'
      : `${added} ${added === 1 ? 'line' : 'lines'} in, ${removed} out in ${diffs.length === 1 ? 'one file' : `${diffs.length} files`}`;
  const final = changes.filter(({ undoable }) => !undoable).length;
  return `${files}; ${final === 0 ? 'all of it can be undone.' : `${final} of ${changes.length} can’t be undone.`}`;
}
