import { AppError, toErrorData } from '../../../shared/errors';
import { sha256 } from '../../storage/hash';
import { backupPath, type ApplyPorts } from './apply-ports';
import type { Draft } from './journal';

export interface FileWrite {
  path: string;
  before: Uint8Array;
  after: Uint8Array;
  /** What stands in the journal; the rest is worked out here. */
  entry: Pick<Draft, 'changes' | 'sentence' | 'pendingIds'> & { undoes?: string };
  /** Told the entry's id as soon as it stands in the journal. */
  onBegun: (entryId: string) => void;
}

export interface Written {
  entryId: string;
  backup: string;
  hashAfter: string;
}

/**
 * Writes one file in one commit: journal entry first, then the gateway's commit (hash check, copy, replacement), then
 * the journal's end. When the commit fails, the file itself is asked what happened, and the journal says that.
 */
export async function commitFile(ports: ApplyPorts, write: FileWrite): Promise<Written> {
  const { gateway, journal, log, serverId, serverName } = ports;
  const { path, before, after, entry } = write;
  const hashBefore = sha256(before);
  const hashAfter = sha256(after);
  const backup = backupPath(ports, path);
  const entryId = await journal.begin({
    ...entry,
    serverId,
    server: serverName,
    kind: 'config',
    file: path,
    backup,
    hashBefore,
    hashPlanned: hashAfter,
    undoable: entry.undoes === undefined,
  });
  write.onBegun(entryId);
  log.info('configuration file is being written', { server: serverId, file: path, entry: entryId });
  try {
    await gateway.commit({ path, expectedHash: hashBefore, bytes: after, backupPath: backup });
  } catch (error) {
    const { result, sentence } = await whatHappened(ports, write, hashBefore, hashAfter, error);
    await journal.end(entryId, { result, hashAfter: result === 'applied' ? hashAfter : null, sentence });
    log.error('configuration file was not written as planned', { file: path, entry: entryId, sentence });
    if (result !== 'applied') throw withSentence(error, sentence);
    return { entryId, backup, hashAfter };
  }
  // A journal that can't be ended leaves the entry open; the next start looks at the file and ends it.
  await journal
    .end(entryId, { result: 'applied', hashAfter, sentence: entry.sentence })
    .catch((error: unknown) => log.error('the journal could not be ended', { entry: entryId, error }));
  return { entryId, backup, hashAfter };
}

async function whatHappened(
  { gateway }: ApplyPorts,
  { path, entry }: FileWrite,
  hashBefore: string,
  hashAfter: string,
  error: unknown,
): Promise<{ result: 'applied' | 'failed'; sentence: string }> {
  const why = toErrorData(error).message;
  const now = await hashNow(gateway, path);
  if (now === hashAfter) return { result: 'applied', sentence: `${entry.sentence} Afterwards: ${why}` };
  if (now === hashBefore) return { result: 'failed', sentence: why };
  const state =
    now === null ? `${path} can't be read now` : `${path} holds something else now than before or planned`;
  return { result: 'failed', sentence: `${why} ${state}.` };
}

async function hashNow(gateway: ApplyPorts['gateway'], path: string): Promise<string | null> {
  try {
    const { files } = await gateway.read();
    const all = [files.applicationHost, ...files.webConfigs.files.map(({ file }) => file)];
    const file = all.find((each) => each?.path === path);
    return file ? sha256(file.bytes) : null;
  } catch {
    return null;
  }
}

function withSentence(error: unknown, sentence: string): Error {
  if (!(error instanceof AppError)) return error instanceof Error ? error : new Error(sentence);
  return new AppError(error.code, sentence, { where: error.where, fix: error.fix });
}
