/**
 * Characters that show nothing and yet change what is read: controls (but tab and line break), the marks that turn the
 * direction of text around (Unicode's UAX #9), and the line breaks that only some programs break at.
 */
const UNSEEN = /(?![\t\n]|\r\n)[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

const BREAKS = /[\t\n\r]/g;

const code = (char: string): string => char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

const named = (char: string): string => `⟨U+${code(char)}⟩`;

/**
 * For showing a text that somebody else wrote: a character that would turn the rest around, or move a terminal's
 * cursor, stands there as what it is, "⟨U+202E⟩". Never for what is stored, compared or sent.
 */
export function visible(text: string): string {
  return text.replace(UNSEEN, named);
}

/** The same for a text that must stay on one line: tabs and line breaks are named, too. */
export function visibleLine(text: string): string {
  return text.replace(BREAKS, named).replace(UNSEEN, named);
}

/** The same for JSON, where the escape means the very character: a parser reads what was there. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (char) => `\\u${code(char)}`);
}
