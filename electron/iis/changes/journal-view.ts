import type { JournalEntry } from '../../../shared/model/changes';
import type { KnownEntry } from './journal-events';

/**
 * Whether an entry is a change of configuration or of a file in force, an undo itself excepted. What a record from
 * elsewhere says of a file is not trusted to name the file that is to go.
 */
export function canBeUndone({ kind, undoes, canUndo, result, elsewhere }: KnownEntry): boolean {
  if (kind === 'action' || (kind === 'file' && elsewhere)) return false;
  return undoes === undefined && canUndo && (result === 'applied' || result === 'different');
}

const IIS_BACKUP = 'IIS backup ';

/** As it stands in the journal where the copy is one of IIS's own. */
export const iisBackup = (name: string): string => `${IIS_BACKUP}${name}`;

/** The name of IIS's own backup from before an entry, or null where the copy is a file. */
export function iisBackupOf({ backup }: Pick<KnownEntry, 'backup'>): string | null {
  return backup?.startsWith(IIS_BACKUP) ? backup.slice(IIS_BACKUP.length) : null;
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
    ...(entry.group === undefined ? {} : { group: entry.group }),
    ...(entry.elsewhere ? { elsewhere: true } : {}),
  };
}
