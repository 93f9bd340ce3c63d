import { AppError, toErrorData } from '../../../../shared/errors';
import { reached } from '../../../storage/apply-points';
import { sha256 } from '../../../storage/hash';
import { backupPath, type ApplyPorts } from '../apply-ports';
import type { Draft } from '../journal';
import type { EntryFile } from '../journal-events';

export interface SiteFileWrite {
  file: EntryFile;
  path: string;
  before: Uint8Array | null;
  /** null takes the file away. */
  after: Uint8Array | null;
  entry: Pick<Draft, 'changes' | 'sentence' | 'pendingIds' | 'undoes'>;
  /** Told the entry's id as soon as it stands in the journal. */
  onBegun: (entryId: string) => void;
}

/** "" where there is no file: what the journal's entries hold. */
const hashOf = (bytes: Uint8Array | null): string => (bytes === null ? '' : sha256(bytes));

/** The hash of a file of an application as it is now, "" where there is none; null where it can't be read. */
export async function siteFileHash(
  { gateway }: Pick<ApplyPorts, 'gateway'>,
  { folder, place }: EntryFile,
): Promise<string | null> {
  try {
    const now = await gateway.siteFiles?.read(folder, place.name);
    return now === undefined ? null : hashOf(now.bytes);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * Makes, replaces or removes one file of an application with its journal entry around it: entry, hash check, copy of the
 * old bytes, one write, read back. Answers where the copy lies, or null where there was nothing to copy. Throws what the
 * gateway throws, with the entry ended as what the file itself then says.
 */
export async function commitSiteFile(ports: ApplyPorts, write: SiteFileWrite): Promise<string | null> {
  const { gateway, journal, log, serverId, serverName } = ports;
  const { file, path, before, after, entry } = write;
  if (!gateway.siteFiles) throw new AppError('read-only', `${path} can't be written from here.`);
  const backup = backupPath(ports, path);
  const kept = before === null ? null : backup;
  const planned = hashOf(after);
  const entryId = await journal.begin({
    ...entry,
    serverId,
    server: serverName,
    kind: 'file',
    file: path,
    backup: kept,
    hashBefore: hashOf(before),
    hashPlanned: planned,
    siteFile: file,
    undoable: entry.undoes === undefined,
  });
  write.onBegun(entryId);
  reached('begun');
  log.info('file of an application is being written', { server: serverId, file: path, entry: entryId });
  let failure: unknown;
  try {
    const { folder, place } = file;
    const expectedHash = before === null ? null : sha256(before);
    await gateway.siteFiles.commit({
      folder,
      name: place.name,
      expectedHash,
      bytes: after,
      backupPath: backup,
    });
    reached('committed');
    await journal.step(entryId, 'written');
  } catch (error) {
    failure = error;
  }
  const now = await siteFileHash(ports, file);
  await journal.end(entryId, ending(write, planned, now, failure));
  if (now === planned) return kept;
  log.error('file of an application was not written as planned', { file: path, entry: entryId });
  throw failure instanceof Error ? failure : changedSince(path);
}

function ending(
  { entry, path, before }: SiteFileWrite,
  planned: string,
  now: string | null,
  failure: unknown,
): { result: 'applied' | 'different' | 'failed'; hashAfter: string | null; sentence: string } {
  if (now === planned) return { result: 'applied', hashAfter: now, sentence: entry.sentence };
  if (failure === undefined)
    return {
      result: 'different',
      hashAfter: planned,
      sentence: `${entry.sentence} ${changedSince(path).message}`,
    };
  const why = toErrorData(failure).message;
  const state = now === hashOf(before) ? 'It is as it was.' : 'What it holds now is not known to be ours.';
  return { result: 'failed', hashAfter: null, sentence: `${why} ${state}` };
}

const changedSince = (path: string): AppError =>
  new AppError('file-changed', `${path} was written, but something else has changed it since.`, {
    where: { file: path },
    fix: 'Look at the file as it is now.',
  });
