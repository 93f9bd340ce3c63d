/** A status of "-". */
export const NO_ANSWER = -2;

/** Where a name stands in a row's bytes, [from, to); an empty stretch where there is none. */
export interface Place {
  from: number;
  to: number;
}

/**
 * What is read of one line, whatever its format. One object serves all lines of a log: who keeps something of it copies it,
 * and what a format doesn't have stays as in `emptyRow`.
 * Names are the log's own bytes: `nameOf` and `nameText` make text of them.
 */
export interface Row {
  /** What the names stand in; they are valid as long as the line is. */
  bytes: Buffer;
  /** Three digits, NO_ANSWER, or -1 where its place has something else. */
  status: number;
  /** -1 where it isn't logged. */
  substatus: number;
  /** Seconds since 1970 (of the log's own clock: UTC in W3C), or -1. */
  second: number;
  /** Milliseconds, or -1. */
  timeTaken: number;
  url: Place;
  client: Place;
  site: Place;
  /** HTTPERR's reason and queue (the pool), else empty. */
  reason: Place;
  queue: Place;
  /** Which program it was of: cs(User-Agent). */
  agent: Place;
}

const nowhere = (): Place => ({ from: 0, to: 0 });

export const emptyRow = (): Row => ({
  bytes: Buffer.alloc(0),
  status: -1,
  substatus: -1,
  second: -1,
  timeTaken: -1,
  url: nowhere(),
  client: nowhere(),
  site: nowhere(),
  reason: nowhere(),
  queue: nowhere(),
  agent: nowhere(),
});

/** Longer names are cut: a URL of a megabyte is an attack, not a name. */
const LONGEST_NAME = 512;

/** Says that a name stands at [from, to), where that is neither nothing nor a dash. */
export function put(place: Place, bytes: Buffer, from: number, to: number): void {
  const none = to <= from || (to - from === 1 && bytes[from] === 45);
  place.from = from;
  place.to = none ? from : Math.min(to, from + LONGEST_NAME);
}

export const isNamed = ({ from, to }: Place): boolean => to > from;

/** A character for each byte (latin1); empty where there is no name. */
export const nameOf = ({ bytes }: Row, { from, to }: Place): string =>
  to > from ? bytes.toString('latin1', from, to) : '';

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
