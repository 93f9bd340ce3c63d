import { toErrorData } from '../../../shared/errors';
import type { Outcome } from './apply';
import { readNow, refuseReadOnly, throwIfCancelled } from './apply-ports';
import type { ApplyPorts, Progress, Reading } from './apply-ports';
import { commitFile, confirm, type FileWrite } from './commit-file';
import type { KnownEntry } from './journal-events';
import { readBack } from './read-back';
import { Steps } from './steps';
import type { PlannedUndo } from './undo-plan';

const READ = 'Read the configuration again';
const WRITE = 'Keep a copy, then write the old state';
const BACK = 'Read back and compare';
const SETTLE = 'Wait until the server shows it';

/** An old state to be written, worked out against one reading. */
export interface OldState {
  path: string;
  /** Of the file that it was worked out for. */
  hash: string;
  content: FileWrite['content'];
  entry: FileWrite['entry'];
  /** What is put back by value, to be read back as such. */
  edits: PlannedUndo['edits'];
}

/**
 * Writes an old state by the same way as an apply: hash check, copy, one commit, read-back. Throws what `prepare` throws,
 * `read-only`, `look-only`, `cancelled`; once it is begun the result says what happened.
 */
export async function putBack(
  ports: ApplyPorts,
  prepare: (entries: readonly KnownEntry[], now: Reading) => Promise<OldState>,
  { onSteps, signal }: Progress,
): Promise<Outcome> {
  const { gateway, journal } = ports;
  const steps = new Steps([READ, WRITE, BACK, ...(gateway.kind === 'file' ? [] : [SETTLE])], onSteps);
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
    const state = await steps.run(READ, async () => {
      const now = await readNow(gateway);
      const made = await prepare(await journal.entries(), now);
      refuseReadOnly(now, gateway);
      return { result: made };
    });
    throwIfCancelled(signal);
    const done = await steps.run(WRITE, async () => {
      const one = await commitFile(ports, {
        path: state.path,
        hashBefore: state.hash,
        content: state.content,
        entry: state.entry,
        onBegun: (entryId) => {
          begun.id = entryId;
        },
      });
      return { result: one, detail: `the copy lies at ${one.backup}` };
    });
    backup = done.backup;
    written = true;
    await confirm(ports, done, state.entry.sentence, async () => {
      await steps.run(BACK, async () => ({
        result: await readBack(ports, [{ ...done, path: state.path }], asChanges(state.edits)),
      }));
      await journal.step(done.entryId, 'read back');
      if (gateway.kind === 'file') return;
      await steps.run(SETTLE, async () => {
        await gateway.settle();
        return { result: undefined };
      });
      await journal.step(done.entryId, 'in force');
    });
    return result(true, state.entry.sentence);
  } catch (error) {
    if (begun.id === null) throw error;
    ports.log.error('putting an old state back ended early', { server: ports.serverId, error });
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
