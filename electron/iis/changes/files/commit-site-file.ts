import { AppError, toErrorData } from '../../../../shared/errors';
import type { SiteFileCommit, SiteFileContent, SiteFileNow, SiteFiles } from '../../../gateways/gateway';
import { reached } from '../../../storage/apply-points';
import { sha256 } from '../../../storage/hash';
import { backupPath, type ApplyPorts } from '../apply-ports';
import type { Draft } from '../journal';
import type { EntryFile } from '../journal-events';

export interface SiteFileWrite {
  file: EntryFile;
  path: string;
  /** SHA-256 as it was read; null: there was no file. */
  before: string | null;
  after: SiteFileContent;
  entry: Pick<Draft, 'changes' | 'sentence' | 'pendingIds' | 'undoes' | 'group'>;
  /** Told the entry's id as soon as it stands in the journal. */
  onBegun: (entryId: string) => void;
}

/** A file of an application as it is now; null where it can't be read. */
export async function readIfThere(
  files: SiteFiles,
  { folder, place }: EntryFile,
): Promise<SiteFileNow | null> {
  try {
    return await files.read(folder, place.name);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Its hash, "" where there is none; null where it can't be read. */
export async function siteFileHash(
  { gateway: { siteFiles } }: Pick<ApplyPorts, 'gateway'>,
  file: EntryFile,
): Promise<string | null> {
  const now = siteFiles ? await readIfThere(siteFiles, file) : null;
  return now === null ? null : (now.hash ?? '');
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
  const { siteFiles } = gateway;
  const local = backupPath(ports, path);
  const backup = siteFiles.backupAt?.(local) ?? local;
  const kept = before === null ? null : backup;
  const { folder, place } = file;
  const commit = { folder, name: place.name, expectedHash: before, content: after, backup };
  const planned = await plannedHash(siteFiles, commit);
  const entryId = await journal.begin({
    ...entry,
    serverId,
    server: serverName,
    kind: 'file',
    file: path,
    backup: kept,
    hashBefore: before ?? '',
    hashPlanned: planned,
    siteFile: file,
    undoable: entry.undoes === undefined,
  });
  write.onBegun(entryId);
  reached('begun');
  log.info('file of an application is being written', { server: serverId, file: path, entry: entryId });
  let failure: unknown;
  try {
    await siteFiles.commit(commit);
    reached('committed');
    await journal.step(entryId, 'written');
  } catch (error) {
    failure = error;
  }
  const now = await siteFileHash(ports, file);
  // Nobody can tell: the entry stays open, and the next start settles it by the file.
  if (now === null && failure instanceof AppError && failure.code === 'outcome-unknown') throw failure;
  await journal.end(entryId, ending(write, planned, now, failure));
  if (now === planned) return kept;
  log.error('file of an application was not written as planned', { file: path, entry: entryId });
  throw failure instanceof Error ? failure : changedSince(path);
}

/** "" where the file goes: what the journal's entries hold. */
async function plannedHash(files: SiteFiles, commit: SiteFileCommit): Promise<string> {
  if (commit.content.kind === 'none') return '';
  if (files.hashAfter) return files.hashAfter(commit);
  return commit.content.kind === 'copy' ? commit.content.hash : sha256(commit.content.bytes);
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
  const state = now === (before ?? '') ? 'It is as it was.' : 'What it holds now is not known to be ours.';
  return { result: 'failed', hashAfter: null, sentence: `${why} ${state}` };
}

const changedSince = (path: string): AppError =>
  new AppError('file-changed', `${path} was written, but something else has changed it since.`, {
    where: { file: path },
    fix: 'Look at the file as it is now.',
  });
