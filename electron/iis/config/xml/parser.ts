import { XMLParser } from 'fast-xml-parser';

/** Values come as written: entities are decoded by ourselves, and nothing is trimmed or turned into numbers. */
export const parserOptions = {
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
} as const;

const metaData = XMLParser.getMetaDataSymbol() as symbol;

/**
 * A node as the parser leaves it: { name: children, ':@': attributes, [metaData]: offsets }. Offsets and order are taken
 * from it, names and values only after the text was found to say the same. No objects of ours are made of it, for a
 * file of 50 MB has a million nodes.
 */
export type ParsedNode = Readonly<Record<string | symbol, unknown>>;
/** Values as they stand between the quotes, but for CRLF, which the parser makes LF. */
export type AttributeValues = Readonly<Record<string, string>>;
interface Offsets {
  readonly startIndex: number;
  readonly endIndex?: number;
}

const noAttributes: AttributeValues = {};
const noNodes: readonly ParsedNode[] = [];

/** Where an element stands; undefined for text and for processing instructions, which come as elements named "?target". */
export function offsetsOf(node: ParsedNode): Offsets | undefined {
  const offsets = node[metaData] as Offsets | undefined;
  return offsets === undefined || nameOf(node).charCodeAt(0) === 63 ? undefined : offsets;
}

export function nameOf(node: ParsedNode): string {
  for (const name in node) return name;
  return '';
}

export function childrenOf(node: ParsedNode, name: string): readonly ParsedNode[] {
  const children = node[name];
  return Array.isArray(children) ? (children as ParsedNode[]) : noNodes;
}

/**
 * Raw values by name, if they may be trusted. The parser keeps one of an attribute that stands there twice, so the open
 * tag is then longer than its attributes need (by five characters at least); and it writes names such as "toString"
 * with "__" before them. In both cases the answer is null, and the text itself has to be scanned.
 */
export function attributesOf(node: ParsedNode, spareLength: number): AttributeValues | null {
  const attributes = node[':@'] as AttributeValues | undefined;
  if (attributes === undefined) return spareLength < 5 ? noAttributes : null;
  let spare = spareLength;
  for (const name in attributes) {
    if (name.startsWith('__')) return null;
    spare -= name.length + (attributes[name]?.length ?? 0) + 4;
  }
  return spare < 5 ? attributes : null;
}

/** Top-level nodes. Throws the parser's own errors, whose positions are not to be trusted. */
export function parseNodes(text: string): readonly ParsedNode[] {
  const nodes: unknown = new XMLParser(parserOptions).parse(text);
  return Array.isArray(nodes) ? (nodes as ParsedNode[]) : noNodes;
}
