import { number } from '../../shared/words';
import { opcodeName, type Violation, type WireFrame } from './frame';
import { judgeStart } from './frame-start';
import { applyMask } from './frame-writer';
import { PayloadBuffer } from './payload-buffer';
import { size } from './sizes';

/** 16 MB: four times IIS's own webSocket/receiveBufferLimit default. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** A message in more frames than that never ends: ws draws the same line. */
const MAX_FRAGMENTS = 131_072;
/** What is shown of a frame that is refused by its header. */
const REFUSED_BYTES = 65_536;
const WRONG_BYTES = 64;

type Head = Omit<WireFrame, 'payload' | 'problem' | 'inflated'> & { mask: Buffer | null };

export interface FrameReaderOptions {
  /** Bounds the payload of a message over all its fragments, as sent. */
  maxMessageBytes?: number | undefined;
  maxFragments?: number | undefined;
  /** Whether the other side must mask: false for a client reading a server's frames. */
  masked?: boolean | undefined;
  /** permessage-deflate is agreed. */
  compressed?: boolean | undefined;
}

/**
 * Incremental parser of RFC 6455 frames: bytes in any chunking, frames out. A frame that breaks the rules comes out
 * as the last one, with its `problem` and as many of its bytes as are at hand; after it nothing more is read. The
 * payload of an unmasked frame that lies in one chunk is a view of that chunk.
 */
export class FrameReader {
  violation: Violation | null = null;
  readonly #maxMessageBytes: number;
  readonly #maxFragments: number;
  readonly #rules: { masked: boolean; compressed: boolean; inMessage: boolean };
  readonly #header = Buffer.alloc(14);
  #headerLength = 0;
  #messageBytes = 0;
  #fragments = 0;
  #open: { head: Head; payload: PayloadBuffer } | null = null;

