import { Malformed } from './malformed';
import { skipSpace, space } from './syntax';

const quoted = (pattern: string): string => `(?:"${pattern}"|'${pattern}')`;
const declaration = new RegExp(
  `<\\?xml${space}+version${space}*=${space}*${quoted('1\\.0')}` +
    `(?:${space}+encoding${space}*=${space}*${quoted('[A-Za-z][\\w.-]*')})?` +
    `(?:${space}+standalone${space}*=${space}*${quoted('(?:yes|no)')})?${space}*\\?>`,
  'y',
);

/** Offset behind the XML declaration, 0 where there is none. */
export function declarationEnd(text: string): number {
  if (!/^<\?xml[ \t\r\n?]/.test(text)) return 0;
  declaration.lastIndex = 0;
  if (!declaration.test(text)) {
    throw new Malformed(0, 'its XML declaration is not one of XML 1.0; correct the first line');
  }
  return declaration.lastIndex;
}

/**
 * What may be told before the parser sees the text: that it begins like XML, and has no document type. A DTD is the
 * door to entity tricks (billion laughs, external entities), and IIS needs none.
 */
export function checkProlog(text: string): void {
  let offset = skipSpace(text, declarationEnd(text));
  if (offset >= text.length) throw new Malformed(0, 'it is empty; restore it from a backup');
  while (text.startsWith('<!--', offset) || text.startsWith('<?', offset)) {
    const comment = text.startsWith('<!--', offset);
    const close = comment ? '-->' : '?>';
    const end = text.indexOf(close, offset + (comment ? 4 : 2));
    if (end === -1) return;
    offset = skipSpace(text, end + close.length);
  }
  if (text.startsWith('<!DOCTYPE', offset)) {
    throw new Malformed(
      offset,
      'it has a document type (DOCTYPE), which no configuration needs and which can hide entity tricks; remove it',
      'xml-refused',
    );
  }
  if (text[offset] !== '<')
    throw new Malformed(
      offset,
      'it is not XML: text stands before the first element; choose a configuration file',
    );
}
