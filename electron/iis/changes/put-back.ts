import { toErrorData } from '../../../shared/errors';
import type { Outcome } from './apply';
import { readNow, refuseReadOnly, throwIfCancelled } from './apply-ports';
import type { ApplyPorts, Progress, Reading } from './apply-ports';
import { commitFile, type FileWrite } from './commit-file';
import { BACK, confirm, SETTLE } from './confirm';
import type { KnownEntry } from './journal-events';
import { Steps } from './steps';
import type { PlannedUndo } from './undo-plan';

const READ = 'Read the configuration again';
const WRITE = 'Keep a copy, then write the old state';

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
    await confirm(ports, steps, { ...done, path: state.path }, state.edits, state.entry.sentence);
    return result(true, state.entry.sentence);
  } catch (error) {
    if (begun.id === null) throw error;
    ports.log.error('putting an old state back ended early', { server: ports.serverId, error });
    const data = toErrorData(error);
    return { ...result(written, data.message), error: data };
  }
}
