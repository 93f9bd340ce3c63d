import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

const MARK_BYTES = 1024;

/**
 * A hash of a log's first bytes and of the last ones before a place: it stays while the log only grows, and becomes another
 * one when the log was begun anew under its name, whatever its size is by then. null: not readable that far.
 */
export async function fileMark(path: string, to: number): Promise<string | null> {
  const handle = await open(path).catch(() => null);
  if (!handle) return null;
  try {
    const length = Math.min(MARK_BYTES, to);
    const hash = createHash('sha256');
    for (const from of [0, to - length]) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, from);
      if (bytesRead < length) return null;
      hash.update(buffer);
    }
    return hash.digest('hex');
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
