/** One record as the bootstrap writes it: `#SWB <call> <sequence> <kind> <base64 of UTF-8 JSON>#` on its own line. */
export interface Frame {
  type: 'frame';
  id: string;
  sequence: number;
  kind: string;
  value: unknown;
}
/** The answer to the first line, which is written without a method call: `#SWB-MODE <language mode>#`. */
export interface ModeLine {
  type: 'mode';
  mode: string;
}
/** A line that begins like a record and is none. */
export interface Broken {
  type: 'broken';
}
export type Line = Frame | ModeLine | Broken;

const MARK = '#SWB';
const HEAD = /^#SWB ([0-9a-f]{1,32}) (0|[1-9][0-9]{0,8}) ([a-z]{1,16}) $/;
const MODE = /^#SWB-MODE ([A-Za-z]{1,40})#$/;
const BROKEN: Broken = { type: 'broken' };

function decode(base64: string): unknown {
  const bytes = Buffer.from(base64, 'base64');
  // Buffer skips what is no base64: only what comes back the same was whole.
  if (bytes.toString('base64') !== base64) throw new Error('no base64');
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}

function readLine(line: string): Line | null {
  if (!line.startsWith(MARK)) return null;
  const mode = MODE.exec(line)?.[1];
  if (mode !== undefined) return { type: 'mode', mode };
  // Not one regular expression: the base64 may have tens of megabytes.
  const body = line.lastIndexOf(' ') + 1;
  const [, id, sequence, kind] = HEAD.exec(line.slice(0, body)) ?? [];
  if (id === undefined || sequence === undefined || kind === undefined || !line.endsWith('#')) return BROKEN;
  try {
    return { type: 'frame', id, sequence: Number(sequence), kind, value: decode(line.slice(body, -1)) };
  } catch {
    return BROKEN;
  }
}

/**
 * Reads records from a PowerShell's stdout as it comes, in pieces of any size. Lines that do not begin with `#SWB` are
 * noise (banners, profiles, Write-Host, CLIXML) and are dropped, unkept however long. What is kept is bounded by the
 * lane, which counts the characters and kills a process that floods.
 */
export class FrameReader {
  #line = '';
  #skipping = false;

  push(chunk: string): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      const line = this.#finish(chunk.slice(from, end));
      if (line) lines.push(line);
      from = end + 1;
    }
    this.#keep(chunk.slice(from));
    return lines;
  }

  #finish(rest: string): Line | null {
    const text = this.#skipping ? '' : this.#line + rest;
    this.#line = '';
    this.#skipping = false;
    return readLine(text.endsWith('\r') ? text.slice(0, -1) : text);
  }

  #keep(rest: string): void {
    if (rest === '' || this.#skipping) return;
    const known = this.#line.length >= MARK.length;
    this.#line += rest;
    if (known || this.#line.startsWith(MARK) || MARK.startsWith(this.#line)) return;
    this.#line = '';
    this.#skipping = true;
  }
}
