import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { count } from '../../../shared/words';
import { gzipHeader } from './gzip-header';
import { inflateMember } from './inflate-member';
import type { TakeText } from './inflate-member';

const TRAILER_BYTES = 8;
const CUT_OFF = 'it is cut off: its compressed data has no end';
const DAMAGED = 'its compressed data is damaged; what stands before the damage is counted';
const WRONG_SUM =
  'its compressed data has a wrong checksum, so some of its text may be wrong; all of it is counted';

/**
 * Unpacks a gzip file (RFC 1952), several parts one after another as one text, and gives `take` all that can be unpacked,
 * also of a damaged one. Answers what is wrong with the file, or null.
 * Throws where it can't be opened or read.
 */
export async function gunzipText(path: string, take: TakeText): Promise<string | null> {
  const file = await open(path);
  try {
    return await members(file, take);
  } finally {
    await file.close();
  }
}

async function members(file: FileHandle, take: TakeText): Promise<string | null> {
  const { size } = await file.stat();
  if (size === 0) return 'it is empty';
  let wrongSum: string | null = null;
  for (let at = 0; at < size;) {
    const header = await gzipHeader(file, at);
    // The damage may have made an end of what was none.
    if (header.state === 'none' && wrongSum !== null) return DAMAGED;
    if (header.state === 'cut') return CUT_OFF;
    if (header.state === 'none') return at === 0 ? 'it is no gzip file' : await whatFollows(file, at, size);
    let sum = 0;
    let bytes = 0;
    const end = await inflateMember(file, header.end, (text, packed) => {
      sum = crc32(text, sum);
      bytes += text.length;
      return take(text, packed);
    });
    if (end.state === 'stopped') return null;
    if (end.state === 'damaged') return DAMAGED;
    at = end.at + TRAILER_BYTES;
    if (at > size) return CUT_OFF;
    const trailer = Buffer.alloc(TRAILER_BYTES);
    await file.read(trailer, 0, TRAILER_BYTES, end.at);
    if (trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== bytes % 2 ** 32) wrongSum = WRONG_SUM;
  }
  return wrongSum;
}

const BLOCK = 64 * 1024;

/** Zero bytes fill up the blocks of a tape and are nothing; anything else is named. */
async function whatFollows(file: FileHandle, from: number, size: number): Promise<string | null> {
  const block = Buffer.alloc(BLOCK);
  for (let at = from; at < size;) {
    const { bytesRead } = await file.read(block, 0, BLOCK, at);
    if (bytesRead === 0) break;
    if (block.subarray(0, bytesRead).some((byte) => byte !== 0))
      return `its compressed data is followed by ${count(size - from, 'byte')} of something else, which ${size - from === 1 ? 'is' : 'are'} not counted`;
    at += bytesRead;
  }
  return null;
}
