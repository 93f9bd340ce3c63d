import { AppError } from '../../../shared/errors';
import { describeEdit, type Edit } from '../config';
import { readNow, type ApplyPorts } from './apply-ports';
import type { Written } from './commit-file';

/**
 * Reads the server again and compares with what was written: the bytes, then each value as it is in force. Throws
 * `file-changed` when something else has written meanwhile.
 */
export async function readBack(
  { gateway }: ApplyPorts,
  { path, hashAfter }: Pick<Written, 'hashAfter'> & { path: string },
  edits: readonly Edit[],
): Promise<void> {
  const reading = await readNow(gateway);
  if (reading.hashOf(path) !== hashAfter)
    throw new AppError('file-changed', `${path} was written, but something else has changed it since.`, {
      where: { file: path },
      fix: 'Look at the configuration as it is now.',
    });
  for (const edit of edits) {
    if (edit.kind !== 'set') continue;
    const { old, new: wanted, object, setting } = describeEdit(reading.config, edit);
    if (old === null || old === wanted) continue;
    throw new AppError(
      'file-changed',
      `${object}: ${setting} reads back as ${old}, not as ${wanted ?? 'planned'}.`,
      {
        where: { file: reading.config.file },
        fix: 'Look for another place that sets it.',
      },
    );
  }
}
