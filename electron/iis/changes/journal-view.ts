import type { JournalEntry } from '../../../shared/model/changes';
import { hashOfFile } from '../../storage/hash';
import type { ServerConfig } from '../config';
import type { KnownEntry } from './journal-events';

/**
 * The one entry of a server that can be taken back: the last that was applied to its configuration and not undone (an
 * undo itself is not undone). One that is still open stands in the way.
 */
export function lastUndoable(entries: readonly KnownEntry[], serverId: string): KnownEntry | undefined {
  return entries.findLast(
    (entry) =>
      entry.serverId === serverId &&
      entry.kind === 'config' &&
      entry.undoes === undefined &&
      (entry.result === 'applied' || entry.result === 'open'),
  );
}

/** Id of the entry for which Undo can be offered now, its file being as it left it; or null. */
export function undoableNow(
  entries: readonly KnownEntry[],
  serverId: string,
  config: ServerConfig | null,
): string | null {
  const last = lastUndoable(entries, serverId);
  if (!last?.canUndo || last.result !== 'applied' || config?.file !== last.file) return null;
  return hashOfFile(config.files.applicationHost) === last.hashAfter ? last.id : null;
}

/** An entry as the window sees it. */
export function shownEntry(entry: KnownEntry, undoable: string | null): JournalEntry {
  const { id, at, by, serverId, server, file, backup, hashBefore, hashAfter, changes, result, sentence } =
    entry;
  return {
    ...{ id, at, by, serverId, server, file, backup, hashBefore, hashAfter, changes, result, sentence },
    undoable: id === undoable,
    appVersion: entry.appVersion,
  };
}
