import type { Layout } from '../formats/layout';
import binary from './find-rows.wat';

/** Where a piece of text begins in the finder's memory; what lies before is the finder's own. */
export const TEXT = 65_536;
const PAGE = 65_536;
/** Bytes behind the text that are overwritten; a last line feed may be put before them. */
const BEHIND = 65;
const FOUND = 1024 / 4;
const ROWS = 2048 / 4;
const FIELDS = 58_880 / 4;

/** Why a search stopped: no whole line is left, a line is the caller's (#, NUL, CR, LF first), or the rows are full. */
export const STOP = { end: 0, special: 1, full: 2 } as const;

interface Exports {
  memory: WebAssembly.Memory;
  findRows(from: number, to: number, column: number, width: number, malformedToo: number): number;
  splitLine(from: number, to: number, column: number, width: number): void;
}

const isFunction = (value: unknown): value is (...numbers: number[]) => unknown =>
  typeof value === 'function';

function exportsOf(instance: WebAssembly.Instance): Exports {
  const { memory, findRows, splitLine } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || !isFunction(findRows) || !isFunction(splitLine))
    throw new Error('find-rows.wat exports something else than this file expects');
  return {
    memory,
    findRows: (...numbers) => Number(findRows(...numbers)),
    splitLine,
  };
}

/** Threads share one: it is compiled, and made faster while it runs, once for all of them. */
export const compileFinder = (): WebAssembly.Module => new WebAssembly.Module(Buffer.from(binary, 'base64'));

/** find-rows.wat with its memory: the one place that knows how the two talk. */
export class RowFinder {
  private readonly wasm: Exports;
  private words: Int32Array;
  /** The finder's memory; another object after `grow`. */
  bytes: Buffer;

  constructor(compiled = compileFinder()) {
    this.wasm = exportsOf(new WebAssembly.Instance(compiled));
    this.bytes = Buffer.from(this.wasm.memory.buffer);
    this.words = new Int32Array(this.wasm.memory.buffer);
  }

  /** First address behind what the text may fill. */
  get limit(): number {
    return this.bytes.length - BEHIND;
  }

  /** Makes room for at least `size` bytes of text; what is there stays. */
  grow(size: number): void {
    const missing = TEXT + size + BEHIND - this.bytes.length;
    if (missing <= 0) return;
    this.wasm.memory.grow(Math.ceil(missing / PAGE));
    this.bytes = Buffer.from(this.wasm.memory.buffer);
    this.words = new Int32Array(this.wasm.memory.buffer);
  }

  /** Which statuses make rows: those given, or all three-digit ones. */
  want(statuses: readonly number[] | 'all'): void {
    this.bytes.fill(statuses === 'all' ? 1 : 0, 0, 1000);
    if (statuses !== 'all') for (const status of statuses) this.bytes[status] = 1;
  }

  /** See find-rows.wat. The answer is one of STOP; what was found stands in the getters until the next call. */
  find(from: number, to: number, { status, fields }: Layout, malformedToo: boolean): number {
    return this.wasm.findRows(from, to, status, fields - 1, malformedToo ? 1 : 0);
  }

  /**
   * Splits the line, or the rest of it, [from, to), that begins with field `column`. `fieldStart` then knows where each
   * field up to `width` begins, and `width` itself; one that the line lacks begins behind `to`.
   */
  split(from: number, to: number, column: number, width: number): void {
    this.wasm.splitLine(from, to, column, width);
  }

  fieldStart(column: number): number {
    return this.words[FIELDS + column] ?? 0;
  }

  /** Start of the first line that was not looked at. */
  get next(): number {
    return this.words[FOUND] ?? 0;
  }

  get lines(): number {
    return this.words[FOUND + 1] ?? 0;
  }

  get malformed(): number {
    return this.words[FOUND + 2] ?? 0;
  }

  get rows(): number {
    return this.words[FOUND + 3] ?? 0;
  }

  rowStart(row: number): number {
    return this.words[ROWS + row * 4] ?? 0;
  }

  /** Address of the row's line feed. */
  rowEnd(row: number): number {
    return this.words[ROWS + row * 4 + 1] ?? 0;
  }

  /** Three digits, or -1 for a malformed line. */
  rowStatus(row: number): number {
    return this.words[ROWS + row * 4 + 2] ?? -1;
  }

  /** Where the status stands, also where it is none; 0 when the line has fewer fields. */
  rowStatusAt(row: number): number {
    return this.words[ROWS + row * 4 + 3] ?? 0;
  }
}
