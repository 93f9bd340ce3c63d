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
type RawNode = Record<string | symbol, unknown>;
interface MetaData {
  startIndex: number;
  endIndex?: number;
}

/** One element as the parser saw it: offsets and order are taken from it, names and values from the text itself. */
export class ParsedNode {
  constructor(
    /** As the parser read it: to be compared with the text. */
    readonly name: string,
    readonly start: number,
    readonly end: number | undefined,
    private readonly raw: RawNode,
  ) {}

  get children(): readonly ParsedNode[] {
    return elementsOf(this.raw[this.name]);
  }

  /**
   * Whether an attribute may stand there twice: the parser keeps one of each, so the open tag is then longer than its
   * attributes need (a repeated one takes five characters at least). Told by the length, a scan is seldom needed.
   */
  mayRepeat(tagLength: number, nameLength: number, selfClosed: boolean): boolean {
    let spare = tagLength - nameLength - (selfClosed ? 3 : 2);
    if (spare < 5) return false;
    const attributes = this.raw[':@'];
    if (typeof attributes !== 'object' || attributes === null) return true;
    for (const name in attributes) {
      // The parser writes names such as "toString" with "__" before them, which spoils the sum.
      if (name.startsWith('__')) return true;
      spare -= name.length + String((attributes as RawNode)[name]).length + 4;
    }
    return spare >= 5;
  }
}

const none: readonly ParsedNode[] = [];

function elementsOf(value: unknown): readonly ParsedNode[] {
  if (!Array.isArray(value) || value.length === 0) return none;
  const found: ParsedNode[] = [];
  for (const raw of value as RawNode[]) {
    const meta = raw[metaData] as MetaData | undefined;
    if (meta === undefined) continue;
    let name = '';
    for (name in raw) break;
    // Processing instructions come as elements named "?target".
    if (name.charCodeAt(0) !== 63) found.push(new ParsedNode(name, meta.startIndex, meta.endIndex, raw));
  }
  return found;
}

/** Top-level elements. Throws the parser's own errors, whose positions are not to be trusted. */
export function parseNodes(text: string): readonly ParsedNode[] {
  return elementsOf(new XMLParser(parserOptions).parse(text) as unknown);
}
