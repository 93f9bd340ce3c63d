/** XML's own white space; JavaScript's \s also takes U+00A0 and others that XML refuses between attributes. */
export const space = '[ \\t\\r\\n]';

const asciiName = '[A-Za-z_:][\\w:.-]*';
const start =
  ':A-Z_a-z\\u{C0}-\\u{D6}\\u{D8}-\\u{F6}\\u{F8}-\\u{2FF}\\u{370}-\\u{37D}\\u{37F}-\\u{1FFF}\\u{200C}-\\u{200D}' +
  '\\u{2070}-\\u{218F}\\u{2C00}-\\u{2FEF}\\u{3001}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFFD}\\u{10000}-\\u{EFFFF}';
const unicodeName = `[${start}][\\u{300}-\\u{36F}${start}\\-.0-9\\u{B7}\\u{203F}-\\u{2040}]*`;

const openTag = (name: string): string =>
  `<${name}(?:${space}+${name}${space}*=${space}*(?:"[^"<]*"|'[^'<]*'))*${space}*/?>`;
const attribute = (name: string): string => `${space}+(${name})${space}*=${space}*(?:"([^"<]*)"|'([^'<]*)')`;

/** Each pair: a quick one for ASCII names, and the whole of XML 1.0 (fifth edition) for the rest. */
const openTags = [new RegExp(openTag(asciiName), 'y'), new RegExp(openTag(unicodeName), 'uy')] as const;
const attributes = [new RegExp(attribute(asciiName), 'y'), new RegExp(attribute(unicodeName), 'uy')] as const;
const names = new RegExp(unicodeName, 'uy');

function matchAt(pair: readonly [RegExp, RegExp], text: string, offset: number): RegExpExecArray | null {
  const [quick, whole] = pair;
  quick.lastIndex = offset;
  const match = quick.exec(text);
  if (match !== null) return match;
  whole.lastIndex = offset;
  return whole.exec(text);
}

/** Offset behind the whole open tag at `offset`, or -1 when it is not well formed. */
export function openTagEnd(text: string, offset: number): number {
  for (const pattern of openTags) {
    pattern.lastIndex = offset;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return -1;
}

/** White space and an attribute: [1] name, [2] or [3] raw value in double or single quotes. */
export const attributeAt = (text: string, offset: number): RegExpExecArray | null =>
  matchAt(attributes, text, offset);

/** The XML name at `offset`, or "". */
export function nameAt(text: string, offset: number): string {
  names.lastIndex = offset;
  return names.exec(text)?.[0] ?? '';
}

export const isName = (text: string): boolean => text !== '' && nameAt(text, 0) === text;

/** First offset at or after `from` that holds no XML white space. */
export function skipSpace(text: string, from: number): number {
  let offset = from;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return offset;
    offset += 1;
  }
}
