import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

/**
 * Why a gzip file that gave `bytes` bytes is not whole, or null. The last four bytes of one say its size (RFC 1952);
 * where they differ (cut off, or several parts one after another) it is unpacked once more, strictly.
 */
export async function gzipDamage(path: string, bytes: number): Promise<string | null> {
  if ((await saidSize(path)) === bytes % 2 ** 32 && bytes > 0) return null;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await pipeline(createReadStream(path), createGunzip(), nowhere);
    return null;
  } catch {
    return 'it is cut off: its compressed data has no end';
  }
}

async function saidSize(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(4);
    await file.read(tail, 0, 4, Math.max(0, size - 4));
    return tail.readUInt32LE(0);
  } finally {
    await file.close();
  }
}
