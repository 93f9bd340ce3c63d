import { createHash } from 'node:crypto';

/** SHA-256 as lower-case hex; what plans, commits and the journal compare files by. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The hash of a file where it stands: of its bytes, unless they were changed (masked) on the way here. */
export function hashOfFile({ bytes, hash }: { bytes: Uint8Array; hash?: string }): string {
  return hash ?? sha256(bytes);
}
