import fc from 'fast-check';
import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { FrameOpcode } from '../../shared/model/tester';
import { opcodeBitsOf, type WireFrame } from './frame';
import { closePayload } from './frame-writer';
import { MessageRules } from './message-rules';
import { Utf8Check } from './utf8';

function frame(opcode: FrameOpcode, payload: Uint8Array | number[] | string = '', fin = true): WireFrame {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload);
  return {
    opcode,
    opcodeBits: opcodeBitsOf(opcode),
    fin,
    rsv: 0,
    masked: false,
    payload: bytes,
    declared: bytes.length,
  };
}

function judge(...frames: WireFrame[]): number | undefined {
  const rules = new MessageRules();
  for (const one of frames) {
    const violation = rules.next(one);
    if (violation) return violation.code;
  }
  return undefined;
}

describe('UTF-8 across pieces', () => {
  const nearlyText = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text, 'utf8')),
    fc.uint8Array({ maxLength: 12 }).map((bytes) => Buffer.from(bytes)),
    fc
      .tuple(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 3 }))
      .map(([text, bytes]) => Buffer.concat([Buffer.from(text, 'utf8'), bytes])),
  );
  it('is judged as the whole would be, wherever it is cut', () => {
    fc.assert(
      fc.property(nearlyText, fc.array(fc.nat(6), { minLength: 1, maxLength: 8 }), (bytes, sizes) => {
        const check = new Utf8Check();
        let valid = true;
        for (let at = 0, turn = 0; at < bytes.length && valid; turn += 1) {
          const size = (sizes[turn % sizes.length] ?? 0) + 1;
          valid = check.push(bytes.subarray(at, at + size));
          at += size;
        }
        expect(valid && check.end()).toBe(isUtf8(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a surrogate', [0xed, 0xa0]],
    ['an overlong form', [0xe0, 0x80]],
    ['a character over U+10FFFF', [0xf4, 0x90]],
    ['a byte that begins nothing', [0xff]],
  ])('%s is refused before its last byte', (_name, bytes) => {
    expect(new Utf8Check().push(Buffer.from(bytes))).toBe(false);
  });
});

describe('messages', () => {
  it('may be fragmented with control frames between, and cut inside a character', () => {
    const euro = Buffer.from('€');
    expect(
      judge(
        frame('text', euro.subarray(0, 1), false),
        frame('ping', 'x'),
        frame('continuation', euro.subarray(1, 2), false),
        frame('continuation', euro.subarray(2)),
        frame('binary', [0xff]),
      ),
    ).toBeUndefined();
  });

  it.each([
    ['text that is not UTF-8', [frame('text', [0xc3, 0x28])], 1007],
    ['text that ends inside a character', [frame('text', [0xe2, 0x82])], 1007],
    ['a broken fragment before the message is over', [frame('text', [0xff], false)], 1007],
    ['half a close code', [frame('close', [3])], 1002],
    ['close code 1005', [frame('close', closePayload(1005, ''))], 1002],
    ['close code 999', [frame('close', closePayload(999, ''))], 1002],
    ['close code 2999', [frame('close', closePayload(2999, ''))], 1002],
    ['a close reason that is not UTF-8', [frame('close', [3, 0xe8, 0xff])], 1007],
  ])('%s is refused', (_name, frames, code) => {
    expect(judge(...frames)).toBe(code);
  });

  it('close frames without code, with an own code and with a reason are taken', () => {
    expect(judge(frame('close'), frame('close', closePayload(4999, 'tschüß')))).toBeUndefined();
  });

  it('a close reason is cut at 123 bytes, never inside a character', () => {
    const payload = closePayload(1000, `${'a'.repeat(122)}€`);
    expect(payload.toString('utf8', 2)).toBe('a'.repeat(122));
  });
});
