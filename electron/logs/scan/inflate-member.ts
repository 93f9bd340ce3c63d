import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createInflateRaw } from 'node:zlib';

/** Takes a block of text; `packed` is the place in the file that was reached. Answers false when no more is wanted. */
export type TakeText = (text: Buffer, packed: number) => boolean;

/** `ended`: `at` is the place behind the compressed data, or the file's end where it is cut off. */
export type MemberEnd = { state: 'ended'; at: number } | { state: 'damaged' } | { state: 'stopped' };

const BLOCK = 64 * 1024;
/** Ends without an error where the data is cut off. */
const OPTIONS = { finishFlush: constants.Z_SYNC_FLUSH };

/**
 * Unpacks the deflate data (RFC 1951) that begins at `from`. zlib keeps what it had unpacked of a block to itself when that
 * block turns out to be damaged: then it is unpacked once more, byte by byte from there.
 */
export async function inflateMember(file: FileHandle, from: number, take: TakeText): Promise<MemberEnd> {
  const inflate = createInflateRaw(OPTIONS);
  const source = Readable.from(blocks(file, from, Infinity), { objectMode: false });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  let given = 0;
  try {
    for await (const text of inflate) {
      if (!Buffer.isBuffer(text)) continue;
      given += text.length;
      if (!take(text, from + inflate.bytesWritten)) return { state: 'stopped' };
    }
    return { state: 'ended', at: from + inflate.bytesWritten };
  } catch (error) {
    if (!isDataError(error)) throw error;
    const sound = inflate.bytesWritten;
    const rest = await beforeDamage(file, from, sound, given);
    return { state: rest.length === 0 || take(rest, from + sound) ? 'damaged' : 'stopped' };
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** What the damaged data gives beyond the `given` bytes; up to `sound` bytes of it were unpacked without an error. */
async function beforeDamage(file: FileHandle, from: number, sound: number, given: number): Promise<Buffer> {
  const inflate = createInflateRaw(OPTIONS);
  const rest: Buffer[] = [];
  let seen = 0;
  inflate.on('data', (text: Buffer) => {
    seen += text.length;
    const fresh = Math.min(text.length, seen - given);
    if (fresh > 0) rest.push(text.subarray(text.length - fresh));
  });
  // It ends with the same error again.
  await pipeline(blocks(file, from, from + sound), inflate).catch(() => undefined);
  return Buffer.concat(rest);
}

/** The file from `at` on, byte by byte from `single` on. */
async function* blocks(file: FileHandle, at: number, single: number): AsyncGenerator<Buffer> {
  for (let place = at; ;) {
    const block = Buffer.allocUnsafe(BLOCK);
    const { bytesRead } = await file.read(block, 0, BLOCK, place);
    if (bytesRead === 0) return;
    const whole = Math.max(0, Math.min(bytesRead, single - place));
    if (whole > 0) yield block.subarray(0, whole);
    for (let one = whole; one < bytesRead; one += 1) yield block.subarray(one, one + 1);
    place += bytesRead;
  }
}

function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
