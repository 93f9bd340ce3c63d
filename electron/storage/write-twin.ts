import { open, stat } from 'node:fs/promises';

/**
 * Writes a new file that can take another one's place: same mode, same owner and group where the system lets us (only
 * root may give a file away). On the disk on return. Throws fs errors.
 */
export async function writeTwin(path: string, bytes: Uint8Array, of: string): Promise<void> {
  const info = await stat(of);
  // Owner-only until it is complete: the old file's mode may be wider than its folder suggests.
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    if (process.platform !== 'win32') {
      await handle.chown(info.uid, info.gid).catch(() => undefined);
      await handle.chmod(info.mode & 0o7777);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}
