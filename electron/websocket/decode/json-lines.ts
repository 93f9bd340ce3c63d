import type { JsonLine, JsonLines } from '../../../shared/model/frame-view';

const MAX_LINES = 5000;
const MAX_DEPTH = 100;
const MAX_CHARS = 10_000;

/**
 * Sets a JSON text out in lines, each value as it is written, so that long numbers and repeated names stay visible.
 * null where the text is no JSON. Bounded: what comes after 5,000 lines or 100 levels is left out, and said to be.
 */
export function jsonLines(text: string): JsonLines | null {
  if (!isJson(text)) return null;
  const lines: JsonLine[] = [];
  const open: number[] = [];
  let key: string | null = null;
  let at = 0;
  const add = (kind: JsonLine['kind'], value: string): void => {
    lines.push({ depth: open.length, key, kind, text: shorten(value), comma: false });
    key = null;
  };
  while (at < text.length) {
    if (lines.length >= MAX_LINES || open.length > MAX_DEPTH) return { lines, cut: true };
    const char = text.charAt(at);
    if (' \t\n\r'.includes(char)) at += 1;
    else if (char === ':') at += 1;
    else if (char === ',') {
      const last = lines.at(-1);
      if (last) last.comma = true;
      at += 1;
    } else if (char === '{' || char === '[') {
      countItem(lines, open);
      add('open', char);
      open.push(lines.length - 1);
      at += 1;
    } else if (char === '}' || char === ']') {
      close(lines, open, char);
      at += 1;
    } else {
      const end = char === '"' ? stringEnd(text, at) : wordEnd(text, at);
      const token = text.slice(at, end);
      at = end;
      if (char === '"' && key === null && isKey(lines, open, text, end)) key = token;
      else {
        countItem(lines, open);
        add(char === '"' ? 'string' : /[tfn]/.test(char) ? 'word' : 'number', token);
      }
    }
  }
  return { lines, cut: false };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A string in an object that a colon follows. */
function isKey(lines: readonly JsonLine[], open: readonly number[], text: string, end: number): boolean {
  if (lines[open.at(-1) ?? -1]?.text !== '{') return false;
  let at = end;
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at += 1;
  return text.charAt(at) === ':';
}

function countItem(lines: readonly JsonLine[], open: readonly number[]): void {
  const parent = lines[open.at(-1) ?? -1];
  if (parent) parent.items = (parent.items ?? 0) + 1;
}

function close(lines: JsonLine[], open: number[], char: string): void {
  const from = open.pop() ?? 0;
  const opening = lines[from];
  if (!opening) return;
  if (lines.length === from + 1) {
    // Nothing in it: one line says so.
    opening.text += char;
    opening.kind = 'word';
    return;
  }
  opening.closedBy = lines.length;
  lines.push({ depth: open.length, key: null, kind: 'close', text: char, comma: false });
}

/** Behind the closing quote; the text is known to be JSON. */
function stringEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let slashes = 0;
    while (text.charAt(quote - 1 - slashes) === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !',]} \t\n\r'.includes(text.charAt(at))) at += 1;
  return at;
}

const shorten = (value: string): string =>
  value.length > MAX_CHARS
    ? `${value.slice(0, MAX_CHARS)}… (${value.length.toLocaleString('en-US')} characters)`
    : value;
