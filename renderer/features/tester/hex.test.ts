import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexLine, hexLineCount, parseHex } from './hex';

const sentence = (text: string): string => {
  const parsed = parseHex(text);
  return parsed.ok ? '' : parsed.sentence;
};

describe('parseHex', () => {
  it('would send other bytes than were typed', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(' ', ', ', ':', '\n', '-', ''),
        fc.boolean(),
        (bytes, gap, upper) => {
          const plain = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
          const typed = plain.join(gap);
          expect(parseHex(upper ? typed.toUpperCase() : typed)).toEqual({
            ok: true,
            hex: plain.join(''),
            bytes: bytes.length,
          });
        },
      ),
    );
  });

  it('would hand on text that the contract refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const parsed = parseHex(text);
        if (parsed.ok) expect(parsed.hex).toMatch(/^(?:[0-9a-f]{2})*$/);
        else expect(parsed.sentence).toMatch(/\.$/);
      }),
    );
  });

  it('would read 1 23 as 12 3', () => {
    expect(sentence('1 23')).toBe('“1” at position 1 is half a byte: write two digits, such as 01.');
    expect(sentence('00 123')).toContain('“123” at position 4 has an odd number of digits');
  });

  it('would refuse bytes pasted from code', () => {
    expect(parseHex('0x00, 0xFF')).toEqual({ ok: true, hex: '00ff', bytes: 2 });
    expect(sentence('0x')).toContain('half a byte');
  });

  it('would not say which sign is wrong', () => {
    expect(sentence('00 0g')).toBe('“g” at position 5 is no hex digit: use 0–9 and a–f.');
    expect(sentence('00 😀')).toContain('“😀” at position 4');
  });
});

describe('hexLine', () => {
  it('would shift the ASCII against the bytes on a short last line', () => {
    const hex = '000d1a272e2e414220';
    expect(hexLineCount(hex)).toBe(2);
    expect(hexLine(hex, 0)).toEqual({ offset: '0000', bytes: '00 0d 1a 27 2e 2e 41 42', ascii: "...'..AB" });
    expect(hexLine(hex, 1)).toEqual({ offset: '0008', bytes: '20'.padEnd(23), ascii: ' ' });
    expect(hexLine('7e7f80ff', 0).ascii).toBe('~...');
  });
});
