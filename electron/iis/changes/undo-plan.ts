import { readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/errors';
import type { UndoPart } from '../../../shared/model/changes';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { fsReason } from '../../storage/fs-error';
import { sha256 } from '../../storage/hash';
import { applyEdits, describeEdit, operationsOf, type Edit, type ServerConfig } from '../config';
import type { ApplyPorts, Reading } from './apply-ports';
import type { FileWrite } from './commit-file';
import type { EditPair, KnownEntry } from './journal-events';
import { canBeUndone } from './journal-view';
import { saysAll } from './plan';
import { movedBy } from './whole-file';
import { requestKey } from './request-words';

type Change = KnownEntry['changes'][number];

/** What undoing one entry would do. */
export interface EntryUndo extends Pick<UndoPart, 'how' | 'back' | 'kept'> {
  /** Of the file that it was worked out for. */
  hash: string;
  /** What it does in terms of changes, for what they cost at run time. */
  requests: ChangeRequest[];
}

/** Whether it still is what was shown, on the same file. */
export function sameUndo(now: EntryUndo, shown: EntryUndo): boolean {
  return now.hash === shown.hash && JSON.stringify(now.back) === JSON.stringify(shown.back);
}

export interface PlannedUndo {
  plan: EntryUndo;
  content: FileWrite['content'];
  /** What is put back by value; empty where the whole file is. */
  edits: Edit[];
}

/**
 * How an entry is taken back on the server as it is now: a file that nobody touched since gets its very bytes, any
 * other one the old values that nobody changed since. Throws `not-found`, and `cannot-undo` where nothing is left to
 * take back.
 */
export async function planUndo(
  ports: Pick<ApplyPorts, 'gateway' | 'serverId'>,
  entries: readonly KnownEntry[],
  id: string,
  reading: Reading,
): Promise<PlannedUndo> {
  const entry = candidate(entries, ports.serverId, id);
  const hash = reading.hashOf(entry.file);
  if (hash === null)
    throw new AppError('cannot-undo', `${entry.file} is not a file of this server any more.`, {
      fix: 'Take it back where that file is used.',
    });
  const later = laterKeys(entries, entry);
  const whole =
    hash === entry.hashAfter && !entry.elsewhere && later.size === 0 ? await wholeFile(ports, entry) : null;
  if (whole instanceof AppError && !entry.edits) throw whole;
  const exact = whole !== null && !(whole instanceof AppError);
  const { edits, kept, back } = exact
    ? { edits: [], kept: [], back: entry.changes.map(inverse) }
    : byValue(reading.config, entry, later);
  const content = exact ? whole : contentOf(ports, reading.config, edits);
  const requests =
    exact && !entry.edits && content.kind === 'bytes'
      ? movedBy(reading.config, content.bytes).requests
      : (exact ? (entry.edits ?? []).map((pair) => pair.back) : edits).map(
          (edit) => ({ kind: 'config', edit }) as const,
        );
  const how = !exact ? 'rest' : content.kind === 'bytes' ? 'bytes' : 'values';
  return { plan: { how, back, kept, hash, requests }, content, edits };
}

/** What later entries in force set: it is theirs to take back first, whatever value stands there now. */
function laterKeys(entries: readonly KnownEntry[], entry: KnownEntry): Set<string> {
  const later = entries.slice(entries.indexOf(entry) + 1);
  const mine = later.filter((each) => each.serverId === entry.serverId && canBeUndone(each));
  return new Set(mine.flatMap(({ edits }) => (edits ?? []).map(({ made }) => keyOf(made))));
}

const keyOf = (edit: Edit): string => requestKey({ kind: 'config', edit });

function byValue(
  config: ServerConfig,
  { edits: pairs, changes, file, elsewhere }: KnownEntry,
  later: ReadonlySet<string>,
): { edits: Edit[]; kept: UndoPart['kept']; back: Change[] } {
  if (!pairs)
    throw new AppError(
      'cannot-undo',
      `${file} has been changed since, and the journal holds no single values.`,
      {
        where: { file },
        fix: 'Change the values back one by one; the journal lists them.',
      },
    );
  const edits: Edit[] = [];
  const back: Change[] = [];
  const kept: UndoPart['kept'] = [];
  const ours = pairs
    .filter(({ made }) => !later.has(keyOf(made)) && saysAll(config, [made]))
    .map((pair) => pair.back);
  const together = fits(config, ours.toReversed());
  pairs.forEach((pair, at) => {
    const change = changes[at];
    if (!change) return;
    const why = later.has(keyOf(pair.made))
      ? 'A later change set it; undo that one first.'
      : together && ours.includes(pair.back)
        ? null
        : whyKept(config, edits, pair);
    if (why === null) {
      edits.unshift(pair.back);
      // What an entry from elsewhere says of itself is not what is shown: its edit is.
      back.unshift(elsewhere ? describeEdit(config, pair.back) : inverse(change));
    } else kept.push({ change, now: valueNow(config, pair), why });
  });
  if (edits.length > 0) return { edits, kept, back };
  throw new AppError(
    'cannot-undo',
    `Nothing of it is left to take back: ${kept.map(({ why }) => why).join(' ')}`,
    {
      where: { file },
      fix: 'Change the values by hand, if they should be others.',
    },
  );
}

/** Whether all of them can be made at once; else they are tried one by one. */
function fits(config: ServerConfig, edits: readonly Edit[]): boolean {
  try {
    return applyEdits(config, edits).length > 0;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** null: it is still as the entry left it, and can be put back together with the others. */
function whyKept(config: ServerConfig, others: readonly Edit[], { made, back }: EditPair): string | null {
  if (!saysAll(config, [made])) return 'Somebody changed it since.';
  try {
    return applyEdits(config, [back, ...others]).length === 0 ? 'It is so already.' : null;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function valueNow(config: ServerConfig, { made }: EditPair): string | null {
  try {
    return describeEdit(config, made).old;
  } catch {
    return null;
  }
}

function contentOf(
  { gateway }: Pick<ApplyPorts, 'gateway'>,
  config: ServerConfig,
  edits: readonly Edit[],
): FileWrite['content'] {
  if (gateway.writes === 'operations') return { kind: 'operations', ...operationsOf(config, edits) };
  const [file] = applyEdits(config, edits);
  if (!file) throw new AppError('cannot-undo', 'The configuration already is as it was before.');
  return { kind: 'bytes', bytes: file.after };
}

/** The bytes from before, or the old values where IIS itself writes the file; else why they can't be had. */
async function wholeFile(
  { gateway }: Pick<ApplyPorts, 'gateway'>,
  entry: KnownEntry,
): Promise<FileWrite['content'] | AppError> {
  if (gateway.writes === 'operations')
    return entry.inverse
      ? { kind: 'operations', operations: entry.inverse, inverse: [] }
      : new AppError('cannot-undo', 'The journal does not hold the old values of this change.', {
          fix: 'Change the values back one by one; the journal lists them.',
        });
  try {
    return { kind: 'bytes', bytes: await copyOf(entry) };
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** The entry, if it can be taken back at all. Throws `not-found`, `cannot-undo`. */
export function candidate(entries: readonly KnownEntry[], serverId: string, id: string): KnownEntry {
  const entry = entries.find((each) => each.id === id && each.serverId === serverId);
  if (!entry) throw new AppError('not-found', 'The journal of this server has no such entry.');
  const refuse = (why: string, fix: string): AppError => new AppError('cannot-undo', why, { fix });
  if (!entry.canUndo)
    throw refuse(`This can't be undone from here: ${entry.sentence}`, 'Take it back on the server.');
  if (entry.kind === 'file' && entry.elsewhere)
    throw refuse('This file was placed from another computer.', 'Take it back there, or by hand.');
  if (!canBeUndone(entry))
    throw refuse(
      `This change is not in force (${entry.result}), so there is nothing to undo.`,
      'Read the journal again.',
    );
  return entry;
}

/** The copy's bytes, only if they are those that the entry replaced. Throws `cannot-undo`. */
export async function copyOf({ backup, hashBefore }: KnownEntry): Promise<Uint8Array> {
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

/** The same change the other way round, in words. */
export function inverse(change: KnownEntry['changes'][number]): KnownEntry['changes'][number] {
  const { object, setting, old, new: now } = change;
  return {
    sentence: `${object}: ${setting} ${now ?? 'not set'} → ${old ?? 'not set'}`,
    object,
    setting,
    old: now,
    new: old,
  };
}
