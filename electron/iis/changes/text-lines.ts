/**
 * A text as lines an editor counts: CRLF, LF and a lone CR end one. Only offsets are kept, so that 50 MB cost one
 * scan and no copies.
 */
export class TextLines {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    const ends = /\r\n|\n|\r/g;
    while (ends.exec(text) !== null) this.#starts.push(ends.lastIndex);
    // A final line end begins no line of its own.
    if (this.#starts.at(-1) === text.length) this.#starts.pop();
  }

  /** Number of lines; the empty text has none. */
  get count(): number {
    return this.#starts.length;
  }

  /** Index (from 0) of the line that holds the offset; the end of the text counts to the last line. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Offset where the line begins; the text's length for the one behind the last. */
  startOf(index: number): number {
    return this.#starts[index] ?? this.#text.length;
  }

  /** Lines [from, to) with their line ends. */
  slice(from: number, to: number): string[] {
    const lines: string[] = [];
    for (let at = from; at < to; at += 1)
      lines.push(this.#text.slice(this.startOf(at), this.startOf(at + 1)));
    return lines;
  }
}
