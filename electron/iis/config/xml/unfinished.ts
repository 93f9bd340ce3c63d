const quotedTag = /<[^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/y;

/**
 * Where markup begins that has no end: the parser refuses such text, but counts its positions wrongly where lines end
 * in CRLF. -1 when all markup is closed.
 */
export function unfinishedAt(text: string): number {
  let offset = text.indexOf('<');
  while (offset !== -1) {
    const end = markupEnd(text, offset);
    if (end === -1) return offset;
    offset = text.indexOf('<', end);
  }
  return -1;
}

function markupEnd(text: string, offset: number): number {
  for (const [open, close] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!text.startsWith(open, offset)) continue;
    const end = text.indexOf(close, offset + open.length);
    return end === -1 ? -1 : end + close.length;
  }
  quotedTag.lastIndex = offset;
  return quotedTag.test(text) ? quotedTag.lastIndex : -1;
}
