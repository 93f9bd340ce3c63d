import type { ChangePlan } from '../../../shared/model/changes';

/** "3 changes are ready for WEB-01." */
export function headingOf({ changes, refusal }: ChangePlan, server: string): string {
  if (changes.length === 0) return `Nothing is pending for ${server}.`;
  const many = changes.length === 1 ? 'One change' : `${changes.length} changes`;
  const are = changes.length === 1 ? 'is' : 'are';
  return refusal === undefined
    ? `${many} ${are} ready for ${server}.`
    : `${many} ${are} pending for ${server}, but can’t be applied yet.`;
}

/** "2 lines in, 2 out in applicationHost.config; 1 of them can’t be undone." */
export function subOf({ changes, diffs }: ChangePlan): string {
  if (changes.length === 0)
    return 'What a fix or an edit would change gathers here first; nothing is written before you apply it.';
  const added = diffs.reduce((sum, diff) => sum + diff.added, 0);
  const removed = diffs.reduce((sum, diff) => sum + diff.removed, 0);
  const files =
    diffs.length === 0
      ? 'No file changes'
      : `${added} lines in, ${removed} out in ${diffs.length === 1 ? 'one file' : `${diffs.length} files`}`;
  const final = changes.filter(({ undoable }) => !undoable).length;
  return `${files}; ${final === 0 ? 'all of it can be undone.' : `${final} of ${changes.length} can’t be undone.`}`;
}
