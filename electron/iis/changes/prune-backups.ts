import { readdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DataFolder } from '../../storage/data-folder';

/** Copies that are kept of one server, newest first. */
export const KEPT_BACKUPS = 200;

/** As `backupPath` names them: time, eight hex digits, the file's own name. */
const OURS = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z-[0-9a-f]{8}-/;

/**
 * Lets the oldest of our own copies of one server go. Whatever else lies in the folder is not ours and stays; so does
 * every backup of IIS. An entry whose copy has gone is still taken back by value. `made` is the one just made: with the
 * clock set back its name is the oldest.
 */
export async function pruneBackups(
  folder: DataFolder,
  serverId: string,
  made: string,
  keep = KEPT_BACKUPS,
): Promise<void> {
  const name = `servers/${serverId}/backups`;
  const found = (await readdir(folder.path(name)).catch(() => [])).filter((each) => OURS.test(each));
  for (const old of found.toSorted().slice(0, -keep))
    if (old !== basename(made)) await rm(folder.path(`${name}/${old}`), { force: true });
}