  constructor(options: FrameReaderOptions = {}) {
    this.#maxMessageBytes = options.maxMessageBytes ?? MAX_MESSAGE_BYTES;
    this.#maxFragments = options.maxFragments ?? MAX_FRAGMENTS;
    this.#rules = {
      masked: options.masked ?? false,
      compressed: options.compressed ?? false,
      inMessage: false,
    };
  }

  push(chunk: Buffer): WireFrame[] {
    const frames: WireFrame[] = [];
    let at = 0;
    while (this.violation === null && at < chunk.length) {
      if (this.#open) {
        at += this.#open.payload.take(chunk, at);
        if (this.#open.payload.complete) frames.push(this.#finishOpen(this.#open));
        continue;
      }
      const quick = this.#headerLength === 0 ? this.#wholeSmall(chunk, at) : null;
      if (quick) {
        frames.push(quick);
        at += 2 + quick.declared;
        continue;
      }
      at = this.#takeHeader(chunk, at);
      this.#judgeHeader(chunk, at, frames);
    }
    return frames;
  }

  /** What is left in the middle of a frame when the connection ends; null at a frame's border. */
  cutOff(): { frame: WireFrame | null; sentence: string } | null {
    if (this.violation) return null;
    if (this.#open) {
      const { head, payload } = this.#open;
      const sentence = `The frame was cut off: ${payload.length} of ${head.declared} bytes arrived.`;
      return { frame: { ...finish(head, payload.bytes()), problem: sentence }, sentence };
    }
    if (this.#headerLength > 0)
      return {
        frame: null,
        sentence: `A frame was cut off inside its header, after ${this.#headerLength} bytes.`,
      };
    return null;
  }

  /** The usual case at full speed: an unmasked frame under 126 bytes, in order, all of it in this chunk. */
  #wholeSmall(chunk: Buffer, at: number): WireFrame | null {
    const first = chunk[at] ?? 0;
    const declared = chunk[at + 1] ?? 0x80;
    const end = at + 2 + declared;
    if (declared > 125 || end > chunk.length) return null;
    if (judgeStart(first, declared, this.#rules) || !this.#mayGrow(first, declared)) return null;
    this.#count(first, declared);
    return {
      fin: first >= 0x80,
      rsv: (first >> 4) & 7,
      opcodeBits: first & 0xf,
      opcode: opcodeName(first & 0xf),
      masked: false,
      declared,
      payload: chunk.subarray(at + 2, end),
    };
  }

  #takeHeader(chunk: Buffer, offset: number): number {
    let at = offset;
    while (at < chunk.length && this.#headerLength < headerBytes(this.#header, this.#headerLength)) {
      this.#header[this.#headerLength] = chunk[at] ?? 0;
      this.#headerLength += 1;
      at += 1;
    }
    return at;
  }

  #judgeHeader(chunk: Buffer, at: number, frames: WireFrame[]): void {
    if (this.#headerLength < 2) return;
    const [first = 0, second = 0] = this.#header;
    const head = readHead(this.#header, this.#headerLength);
    const wrong = judgeStart(first, second, this.#rules) ?? (head && this.#judgeLength(head));
    if (wrong) {
      const known = head ?? startOf(first, second);
      const payload = Buffer.from(chunk.subarray(at, at + Math.min(known.declared, REFUSED_BYTES)));
      const bytes = Buffer.concat([
        this.#header.subarray(0, this.#headerLength),
        payload.subarray(0, WRONG_BYTES),
      ]);
      this.violation = { ...wrong, bytes };
      frames.push({ ...finish(known, payload), problem: wrong.sentence });
      return;
    }
    if (!head) return;
    this.#headerLength = 0;
    this.#count(first, head.declared);
    const open = { head, payload: new PayloadBuffer(head.declared) };
    if (head.declared === 0) frames.push(finish(head, open.payload.bytes()));
    else this.#open = open;
  }

  #judgeLength({ declared, opcodeBits, opcode }: Head): Omit<Violation, 'bytes'> | null {
    if (!shortestForm(this.#header, declared))
      return {
        fault: 'length-form',
        code: 1002,
        sentence: `The server wrote the length ${declared} of a ${opcode} frame in a longer form than needed.`,
      };
    if (this.#mayGrow(opcodeBits, declared)) return null;
    if (declared <= this.#maxMessageBytes && this.#fragments >= this.#maxFragments)
      return {
        fault: 'too-many-fragments',
        code: 1008,
        sentence: `The server sent a message in more than ${number(this.#maxFragments)} fragments without ending it.`,
      };
    const before = opcodeBits === 0 ? ` after ${number(this.#messageBytes)} of the same message` : '';
    return {
      fault: 'too-big',
      code: 1009,
      sentence: `The server announced a frame of ${exactLength(this.#header, declared)}${before}; the tester takes messages of up to ${size(this.#maxMessageBytes)}.`,
    };
  }

  #mayGrow(first: number, declared: number): boolean {
    if (first & 0x8) return true;
    const before = (first & 0xf) === 0 ? this.#messageBytes : 0;
    return before + declared <= this.#maxMessageBytes && this.#fragments < this.#maxFragments;
  }

  /** Keeps count of the message that the frame belongs to. */
  #count(first: number, declared: number): void {
    if (first & 0x8) return;
    const fin = first >= 0x80;
    this.#rules.inMessage = !fin;
    this.#messageBytes = fin ? 0 : this.#messageBytes + declared;
    this.#fragments = fin ? 0 : this.#fragments + 1;
  }

  #finishOpen({ head, payload }: { head: Head; payload: PayloadBuffer }): WireFrame {
    this.#open = null;
    return finish(head, payload.bytes());
  }
}

/** How long the header is, as far as its first two bytes can tell. */
function headerBytes(header: Buffer, length: number): number {
  if (length < 2) return 2;
  const second = header[1] ?? 0;
  const short = second & 0x7f;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0);
}

/** What the first two bytes tell; a longer length isn't known yet. */
function startOf(first: number, second: number): Head {
  return {
    fin: (first & 0x80) !== 0,
    rsv: (first >> 4) & 7,
    opcodeBits: first & 0xf,
    opcode: opcodeName(first & 0xf),
    masked: (second & 0x80) !== 0,
    declared: Math.min(second & 0x7f, 126),
    mask: null,
  };
}

function readHead(header: Buffer, length: number): Head | null {
  const size = headerBytes(header, length);
  if (length < size) return null;
  const start = startOf(header[0] ?? 0, header[1] ?? 0);
  const short = (header[1] ?? 0) & 0x7f;
  return {
    ...start,
    declared:
      short === 126 ? header.readUInt16BE(2) : short === 127 ? Number(header.readBigUInt64BE(2)) : short,
    mask: start.masked ? Buffer.from(header.subarray(size - 4, size)) : null,
  };
}

function finish({ mask, ...head }: Head, payload: Buffer): WireFrame {
  if (mask) applyMask(payload, mask);
  return { ...head, payload };
}

/** A number has no room for the longest lengths; above 2^63 - 1 none is allowed at all (RFC 6455 §5.2). */
function exactLength(header: Buffer, declared: number): string {
  if (declared <= Number.MAX_SAFE_INTEGER) return size(declared);
  const exact = header.readBigUInt64BE(2);
  const digits = String(exact).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${digits} bytes${exact >> 63n ? ' (more than the protocol allows)' : ''}`;
}

function shortestForm(header: Buffer, declared: number): boolean {
  const short = (header[1] ?? 0) & 0x7f;
  return short === 127 ? declared > 65_535 : short === 126 ? declared > 125 : true;
}
