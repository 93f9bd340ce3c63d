/** Cuts a byte stream into lines. A line longer than the limit ends the reading: `tooLong`, and nothing more. */
export class LineReader {
  readonly #maxBytes: number;
  readonly #line: (text: string) => void;
  readonly #tooLong: () => void;
  #parts: Buffer[] = [];
  #bytes = 0;
  #ended = false;

  constructor(maxBytes: number, line: (text: string) => void, tooLong: () => void) {
    this.#maxBytes = maxBytes;
    this.#line = line;
    this.#tooLong = tooLong;
  }

  push(chunk: Buffer): void {
    let rest = chunk;
    while (!this.#ended) {
      const end = rest.indexOf(10);
      const part = end === -1 ? rest : rest.subarray(0, end);
      this.#bytes += part.length;
      if (this.#bytes > this.#maxBytes) {
        this.#ended = true;
        this.#parts = [];
        this.#tooLong();
        return;
      }
      this.#parts.push(part);
      if (end === -1) return;
      const text = Buffer.concat(this.#parts).toString('utf8');
      this.#parts = [];
      this.#bytes = 0;
      rest = rest.subarray(end + 1);
      this.#line(text);
    }
  }

  /** Nothing more is read. */
  end(): void {
    this.#ended = true;
    this.#parts = [];
  }
}

/** JSON, or undefined for anything that is none. */
export function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
