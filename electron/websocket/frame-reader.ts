import { isControl, opcodeName, type Violation, type WireFrame } from './frame';
import { applyMask } from './frame-writer';
import { PayloadBuffer } from './payload-buffer';

/** 16 MB: four times IIS's own webSocket/receiveBufferLimit default. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024;
/** What is shown of a frame that is refused by its header. */
const REFUSED_BYTES = 65_536;

type Head = Omit<WireFrame, 'payload' | 'problem'> & { mask: Buffer | null };

export interface FrameReaderOptions {
  maxFrameBytes?: number;
  /** Whether the other side must mask: false for a client reading a server's frames. */
  masked?: boolean;
}

/**
 * Incremental parser of RFC 6455 frames: bytes in any chunking, frames out. A frame that breaks the rules comes out
 * as the last one, with its `problem` and as many of its bytes as are at hand; after it nothing more is read.
 */
export class FrameReader {
  violation: Violation | null = null;
  readonly #maxFrameBytes: number;
  readonly #masked: boolean;
  readonly #header = Buffer.alloc(14);
  #headerLength = 0;
  #open: { head: Head; payload: PayloadBuffer } | null = null;

  constructor(options: FrameReaderOptions = {}) {
    this.#maxFrameBytes = options.maxFrameBytes ?? MAX_FRAME_BYTES;
    this.#masked = options.masked ?? false;
  }

  push(chunk: Uint8Array): WireFrame[] {
    const frames: WireFrame[] = [];
    let offset = 0;
    while (this.violation === null) {
      let open = this.#open;
      if (open === null) {
        offset = this.#takeHeader(chunk, offset);
        const head = readHead(this.#header, this.#headerLength);
        if (!head) break;
        this.#headerLength = 0;
        this.violation = this.#judge(head);
        if (this.violation) {
          const payload = Buffer.from(
            chunk.subarray(offset, offset + Math.min(head.declared, REFUSED_BYTES)),
          );
          frames.push({ ...finish(head, payload), problem: this.violation.sentence });
          break;
        }
        open = { head, payload: new PayloadBuffer(head.declared) };
        this.#open = open;
      }
      offset += open.payload.take(chunk, offset);
      if (!open.payload.complete) break;
      this.#open = null;
      frames.push(finish(open.head, open.payload.bytes()));
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

  #takeHeader(chunk: Uint8Array, offset: number): number {
    let at = offset;
    while (at < chunk.length && this.#headerLength < headerBytes(this.#header, this.#headerLength)) {
      this.#header[this.#headerLength] = chunk[at] ?? 0;
      this.#headerLength += 1;
      at += 1;
    }
    return at;
  }

  #judge(head: Head): Violation | null {
    const name = head.opcode === 'reserved' ? `0x${head.opcodeBits.toString(16)}` : head.opcode;
    const wrong = (sentence: string): Violation => ({ code: 1002, sentence });
    if (head.rsv !== 0)
      return wrong(`The server set ${rsvNames(head.rsv)} on a ${name} frame, but no extension was agreed.`);
    if (head.opcode === 'reserved') return wrong(`The server sent a frame with the reserved opcode ${name}.`);
    if (head.masked !== this.#masked)
      return wrong(head.masked ? 'The server masked a frame; only clients do.' : 'A frame was not masked.');
    if (isControl(head) && !head.fin) return wrong(`The server sent a fragmented ${name} frame.`);
    if (isControl(head) && head.declared > 125)
      return wrong(`The server sent a ${name} frame of ${head.declared} bytes; 125 are allowed.`);
    if (!shortestForm(this.#header, head.declared))
      return wrong(
        `The server wrote the length ${head.declared} of a ${name} frame in a longer form than needed.`,
      );
    if (head.declared > this.#maxFrameBytes)
      return {
        code: 1009,
        sentence: `The server announced a frame of ${head.declared} bytes; the tester takes ${this.#maxFrameBytes}.`,
      };
    return null;
  }
}

/** How long the header is, as far as its first two bytes can tell. */
function headerBytes(header: Buffer, length: number): number {
  if (length < 2) return 2;
  const second = header[1] ?? 0;
  const short = second & 0x7f;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (second & 0x80 ? 4 : 0);
}

function readHead(header: Buffer, length: number): Head | null {
  const size = headerBytes(header, length);
  if (length < size) return null;
  const first = header[0] ?? 0;
  const second = header[1] ?? 0;
  const short = second & 0x7f;
  const masked = (second & 0x80) !== 0;
  const declared =
    short === 126 ? header.readUInt16BE(2) : short === 127 ? Number(header.readBigUInt64BE(2)) : short;
  return {
    fin: (first & 0x80) !== 0,
    rsv: (first >> 4) & 7,
    opcodeBits: first & 0xf,
    opcode: opcodeName(first & 0xf),
    masked,
    declared,
    mask: masked ? Buffer.from(header.subarray(size - 4, size)) : null,
  };
}

function finish({ mask, ...head }: Head, payload: Buffer): WireFrame {
  if (mask) applyMask(payload, mask);
  return { ...head, payload };
}

function shortestForm(header: Buffer, declared: number): boolean {
  const short = (header[1] ?? 0) & 0x7f;
  return short === 127 ? declared > 65_535 : short === 126 ? declared > 125 : true;
}

function rsvNames(rsv: number): string {
  return ['RSV1', 'RSV2', 'RSV3'].filter((_, at) => rsv & (4 >> at)).join(' and ');
}
