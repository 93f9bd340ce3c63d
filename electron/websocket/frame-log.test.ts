import fc from 'fast-check';
import { expect, test } from 'vitest';
import { opcodeBitsOf, type WireFrame } from './frame';
import { FrameLog } from './frame-log';

const text = (payload: Buffer): WireFrame => ({
  fin: true,
  rsv: 0,
  opcode: 'text',
  opcodeBits: opcodeBitsOf('text'),
  masked: false,
  payload,
  declared: payload.length,
});
const numbered = (number: number, size = 64): WireFrame => {
  const payload = Buffer.alloc(Math.max(4, size), number & 0xff);
  payload.writeUInt32LE(number);
  return text(payload);
};
const numberAt = (log: FrameLog, index: number) => log.get(index)?.frame.payload.readUInt32LE();
const MB = 1024 * 1024;

test('a flood would take ever more memory, which nothing collects while little else is made', () => {
  const log = new FrameLog({ maxBytes: 8 * MB });
  const before = process.memoryUsage().arrayBuffers;
  const frame = numbered(0);
  let most = 0;
  for (let number = 0; number < 1_500_000; number += 1) {
    frame.payload.writeUInt32LE(number);
    log.add('in', number, frame);
    if (number % 50_000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(log.keptBytes).toBeGreaterThan(7 * MB);
  expect(most).toBeLessThan(14 * MB);
  for (const index of [log.firstKept, log.count - 1, Math.floor((log.firstKept + log.count) / 2)])
    expect(numberAt(log, index)).toBe(index);
});

test('memory that a thread still looks at would be written over', () => {
  const log = new FrameLog({ maxBytes: 4 * MB });
  const fill = (frames: number) => {
    const from = log.count;
    for (let number = from; number < from + frames; number += 1) log.add('in', number, numbered(number));
  };
  fill(60_000);
  const looked = log.segmentAt(log.firstKept + 20_000);
  if (!looked) throw new Error('nothing is kept');
  looked.readers += 1;
  const kept = Buffer.from(new Uint8Array(looked.shared.buffer));
  fill(300_000);
  expect(log.firstKept).toBeGreaterThan(looked.first + looked.count);
  expect(Buffer.from(new Uint8Array(looked.shared.buffer)).equals(kept)).toBe(true);
});

test('whatever the sizes and limits, each kept frame is the one that was added', () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.record({ add: fc.nat(3000), size: fc.constantFrom(4, 64, 1000, 70_000) }) },
    { weight: 1, arbitrary: fc.record({ keep: fc.constantFrom(0, 1000, MB, 6 * MB) }) },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const log = new FrameLog({ maxBytes: 6 * MB });
      for (const one of steps) {
        if ('keep' in one) log.maxBytes = one.keep;
        else
          for (let n = 0; n < (one.size > 1000 ? one.add / 50 : one.add); n += 1)
            log.add('in', log.count, numbered(log.count, one.size));
        expect(log.keptBytes).toBeLessThanOrEqual(log.maxBytes);
        const kept = log.count - log.firstKept;
        for (const index of [log.firstKept, log.firstKept + (kept >> 1), log.count - 1])
          if (kept > 0) expect(numberAt(log, index)).toBe(index);
        expect(log.get(log.firstKept - 1)).toBeNull();
      }
    }),
    { numRuns: 30 },
  );
});
