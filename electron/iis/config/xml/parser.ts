import { XMLParser } from 'fast-xml-parser';

/** Values come as written: entities are decoded by ourselves, and nothing is trimmed or turned into numbers. */
const options = {
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
  readonly start: number;
  readonly end: number | undefined;

  constructor(
    private readonly raw: RawNode,
    meta: MetaData,
  ) {
    this.start = meta.startIndex;
    this.end = meta.endIndex;
  }

  get children(): ParsedNode[] {
    for (const key in this.raw) return elementsOf(this.raw[key]);
    return [];
  }

  /**
   * Whether an attribute may stand there twice: the parser keeps one of each, so the open tag is then longer than its
   * attributes need (a repeated one takes five characters at least). Told by the length, a scan is seldom needed.
   */
  mayRepeat(tagLength: number, nameLength: number, selfClosed: boolean): boolean {
    let spare = tagLength - nameLength - (selfClosed ? 3 : 2);
    if (spare === 0) return false;
    const attributes = this.raw[':@'];
    if (typeof attributes !== 'object' || attributes === null) return spare >= 5;
    for (const [name, value] of Object.entries(attributes)) {
      // The parser writes names such as "toString" with "__" before them, which spoils the sum.
      if (name.startsWith('__')) return true;
      spare -= name.length + String(value).length + 4;
    }
    return spare >= 5;
  }
}

function elementsOf(value: unknown): ParsedNode[] {
  const found: ParsedNode[] = [];
  if (!Array.isArray(value)) return found;
  for (const raw of value as RawNode[]) {
    const meta = raw[metaData] as MetaData | undefined;
    if (meta === undefined) continue;
    // Processing instructions come as elements named "?target".
    let instruction = false;
    for (const key in raw) {
      instruction = key.charCodeAt(0) === 63;
      break;
    }
    if (!instruction) found.push(new ParsedNode(raw, meta));
  }
  return found;
}

/** Top-level elements. Throws the parser's own errors, whose positions are not to be trusted. */
export function parseNodes(text: string): ParsedNode[] {
  return elementsOf(new XMLParser(options).parse(text) as unknown);
}
