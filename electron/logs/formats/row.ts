/** A status of "-". */
export const NO_ANSWER = -2;

/**
 * What is read of one line, whatever its format. One object serves all lines: who keeps something of it copies it.
 * Names are the log's own bytes, a character each (latin1); `nameText` makes them readable.
 */
export interface Row {
  /** Three digits, NO_ANSWER, or -1 where its place has something else. */
  status: number;
  /** -1 where it isn't logged. */
  substatus: number;
  /** Seconds since 1970 (of the log's own clock: UTC in W3C), or -1. */
  second: number;
  /** Milliseconds, or -1. */
  timeTaken: number;
  url: string;
  client: string;
  site: string;
  /** HTTPERR's reason and queue (the pool), else empty. */
  reason: string;
  queue: string;
}

export const emptyRow = (): Row => ({
  status: -1,
  substatus: -1,
  second: -1,
  timeTaken: -1,
  url: '',
  client: '',
  site: '',
  reason: '',
  queue: '',
});

/** Longer names are cut: a URL of a megabyte is an attack, not a name. */
const LONGEST_NAME = 512;

export function nameAt(bytes: Buffer, from: number, to: number): string {
  if (to <= from || (to - from === 1 && bytes[from] === 45)) return '';
  return bytes.toString('latin1', from, Math.min(to, from + LONGEST_NAME));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const ansi = new TextDecoder('windows-1252');

/** UTF-8 (logInUTF8, the default), or else the code page that most servers have. */
export function nameText(name: string): string {
  const bytes = Buffer.from(name, 'latin1');
  try {
    return utf8.decode(bytes);
  } catch {
    return ansi.decode(bytes);
  }
}
