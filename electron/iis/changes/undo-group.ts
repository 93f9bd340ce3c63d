import { AppError, type ErrorCode } from '../../../shared/errors';
import type { UndoPart, UndoPlan } from '../../../shared/model/changes';
import { sha256 } from '../../storage/hash';
import { fold, type ServerConfig } from '../config';
import type { ApplyPorts, Reading } from './apply-ports';
import { planFileUndo, type FileUndo } from './files/plan-file-undo';
import { withWebConfig } from './files/plan-files';
import { impactOf } from './impact';
import type { KnownEntry } from './journal-events';
import { candidate, planUndo, type EntryUndo } from './undo-plan';

/** An entry with all that was applied together with it, or exactly these entries in this order. */
export type UndoAsked = string | readonly string[];

/** One entry that goes back, at least in part. */
export interface PlannedPart {
  entry: KnownEntry;
  undo: EntryUndo;
}

type Planning = Pick<ApplyPorts, 'gateway' | 'serverId' | 'runtime'>;

/**
 * How entries that were applied together are taken back now, the last first. Each stands by itself: what can't go back
 * is a part that says why, and the others go. Throws `not-found`, and `cannot-undo` where nothing can be taken back.
 */
export async function planGroupUndo(
  ports: Planning,
  entries: readonly KnownEntry[],
  asked: UndoAsked,
  reading: Reading,
): Promise<{ plan: UndoPlan; todo: PlannedPart[] }> {
  const parts: UndoPart[] = [];
  const todo: PlannedPart[] = [];
  const refusals: AppError[] = [];
  let { config } = reading;
  for (const entry of membersOf(entries, ports.serverId, asked)) {
    const planned = await planEntry(ports, entries, entry, { ...reading, config });
    if (planned instanceof AppError) {
      refusals.push(planned);
      parts.push(leftAlone(entry, planned.message));
      continue;
    }
    const { how, back, kept } = planned.undo;
    parts.push({ entryId: entry.id, file: entry.file, how, back, kept });
    todo.push({ entry, undo: planned.undo });
    config = planned.config;
  }
  if (todo.length === 0) throw nothingLeft(refusals);
  const impact = impactOf({
    config: reading.config,
    requests: todo.flatMap(({ undo }) => undo.requests),
    runtime: ports.runtime(),
    gatewayKind: ports.gateway.kind,
  });
  const hash = sha256(JSON.stringify([parts, todo.map(({ undo }) => undo.hash)]));
  return { plan: { parts, impact, hash }, todo };
}

/** Those in force, newest first. What others wrote on the server is never tied to what was applied here. */
function membersOf(entries: readonly KnownEntry[], serverId: string, asked: UndoAsked): KnownEntry[] {
  if (typeof asked !== 'string') return asked.map((id) => candidate(entries, serverId, id));
  const entry = candidate(entries, serverId, asked);
  if (entry.group === undefined) return [entry];
  const together = entries.filter(
    (each) =>
      each.serverId === serverId &&
      each.group === entry.group &&
      (each.elsewhere === true) === (entry.elsewhere === true) &&
      each.undoes === undefined &&
      (each.result === 'applied' || each.result === 'different') &&
      each.action?.kind !== 'recycle-pool',
  );
  return together.toReversed();
}

/** What speaks of this one entry or its file; anything else ends the whole plan. */
const ITS_OWN = new Set<ErrorCode>([
  'cannot-undo',
  'not-found',
  'file-missing',
  'file-unreadable',
  'file-too-large',
  'not-xml',
  'xml-refused',
  'not-a-configuration',
  'encoding-unsupported',
  'encoding-broken',
]);

async function planEntry(
  ports: Planning,
  entries: readonly KnownEntry[],
  { id }: KnownEntry,
  reading: Reading,
): Promise<{ undo: EntryUndo; config: ServerConfig } | AppError> {
  try {
    const entry = candidate(entries, ports.serverId, id);
    if (entry.kind !== 'file')
      return { undo: (await planUndo(ports, entries, id, reading)).plan, config: reading.config };
    const file = await planFileUndo(ports, entry);
    return { undo: file.plan, config: without(reading.config, entry, file) };
  } catch (error) {
    if (error instanceof AppError && ITS_OWN.has(error.code)) return error;
    throw error;
  }
}

/** The configuration as it is when the file has gone back: what it needed there may then go, too. */
function without(config: ServerConfig, entry: KnownEntry, { file, content }: FileUndo): ServerConfig {
  if (fold(file.place.name) !== 'web.config' || content.kind === 'copy') return config;
  const bytes = content.kind === 'bytes' ? content.bytes : null;
  return withWebConfig(config, file.place, bytes && { path: entry.file, bytes });
}

function leftAlone({ id, file, changes, sentence }: KnownEntry, why: string): UndoPart {
  const whole = { sentence, object: file, setting: '', old: null, new: null };
  const all = changes.length === 0 ? [whole] : changes;
  return {
    entryId: id,
    file,
    how: 'none',
    back: [],
    kept: all.map((change) => ({ change, now: null, why })),
  };
}

function nothingLeft(refusals: readonly AppError[]): AppError {
  const [first] = refusals;
  if (first && refusals.length === 1) return first;
  return new AppError('cannot-undo', refusals.map(({ message }) => message).join(' '), {
    where: first?.where,
    fix: first?.fix,
  });
}
