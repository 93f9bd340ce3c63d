import { AppError } from '../../../shared/errors';
import { describeEdit } from '../config';
import { readNow, type ApplyPorts, type Reading } from './apply-ports';
import type { Written } from './commit-file';
import type { StoredChange } from './pending';

/**
 * Reads the server again and compares with what was written: the bytes, then each value as it is in force. Throws
 * `file-changed` when something else has written meanwhile.
 */
export async function readBack(
  { gateway }: ApplyPorts,
  written: readonly (Pick<Written, 'hashAfter'> & { path: string })[],
  changes: readonly StoredChange[],
): Promise<Reading> {
  const reading = await readNow(gateway);
  for (const { path, hashAfter } of written) {
    if (reading.hashOf(path) === hashAfter) continue;
    throw new AppError('file-changed', `${path} was written, but something else has changed it since.`, {
      where: { file: path },
      fix: 'Look at the configuration as it is now.',
    });
  }
  for (const { request } of changes) {
    if (request.kind !== 'config' || request.edit.kind !== 'set') continue;
    const { old, new: wanted, object, setting } = describeEdit(reading.config, request.edit);
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
  return reading;
}
