import type { FrameFilter } from '../../../shared/model/frame-search';
import { opcodeBitsOf } from '../frame';
import type { RowTexts } from './row-texts';

const CLOSE = 0x8;

/** Whether a row of a segment is looked for. */
export type RowMatcher = (rows: RowTexts, row: number) => boolean;

/** Throws a SyntaxError for a bad expression. */
export function rowMatcher(filter: FrameFilter): RowMatcher {
  const payload = payloadMatcher(filter);
  const wanted = opcodesWanted(filter);
  const { direction } = filter;
  return (rows, row) => {
    const { view } = rows;
    if (direction !== null && view.isOut(row) !== (direction === 'out')) return false;
    const opcode = (view.heads[row] ?? 0) & 0xf;
    if (wanted[opcode] !== 1) return false;
    return payload === null || payload(rows, row, opcode);
  };
}

/** The expression of a filter; text without its case is one, too. */
export function expressionOf({ text, as, matchCase }: FrameFilter): RegExp {
  const source = as === 'regex' ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const unicode = /\\[pP]\{|\\u\{/.test(source);
  return new RegExp(source, `${matchCase ? '' : 'i'}${unicode ? 'u' : ''}`);
}

type PayloadMatcher = (rows: RowTexts, row: number, opcode: number) => boolean;

function payloadMatcher(filter: FrameFilter): PayloadMatcher | null {
  const { text, as, matchCase } = filter;
  if (text === '') return null;
  if (as === 'hex' || (as === 'text' && matchCase)) {
    const needle = (as === 'hex' ? Buffer.from(hexDigits(text), 'hex') : Buffer.from(text)).toString(
      'latin1',
    );
    return (rows, row, opcode) =>
      as === 'text' && opcode === CLOSE
        ? closeText(rows.bytes(row)).includes(text)
        : rows.bytes(row).includes(needle);
  }
  const expression = expressionOf(filter);
  return (rows, row, opcode) =>
    expression.test(opcode === CLOSE ? closeText(rows.bytes(row)) : rows.text(row));
}

/** Hex digits as they are typed, "0x00, ff": the digits alone. */
export const hexDigits = (text: string): string => text.replace(/0x|[\s,:;_-]/gi, '');

/** As the log shows it: "1000 bye". */
function closeText(latin1: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  return bytes.length < 2 ? '' : `${bytes.readUInt16BE(0)} ${bytes.toString('utf8', 2)}`.trim();
}

/** 1 at each value of the opcode's four bits that is wanted. */
function opcodesWanted({ opcodes }: FrameFilter): Uint8Array {
  const wanted = new Uint8Array(16).fill(opcodes.length === 0 ? 1 : 0);
  for (const opcode of opcodes)
    if (opcode === 'reserved') for (const bits of RESERVED) wanted[bits] = 1;
    else wanted[opcodeBitsOf(opcode)] = 1;
  return wanted;
}

const RESERVED = [0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0xc, 0xd, 0xe, 0xf];
