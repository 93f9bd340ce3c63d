import { looksLikeIis } from './iis-format';
import { looksLikeNcsa } from './ncsa';

/** `w3c` is also HTTPERR, and any text whose lines no #Fields explains yet. */
export type LogFormat = 'w3c' | 'iis' | 'ncsa';

/** How much of a file's beginning is looked at. */
export const HEAD_BYTES = 65_536;

/** Control characters other than tab, line ends, form feed and escape: no log has them, every program file does. */
function isBinary(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32 && code !== 27)) return true;
  }
  return false;
}

/**
 * The format by a file's first bytes; null for what is no text. Zero bytes at the end are the space that HTTP.sys has
 * reserved and not written yet.
 */
export function sniff(head: Buffer): LogFormat | null {
  const text = head
    .toString('latin1', 0, head.length)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replace(/\0+$/, '');
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  if (looksLikeIis(first)) return 'iis';
  if (looksLikeNcsa(first)) return 'ncsa';
  return /(?:^|\n)\0*#Fields:/.test(text) || !isBinary(text) ? 'w3c' : null;
}
