const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);
const reference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z_:][\w:.-]*));/g;
const oneReference = /&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z_:][\w:.-]*));/y;

/** XML 1.0 section 2.2: which code points a document may hold at all. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function resolve(
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
): string | undefined {
  if (name !== undefined) return named.get(name);
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** Whether the "&" at `offset` begins a reference that needs no DTD: a predefined entity or a legal character. */
export function isReferenceAt(text: string, offset: number): boolean {
  oneReference.lastIndex = offset;
  const match = oneReference.exec(text);
  return match !== null && resolve(match[1], match[2], match[3]) !== undefined;
}

/**
 * The value of an attribute as XML 1.0 section 3.3.3 normalises it: line ends and tabs become spaces, references are
 * decoded once (`&amp;lt;` stays `&lt;`), and a reference to a line end stays a line end.
 */
export function attributeValue(raw: string): string {
  if (!/[&\t\r\n]/.test(raw)) return raw;
  return raw
    .replace(/\r\n|[\t\r\n]/g, ' ')
    .replace(
      reference,
      (whole, hex?: string, decimal?: string, name?: string) => resolve(hex, decimal, name) ?? whole,
    );
}

/** A value as it must stand between `quote`s; `asciiOnly` where the file declares US-ASCII. */
export function escapeAttribute(value: string, quote: '"' | "'", asciiOnly: boolean): string {
  const escaped = value.replace(/[&<>"'\t\r\n]/g, (character) => {
    if (character === '&') return '&amp;';
    if (character === '<') return '&lt;';
    if (character === '>') return '&gt;';
    if (character === '"') return quote === '"' ? '&quot;' : '"';
    if (character === "'") return quote === "'" ? '&apos;' : "'";
    return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
  });
  if (!asciiOnly) return escaped;
  return escaped.replace(
    /[^\0-\x7f]/gu,
    (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`,
  );
}

/** Control characters but tab and line ends, U+FFFE and U+FFFF; lone surrogates can't come out of a TextDecoder. */
const illegal = /[^\t\n\r\x20-\ufffd]/;

/** The first character that no XML document may hold, or -1. */
export const illegalCharacterAt = (text: string): number => text.search(illegal);
