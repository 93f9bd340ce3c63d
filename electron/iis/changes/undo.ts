import { AppError } from '../../../shared/errors';
import type { UndoPlan } from '../../../shared/model/changes';
import type { Outcome } from './apply';
import { alone, type ApplyPorts, type Progress } from './apply-ports';
import type { KnownEntry } from './journal-events';
import { putBack } from './put-back';
import { undoFile } from './files/undo-file';
import { candidate, planUndo } from './undo-plan';

/**
 * Takes an applied entry back; see putBack. `previewed` is the hash of a plan that was shown before. Throws what
 * `planUndo` throws, `file-changed` when it is not that plan's file any more, `busy`.
 */
export function undoEntry(
  ports: ApplyPorts,
  { entryId, previewed }: { entryId: string; previewed?: string | undefined },
  progress: Progress,
): Promise<Outcome> {
  return alone(ports, async () => {
    const known = candidate(await ports.journal.entries(), ports.serverId, entryId);
    if (known.kind === 'file') return undoFile(ports, { entry: known, previewed }, progress);
    return putBack(
      ports,
      async (entries, now) => {
        const { plan, content, edits } = await planUndo(ports, entries, entryId, now);
        const entry = entries.find(({ id }) => id === entryId);
        if (!entry || (previewed !== undefined && plan.hash !== previewed))
          throw changedSince(now.config.file);
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
  });
}

function sentenceOf({ back, kept }: UndoPlan, entry: KnownEntry): string {
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
