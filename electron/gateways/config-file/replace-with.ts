import { AppError } from '../../../shared/errors';
import { sha256 } from '../../storage/hash';
import { reached } from '../../storage/apply-points';
import { replaceFile } from '../../storage/replace-file';
import type { CommitRequest } from '../gateway';

/** A commit of a gateway that writes files itself. Throws what `replaceFile` throws. */
export async function replaceWith({
  path,
  expectedHash,
  content,
}: CommitRequest): Promise<{ hashAfter: string }> {
  if (content.kind !== 'bytes') throw new AppError('internal', 'A file is written by its bytes.');
  const { bytes, backupPath } = content;
  await replaceFile({ path, expectedHash, bytes, backupPath, onStep: reached });
  return { hashAfter: sha256(bytes) };
}
