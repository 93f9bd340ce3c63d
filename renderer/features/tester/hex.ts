/** What was typed as hex: either the bytes, or one sentence that says what is wrong and where. */
export type ParsedHex = { ok: true; hex: string; bytes: number } | { ok: false; sentence: string };

/** Hex digits the engine takes in one message. */
const MAX_DIGITS = 2_000_000;
const SEPARATOR = /[\s,:;_-]/u;

/**
 * Reads bytes as people paste them: "00 01 7f", "00:01:7F", "0x00, 0x01", "00017f", over several lines.
 * A group between separators has whole bytes; "1 23" is not read as 12 3.
 */
export function parseHex(text: string): ParsedHex {
  const digits: string[] = [];
  let group = '';
  let column = 0;
  let start = 0;
  const end = (): string | null => {
    const plain = /^0x/i.test(group) ? group.slice(2) : group;
    if (plain.length % 2 === 1 || (plain === '' && group !== ''))
      return plain.length <= 1
        ? `“${group}” at position ${start} is half a byte: write two digits, such as ${plain.padStart(2, '0')}.`
        : `“${shorten(group)}” at position ${start} has an odd number of digits: a byte is two of them.`;
    if (plain !== '') digits.push(plain);
    group = '';
    return null;
  };
  for (const char of text) {
    column++;
    if (SEPARATOR.test(char)) {
      const wrong = end();
      if (wrong) return { ok: false, sentence: wrong };
      continue;
    }
    if (group === '') start = column;
    const prefix = group === '0' && (char === 'x' || char === 'X');
    if (!prefix && !/[0-9a-fA-F]/.test(char))
      return { ok: false, sentence: `“${char}” at position ${column} is no hex digit: use 0–9 and a–f.` };
    group += char;
  }
  const wrong = end();
  if (wrong) return { ok: false, sentence: wrong };
  const hex = digits.join('').toLowerCase();
  if (hex.length > MAX_DIGITS)
    return { ok: false, sentence: 'This is over 1,000,000 bytes, the most one frame takes here: send less.' };
  return { ok: true, hex, bytes: hex.length / 2 };
}

const shorten = (text: string): string => (text.length > 12 ? `${text.slice(0, 12)}…` : text);

/** One line of a hex view: eight bytes, and their ASCII. */
export interface HexLine {
  offset: string;
  bytes: string;
  ascii: string;
}

/** Eight, so that a line fits beside the log in a size that can be read. */
const BYTES_A_LINE = 8;

/** How many lines the payload takes. */
export const hexLineCount = (hex: string): number => Math.ceil(hex.length / 2 / BYTES_A_LINE);

/** Line `index` of a payload given as plain hex digits; what is not printable ASCII is shown as a dot. */
export function hexLine(hex: string, index: number): HexLine {
  const from = index * BYTES_A_LINE;
  const codes: number[] = [];
  for (let at = from; at < Math.min(from + BYTES_A_LINE, hex.length / 2); at++)
    codes.push(parseInt(hex.slice(at * 2, at * 2 + 2), 16));
  const words = codes.map((code) => code.toString(16).padStart(2, '0'));
  return {
    offset: from.toString(16).padStart(4, '0'),
    bytes: words.join(' ').padEnd(BYTES_A_LINE * 3 - 1),
    ascii: codes.map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.')).join(''),
  };
}
