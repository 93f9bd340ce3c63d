import { createHash } from 'node:crypto';

/** SHA-256 as lower-case hex; what plans, commits and the journal compare files by. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
