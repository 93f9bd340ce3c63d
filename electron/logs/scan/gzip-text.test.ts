import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, gzipSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { gunzipText } from './gzip-text';

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-gzip-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HEADER_BYTES = 10;
const TRAILER_BYTES = 8;

async function unpacked(bytes: Uint8Array): Promise<{ text: Buffer; problem: string | null }> {
  const file = path.join(dir, 'log.gz');
  writeFileSync(file, bytes);
  const texts: Buffer[] = [];
  const problem = await gunzipText(file, (text) => {
    texts.push(Buffer.from(text));
    return true;
  });
  return { text: Buffer.concat(texts), problem };
}

const lines = (many: number): string =>
  Array.from({ length: many }, (_, at) => `2026-11-24 03:00:00 /${(at * 7919) % 10_007} 101 ${at}\r\n`).join(
    '',
  );

/** What zlib gives of damaged deflate data when it is given the longest beginning that it takes. */
function longestText(deflate: Buffer): Buffer {
  const textOf = (length: number): Buffer | null => {
    try {
      return inflateRawSync(deflate.subarray(0, length), { finishFlush: constants.Z_SYNC_FLUSH });
    } catch {
      return null;
    }
  };
  let [sound, bad] = [0, deflate.length];
  while (bad - sound > 1) {
    const middle = (sound + bad) >> 1;
    if (textOf(middle)) sound = middle;
    else bad = middle;
  }
  return textOf(sound) ?? Buffer.alloc(0);
}

/** A gzip part as other programs write it: with the file's name, a comment, an extra field, a sum of the header. */
function dressed(text: string | Uint8Array, flags: number): Buffer {
  const plain = gzipSync(text);
  const header = Buffer.from(plain.subarray(0, HEADER_BYTES));
  header[3] = flags;
  return Buffer.concat([
    header,
    Buffer.from(flags & 4 ? [3, 0, 1, 2, 3] : []),
    Buffer.from(flags & 8 ? 'u_ex261124.log\0' : ''),
    Buffer.from(flags & 16 ? 'a comment\0' : ''),
    Buffer.from(flags & 2 ? [9, 9] : []),
    plain.subarray(HEADER_BYTES),
  ]);
}

describe('the text of a compressed log', () => {
  test('is the text of all its parts, whatever stands in their headers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 0, max: 31 })), {
          minLength: 1,
        }),
        async (parts) => {
          const file = Buffer.concat(parts.map(([text, flags]) => dressed(text, flags)));
          expect(await unpacked(file)).toEqual({
            text: Buffer.concat(parts.map(([text]) => text)),
            problem: null,
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  test('with a wrong checksum lost its end: all of it counts, and the damage is named', async () => {
    const text = lines(80_000);
    const file = gzipSync(text);
    file.fill(7, file.length - TRAILER_BYTES, file.length - TRAILER_BYTES + 4);
    const got = await unpacked(file);
    expect(got.problem).toMatch(/^its compressed data has a wrong checksum/);
    expect(got.text.equals(Buffer.from(text))).toBe(true);
    const more = await unpacked(Buffer.concat([file, gzipSync('more')]));
    expect(more.text.toString().endsWith('more')).toBe(true);
    expect(more.problem).toBe(got.problem);
  });

  test('with junk behind it gave nothing, though every gzip program reads it; zero bytes are no junk', async () => {
    const file = gzipSync(lines(3));
    const junk = await unpacked(Buffer.concat([file, Buffer.from('junkjunkjunk')]));
    expect(junk.text.toString()).toBe(lines(3));
    expect(junk.problem).toBe(
      'its compressed data is followed by 12 bytes of something else, which are not counted',
    );
    expect(await unpacked(Buffer.concat([file, Buffer.alloc(512)]))).toEqual({
      text: Buffer.from(lines(3)),
      problem: null,
    });
  });

  test('with damage in its middle counts up to the damage, no block of 16 KB less', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 600 }),
        fc.integer({ min: 0, max: 255 }),
        async (place, length, byte) => {
          const file = gzipSync(lines(6000));
          const from = HEADER_BYTES + Math.floor(place * (file.length - HEADER_BYTES - TRAILER_BYTES));
          file.fill(byte, from, Math.min(file.length - TRAILER_BYTES, from + length));
          const got = await unpacked(file);
          if (got.problem?.includes('damaged') !== true) return;
          const longest = longestText(file.subarray(HEADER_BYTES, file.length));
          expect(got.text.length).toBeGreaterThanOrEqual(longest.length);
          expect(got.text.subarray(0, longest.length).equals(longest)).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('that is cut off anywhere is read as far as it goes', async () => {
    const file = gzipSync(lines(5000));
    for (const length of [
      3,
      HEADER_BYTES,
      1000,
      file.length >> 1,
      file.length - TRAILER_BYTES,
      file.length - 1,
    ]) {
      const got = await unpacked(file.subarray(0, length));
      expect(got.problem).toBe('it is cut off: its compressed data has no end');
      expect(lines(5000).startsWith(got.text.toString())).toBe(true);
      if (length > 1000) expect(got.text.length).toBeGreaterThan(length);
    }
  });

  test('that is none is named for what it is', async () => {
    expect((await unpacked(Buffer.from('no gzip at all'))).problem).toBe('it is no gzip file');
    expect((await unpacked(Buffer.alloc(0))).problem).toBe('it is empty');
    expect(await unpacked(gzipSync(''))).toEqual({ text: Buffer.alloc(0), problem: null });
  });

  test('is not unpacked any further when nobody wants it', async () => {
    const file = path.join(dir, 'stopped.gz');
    writeFileSync(file, gzipSync(lines(50_000)));
    let taken = 0;
    expect(await gunzipText(file, () => (taken += 1) < 3)).toBe(null);
    expect(taken).toBe(3);
  });
});
