import { AppError, toErrorData } from '../../../shared/errors';
import type { Outcome } from './apply';
import { alone, readNow, type ApplyPorts, type Progress } from './apply-ports';
import { undoFile } from './files/undo-file';
import type { KnownEntry } from './journal-events';
import { putBack } from './put-back';
import { planGroupUndo, type PlannedPart, type UndoAsked } from './undo-group';
import { planUndo, sameUndo, type EntryUndo } from './undo-plan';

/**
 * Takes applied entries back, the last first; see putBack. `previewed` is the hash of a plan that was shown before.
 * Throws what `planGroupUndo` throws, `file-changed` when it would not do what that plan said any more, `busy`. Once a
 * part is done, what stops the next one is the result's error, and its sentence says what is left.
 */
export function undoEntries(
  ports: ApplyPorts,
  { asked, previewed }: { asked: UndoAsked; previewed?: string | undefined },
  progress: Progress,
): Promise<Outcome> {
  return alone(ports, async () => {
    const reading = await readNow(ports.gateway);
    const { plan, todo } = await planGroupUndo(ports, await ports.journal.entries(), asked, reading);
    if (previewed !== undefined && plan.hash !== previewed) throw changedSince(reading.config.file);
    const alone = plan.parts.filter(({ how }) => how === 'none').flatMap(({ kept }) => kept);
    const left = [...new Set(alone.map(({ change, why }) => `Left as it is: ${change.sentence}. ${why}`))];
    return oneByOne(ports, todo, left, progress);
  });
}

async function oneByOne(
  ports: ApplyPorts,
  todo: readonly PlannedPart[],
  left: readonly string[],
  { onSteps, signal }: Progress,
): Promise<Outcome> {
  const done: Outcome[] = [];
  for (const [at, part] of todo.entries()) {
    const before = done.flatMap(({ steps }) => steps);
    try {
      const progress = { signal, onSteps: (now: typeof before) => onSteps([...before, ...now]) };
      done.push(await undoOne(ports, part, progress));
    } catch (error) {
      if (done.length === 0) throw error;
      const data = toErrorData(error);
      return together([...done, { ...NOT_BEGUN, sentence: data.message, error: data }], [rest(todo, at)]);
    }
    if (done.at(-1)?.error) return together(done, at + 1 < todo.length ? [rest(todo, at + 1)] : []);
  }
  return together(done, left);
}

const NOT_BEGUN = { applied: false, steps: [], entryId: null };

/** What a failure half way leaves in force. */
function rest(todo: readonly PlannedPart[], from: number): string {
  const files = todo.slice(from).map(({ entry }) => entry.file);
  return `Not taken back yet: ${files.join(', ')}; undo it again for the rest.`;
}

function together(done: readonly Outcome[], more: readonly string[]): Outcome {
  const error = done.find((each) => each.error)?.error;
  const backup = done.find((each) => each.backup)?.backup;
  return {
    applied: done.some(({ applied }) => applied),
    sentence: [...done.map(({ sentence }) => sentence), ...more].join(' '),
    steps: done.flatMap(({ steps }) => steps),
    entryId: done.findLast(({ entryId }) => entryId !== null)?.entryId ?? null,
    ...(backup ? { backup } : {}),
    ...(error ? { error } : {}),
  };
}

function undoOne(ports: ApplyPorts, { entry, undo }: PlannedPart, progress: Progress): Promise<Outcome> {
  if (entry.kind === 'file') return undoFile(ports, { entry, previewed: undo }, progress);
  return putBack(
    ports,
    async (entries, now) => {
      const { plan, content, edits } = await planUndo(ports, entries, entry.id, now);
      if (!sameUndo(plan, undo)) throw changedSince(now.config.file);
      const sentence = sentenceOf(plan, entry);
      return {
        path: entry.file,
        hash: plan.hash,
        content,
        entry: { changes: plan.back, sentence, pendingIds: [], undoes: entry.id },
        edits,
      };
    },
    progress,
  );
}

function sentenceOf({ back, kept }: EntryUndo, entry: KnownEntry): string {
  const [only] = back;
  const taken =
    back.length === 1 && only
      ? `Taken back: ${only.sentence}.`
      : `Taken back: ${back.length} changes of ${entry.at}.`;
  if (kept.length === 0) return taken;
  return `${taken} Left as it is, because it was changed since: ${kept.map(({ change }) => `${change.object} ${change.setting}`).join(', ')}.`;
}

/** What was shown is not what would be done now. */
export function changedSince(file: string): AppError {
  return new AppError(
    'file-changed',
    'The configuration is not that of the preview any more; nothing was written.',
    { where: { file }, fix: 'Look at what it would do now.' },
  );
}
