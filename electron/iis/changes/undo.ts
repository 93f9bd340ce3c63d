import { AppError, toErrorData } from '../../../shared/errors';
import type { UndoPlan } from '../../../shared/model/changes';
import type { Outcome } from './apply';
import {
  alone,
  readNow,
  refuseReadOnly,
  throwIfCancelled,
  type ApplyPorts,
  type Progress,
} from './apply-ports';
import { commitFile, confirm } from './commit-file';
import type { KnownEntry } from './journal-events';
import { readBack } from './read-back';
import { Steps } from './steps';
import { planUndo, type PlannedUndo } from './undo-plan';

const READ = 'Read the configuration again';
const WRITE = 'Keep a copy, then write the old state';
const BACK = 'Read back and compare';
const SETTLE = 'Wait until the server shows it';

/**
 * Takes an applied entry back, by the same way as an apply (hash check, copy, one commit, read-back). `previewed` is the
 * hash of a plan that was shown before. Throws what `planUndo` throws, `file-changed` when it is not that plan's file any
 * more, `read-only`, `look-only`, `busy`, `cancelled`; once it is begun the result says what happened.
 */
export function undoEntry(
  ports: ApplyPorts,
  asked: { entryId: string; previewed?: string | undefined },
  progress: Progress,
): Promise<Outcome> {
  return alone(ports, () => run(ports, asked, progress));
}

async function run(
  ports: ApplyPorts,
  { entryId: id, previewed }: { entryId: string; previewed?: string | undefined },
  { onSteps, signal }: Progress,
): Promise<Outcome> {
  const { gateway, journal } = ports;
  const titles = [READ, WRITE, BACK, ...(gateway.kind === 'file' ? [] : [SETTLE])];
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
    const { entry, planned } = await steps.run(READ, async () => {
      const entries = await journal.entries();
      const now = await readNow(gateway);
      const made = await planUndo(ports, entries, id, now);
      refuseReadOnly(now, gateway);
      const found = entries.find((each) => each.id === id);
      if (!found || (previewed !== undefined && made.plan.hash !== previewed)) throw changedSince(found);
      return { result: { entry: found, planned: made } };
    });
    throwIfCancelled(signal);
    const { plan, edits } = planned;
    const sentence = sentenceOf(plan, entry);
    const done = await steps.run(WRITE, async () => {
      const one = await commitFile(ports, {
        path: entry.file,
        hashBefore: plan.hash,
        content: planned.content,
        entry: { changes: plan.back, sentence, pendingIds: [], undoes: entry.id },
        onBegun: (entryId) => {
          begun.id = entryId;
        },
      });
      return { result: one, detail: `the copy lies at ${one.backup}` };
    });
    backup = done.backup;
    written = true;
    await confirm(ports, done, sentence, async () => {
      await steps.run(BACK, async () => ({
        result: await readBack(ports, [{ ...done, path: entry.file }], asChanges(edits)),
      }));
      await journal.step(done.entryId, 'read back');
      if (gateway.kind === 'file') return;
      await steps.run(SETTLE, async () => {
        await gateway.settle();
        return { result: undefined };
      });
      await journal.step(done.entryId, 'in force');
    });
    return result(true, sentence);
  } catch (error) {
    if (begun.id === null) throw error;
    ports.log.error('undoing ended early', { server: ports.serverId, error });
    const data = toErrorData(error);
    return { ...result(written, data.message), error: data };
  }
}

function asChanges(edits: PlannedUndo['edits']): Parameters<typeof readBack>[2] {
  return edits.map((edit, at) => ({
    id: `${at}`,
    request: { kind: 'config', edit },
    weight: 'edit',
    addedAt: '',
  }));
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

function changedSince(entry: KnownEntry | undefined): AppError {
  return new AppError(
    'file-changed',
    'The configuration is not that of the preview any more; nothing was written.',
    {
      where: { file: entry?.file ?? '' },
      fix: 'Look at what Undo would do now.',
    },
  );
}
