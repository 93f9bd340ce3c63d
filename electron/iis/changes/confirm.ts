import { AppError, toErrorData } from '../../../shared/errors';
import { reached } from '../../storage/apply-points';
import type { Edit } from '../config';
import type { ApplyPorts } from './apply-ports';
import type { Written } from './commit-file';
import { pruneBackups } from './prune-backups';
import { readBack } from './read-back';
import type { Steps } from './steps';

export const BACK = 'Read back and compare';
export const SETTLE = 'Wait until the server shows it';

/**
 * Reads back what was written, waits until run time shows it, and ends its entry: *applied*, or *different* when
 * something else is there now. Throws what reading and waiting throw. A journal that can't be ended leaves the entry
 * open; the next start looks at the file and ends it.
 */
export async function confirm(
  ports: ApplyPorts,
  steps: Steps,
  written: Written & { path: string },
  edits: readonly Edit[],
  sentence: string,
): Promise<void> {
  const { gateway, journal } = ports;
  const { entryId } = written;
  try {
    await steps.run(BACK, async () => {
      await readBack(ports, written, edits);
      return { result: undefined };
    });
    await journal.step(entryId, 'read back');
    reached('read-back');
    if (gateway.kind !== 'file') {
      await steps.run(SETTLE, async () => {
        await gateway.settle();
        return { result: undefined };
      });
      await journal.step(entryId, 'in force');
      reached('settled');
    }
  } catch (error) {
    const differs = error instanceof AppError && error.code === 'file-changed';
    const words = `${sentence} Afterwards: ${toErrorData(error).message}`;
    await end(ports, written, differs ? 'different' : 'applied', words);
    throw error;
  }
  await end(ports, written, 'applied', sentence);
  if (gateway.writes === 'bytes')
    await pruneBackups(ports.folder, ports.serverId, written.backup).catch((error: unknown) => {
      ports.log.warn('old copies could not be removed', { server: ports.serverId, error });
    });
}

async function end(
  { journal, log }: ApplyPorts,
  { entryId, hashAfter, ended }: Written,
  result: 'applied' | 'different',
  sentence: string,
): Promise<void> {
  if (ended) return;
  try {
    await journal.end(entryId, { result, hashAfter, sentence });
    reached('ended');
  } catch (error) {
    log.error('the journal could not be ended', { entry: entryId, error });
  }
}
