import { readFile } from 'node:fs/promises';
import { AppError, toErrorData } from '../../../shared/errors';
import { fsReason } from '../../storage/fs-error';
import { sha256 } from '../../storage/hash';
import type { Outcome } from './apply';
import {
  alone,
  readNow,
  refuseReadOnly,
  throwIfCancelled,
  type ApplyPorts,
  type Progress,
} from './apply-ports';
import type { Gateway } from '../../gateways/gateway';
import { commitFile, type FileWrite } from './commit-file';
import type { KnownEntry } from './journal-events';
import { lastUndoable } from './journal-view';
import { readBack } from './read-back';
import { Steps } from './steps';

const READ = 'Read the configuration again';
const COPY = 'Check the copy from before';
const WRITE = 'Keep a copy, then write the file as it was';
const BACK = 'Read back and compare';
const SETTLE = 'Wait until the server shows it';

/**
 * Takes the last applied entry back: the file gets exactly the bytes it had before, by the same way as an apply (hash
 * check, copy, one commit, read-back). Throws `not-found`, `cannot-undo`, `file-changed` (with the place of the copy),
 * `read-only`, `busy`, `cancelled`; once it is begun the result says what happened.
 */
export function undoEntry(ports: ApplyPorts, entryId: string, progress: Progress): Promise<Outcome> {
  return alone(ports, () => run(ports, entryId, progress));
}

async function run(ports: ApplyPorts, id: string, { onSteps, signal }: Progress): Promise<Outcome> {
  const { gateway, journal } = ports;
  const titles = [READ, COPY, WRITE, BACK, ...(gateway.kind === 'file' ? [] : [SETTLE])];
  const steps = new Steps(titles, onSteps);
  const begun: { id: string | null } = { id: null };
  let backup: string | null = null;
  let written = false;
  const result = (applied: boolean, sentence: string): Outcome => ({
    applied,
    sentence,
    steps: steps.all(),
    entryId: begun.id,
    ...(backup === null ? {} : { backup: { file: backup } }),
  });
  try {
    const { entry } = await steps.run(READ, async () => {
      const found = candidate(await journal.entries(), ports.serverId, id);
      const now = await readNow(gateway);
      refuseReadOnly(now, gateway);
      if (now.hashOf(found.file) !== found.hashAfter) throw changedSince(found);
      return { result: { entry: found } };
    });
    const content = await steps.run(COPY, async () => ({ result: await oldContent(gateway, entry) }));
    throwIfCancelled(signal);
    const [only] = entry.changes;
    const sentence =
      entry.changes.length === 1 && only
        ? `Taken back: ${inverse(only).sentence}.`
        : `Taken back: ${entry.changes.length} changes of ${entry.at}.`;
    const done = await steps.run(WRITE, async () => {
      const one = await commitFile(ports, {
        path: entry.file,
        // The file is what this entry left: that was compared a moment ago.
        hashBefore: entry.hashAfter ?? '',
        content,
        entry: { changes: entry.changes.map(inverse), sentence, pendingIds: [], undoes: entry.id },
        onBegun: (entryId) => {
          begun.id = entryId;
        },
      });
      return { result: one, detail: `the copy lies at ${one.backup}` };
    });
    backup = done.backup;
    written = true;
    await steps.run(BACK, async () => ({
      result: await readBack(ports, [{ ...done, path: entry.file }], []),
    }));
    if (gateway.kind !== 'file')
      await steps.run(SETTLE, async () => {
        await gateway.settle();
        return { result: undefined };
      });
    return result(true, sentence);
  } catch (error) {
    if (begun.id === null) throw error;
    ports.log.error('undoing ended early', { server: ports.serverId, error });
    const data = toErrorData(error);
    return { ...result(written, data.message), error: data };
  }
}

/** What puts the old state back: the bytes from before, or the old values where IIS itself writes the file. */
async function oldContent(gateway: Gateway, entry: KnownEntry): Promise<FileWrite['content']> {
  if (gateway.writes === 'bytes') return { kind: 'bytes', bytes: await copyOf(entry) };
  if (entry.inverse) return { kind: 'operations', operations: entry.inverse, inverse: [] };
  throw new AppError('cannot-undo', 'The journal does not hold the old values of this change.', {
    fix: 'Change the values back one by one; the journal lists them.',
  });
}

function candidate(entries: readonly KnownEntry[], serverId: string, id: string): KnownEntry {
  const entry = entries.find((each) => each.id === id && each.serverId === serverId);
  if (!entry) throw new AppError('not-found', 'The journal of this server has no such entry.');
  const refuse = (why: string, fix: string): AppError => new AppError('cannot-undo', why, { fix });
  if (!entry.canUndo)
    throw refuse(`This can't be undone from here: ${entry.sentence}`, 'Take it back on the server.');
  if (entry.result !== 'applied') {
    throw refuse(
      `This change is not in force (${entry.result}), so there is nothing to undo.`,
      'Read the journal again.',
    );
  }
  const last = lastUndoable(entries, serverId);
  if (last?.id !== id) {
    throw refuse(
      'Later changes were applied on top of this one.',
      `Undo those first, the latest one of ${last?.at ?? 'all'} to begin with.`,
    );
  }
  return entry;
}

function changedSince(entry: KnownEntry): AppError {
  const backup = entry.backup ?? '';
  return new AppError('file-changed', `${entry.file} has been changed since, so it is not written over.`, {
    where: { file: entry.file },
    fix: `The file as it was before this change lies at ${backup}; compare, and change back what you want by hand.`,
  });
}

/** The copy's bytes, only if they are those that the entry replaced. Throws `cannot-undo`. */
async function copyOf({ backup, hashBefore }: KnownEntry): Promise<Uint8Array> {
  const path = backup ?? '';
  const lost = (why: string): AppError =>
    new AppError('cannot-undo', `The copy from before, ${path}, can't be used: ${why}.`, {
      where: { file: path },
      fix: 'Change the values back one by one; the journal lists them.',
    });
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw lost(fsReason(error));
  }
  if (sha256(bytes) !== hashBefore) throw lost('it is not what was replaced');
  return bytes;
}

function inverse(change: KnownEntry['changes'][number]): KnownEntry['changes'][number] {
  const { object, setting, old, new: now } = change;
  return {
    sentence: `${object}: ${setting} ${now ?? 'unknown'} → ${old ?? 'unknown'}`,
    object,
    setting,
    old: now,
    new: old,
  };
}
