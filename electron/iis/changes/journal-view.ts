import type { JournalEntry } from '../../../shared/model/changes';
import type { KnownEntry } from './journal-events';

/** Whether an entry is a change of configuration or of a file in force, an undo itself excepted. */
export function canBeUndone({ kind, undoes, canUndo, result }: KnownEntry): boolean {
  return (
    kind !== 'action' && undoes === undefined && canUndo && (result === 'applied' || result === 'different')
  );
}

/** An entry as the window sees it. */
export function shownEntry(entry: KnownEntry): JournalEntry {
  const { id, at, by, serverId, server, file, backup, hashBefore, hashAfter, changes, result, sentence } =
    entry;
  return {
    ...{ id, at, by, serverId, server, file, backup, hashBefore, hashAfter, changes, result, sentence },
    steps: entry.steps,
    undoable: canBeUndone(entry),
    appVersion: entry.appVersion,
  };
}
