import { AppError, toErrorData } from '../../../shared/errors';
import type { NewContent } from '../../gateways/gateway';
import { reached } from '../../storage/apply-points';
import { sha256 } from '../../storage/hash';
import type { ConfigOperation } from '../config/edit/operation';
import { backupName, backupPath, readNow, type ApplyPorts, type Reading } from './apply-ports';
import type { Draft } from './journal';
import { iisBackup } from './journal-view';

export interface FileWrite {
  path: string;
  hashBefore: string;
  /** The new bytes, or what IIS itself is to change (and what would put the old values back). */
  content:
    | { kind: 'bytes'; bytes: Uint8Array }
    | { kind: 'operations'; operations: ConfigOperation[]; inverse: ConfigOperation[] }
    | { kind: 'restore'; /** One of IIS's own backups, and what it holds. */ from: string; hash: string };
  /** What stands in the journal; the rest is worked out here. */
  entry: Pick<Draft, 'changes' | 'sentence' | 'pendingIds' | 'edits' | 'undoes' | 'group'>;
  /** Whether a reading shows what was to be written; asked when the server was lost in the middle. */
  shows?: (reading: Reading) => boolean;
  /** Told the entry's id as soon as it stands in the journal. */
  onBegun: (entryId: string) => void;
}

export interface Written {
  entryId: string;
  backup: string;
  hashAfter: string;
  /** The journal's entry has its end already: the commit failed, but the file holds it. */
  ended: boolean;
}

/**
 * Writes one file in one commit: journal entry first, then the gateway's commit (hash check, backup, write); `confirm`
 * ends the entry. When the commit fails, the file itself is asked what happened, and the journal says that.
 */
export async function commitFile(ports: ApplyPorts, write: FileWrite): Promise<Written> {
  const { gateway, journal, log, serverId, serverName } = ports;
  const { path, content, hashBefore, entry } = write;
  const hashPlanned = hashOf(content);
  const backup = content.kind === 'bytes' ? backupPath(ports, path) : backupName(ports);
  const entryId = await journal.begin({
    ...entry,
    serverId,
    server: serverName,
    kind: 'config',
    file: path,
    backup: content.kind === 'bytes' ? backup : iisBackup(backup),
    hashBefore,
    hashPlanned,
    undoable: entry.undoes === undefined,
    ...(content.kind === 'operations' ? { inverse: content.inverse } : {}),
  });
  write.onBegun(entryId);
  reached('begun');
  log.info('configuration file is being written', { server: serverId, file: path, entry: entryId });
  let hashAfter: string;
  try {
    ({ hashAfter } = await gateway.commit({
      path,
      expectedHash: hashBefore,
      content: made(content, backup),
    }));
  } catch (error) {
    const { result, sentence, hash } = await whatHappened(ports, write, hashPlanned, error);
    await journal.end(entryId, { result, hashAfter: result === 'applied' ? hash : null, sentence });
    log.error('configuration file was not written as planned', { file: path, entry: entryId, sentence });
    if (result !== 'applied' || hash === null) throw withSentence(error, sentence);
    return { entryId, backup, hashAfter: hash, ended: true };
  }
  reached('committed');
  await journal.step(entryId, 'written');
  reached('noted');
  return { entryId, backup, hashAfter, ended: false };
}

function hashOf(content: FileWrite['content']): string | null {
  if (content.kind === 'bytes') return sha256(content.bytes);
  return content.kind === 'restore' ? content.hash : null;
}

function made(content: FileWrite['content'], backup: string): NewContent {
  switch (content.kind) {
    case 'bytes':
      return { kind: 'bytes', bytes: content.bytes, backupPath: backup };
    case 'operations':
      return { kind: 'operations', operations: content.operations, backupName: backup };
    case 'restore':
      return { kind: 'restore', from: content.from, backupName: backup };
  }
}

async function whatHappened(
  { gateway }: ApplyPorts,
  { path, entry, hashBefore, shows }: FileWrite,
  hashPlanned: string | null,
  error: unknown,
): Promise<{ result: 'applied' | 'failed'; sentence: string; hash: string | null }> {
  const why = toErrorData(error).message;
  const reading = await readNow(gateway).catch(() => null);
  const hash = reading?.hashOf(path) ?? null;
  if (hash === hashBefore) {
    const told = /nothing was written|as it was/i.test(why);
    return { result: 'failed', sentence: told ? why : `${why} Nothing was written.`, hash };
  }
  const written = hash !== null && (hash === hashPlanned || (reading && shows?.(reading)) === true);
  if (written) return { result: 'applied', sentence: `${entry.sentence} Afterwards: ${why}`, hash };
  const state =
    hash === null ? `${path} can't be read now` : `${path} holds something else now than before or planned`;
  return { result: 'failed', sentence: `${why} ${state}.`, hash };
}

function withSentence(error: unknown, sentence: string): Error {
  if (!(error instanceof AppError)) return error instanceof Error ? error : new Error(sentence);
  return new AppError(error.code, sentence, { where: error.where, fix: error.fix });
}
