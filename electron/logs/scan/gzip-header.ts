import type { FileHandle } from 'node:fs/promises';

/** Where the header of a gzip part ends; `none`: there is no such header; `cut`: the file ends in it. */
export type GzipHeader = { state: 'sound'; end: number } | { state: 'none' } | { state: 'cut' };

/** RFC 1952, 2.3: magic, method (8: deflate), flags, time, extra flags, system. */
const FIXED_BYTES = 10;
const DEFLATE = 8;
const FLAG = { headerSum: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;
/** Names and comments longer than this are no gzip file's. */
const MOST_BYTES = 128 * 1024;

/** Reads the header that begins at `at`. */
export async function gzipHeader(file: FileHandle, at: number): Promise<GzipHeader> {
  const buffer = Buffer.alloc(FIXED_BYTES);
  const { bytesRead } = await file.read(buffer, 0, FIXED_BYTES, at);
  const magic = [0x1f, 0x8b, DEFLATE].slice(0, bytesRead);
  if (magic.some((byte, place) => buffer[place] !== byte)) return { state: 'none' };
  if (bytesRead < FIXED_BYTES) return { state: 'cut' };
  const flags = buffer[3] ?? 0;
  if (flags & FLAG.reserved) return { state: 'none' };
  return (flags & ~1) === 0 ? { state: 'sound', end: at + FIXED_BYTES } : optional(file, at, flags);
}

async function optional(file: FileHandle, at: number, flags: number): Promise<GzipHeader> {
  const buffer = Buffer.alloc(MOST_BYTES);
  const { bytesRead } = await file.read(buffer, 0, MOST_BYTES, at);
  const head = buffer.subarray(0, bytesRead);
  let end = FIXED_BYTES;
  if (flags & FLAG.extra) end += end + 2 <= head.length ? 2 + head.readUInt16LE(end) : MOST_BYTES;
  for (const flag of [FLAG.name, FLAG.comment]) {
    if (!(flags & flag)) continue;
    const zero = head.indexOf(0, end);
    end = zero < 0 ? MOST_BYTES : zero + 1;
  }
  if (flags & FLAG.headerSum) end += 2;
  if (end <= head.length) return { state: 'sound', end: at + end };
  return { state: bytesRead < MOST_BYTES ? 'cut' : 'none' };
}
