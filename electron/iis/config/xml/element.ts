import { attributeValue } from './entities';
import type { AttributeValues } from './parser';
import { attributeAt } from './syntax';

/** Offsets are into the document's text (UTF-16 units, without the BOM). */
export interface XmlAttribute {
  readonly name: string;
  /** Decoded and normalised. */
  readonly value: string;
  /** Of the name's first character. */
  readonly start: number;
  /** Between the quotes. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Behind the closing quote. */
  readonly end: number;
}

const noChildren: readonly XmlElement[] = [];

/** An element of a checked document. Places of attributes are read from the text when first asked for: most never are. */
export class XmlElement {
  children: readonly XmlElement[] = noChildren;
  private cached: readonly XmlAttribute[] | undefined;

  constructor(
    /** The whole document's text. */
    readonly text: string,
    readonly name: string,
    readonly parent: XmlElement | null,
    /** Of "<". */
    readonly start: number,
    /** Behind the open tag's ">". */
    readonly openEnd: number,
    /** Behind the element's last ">". */
    readonly end: number,
    readonly selfClosed: boolean,
    /** Raw values, so that most elements need no scan; null where only the text is to be trusted. */
    private readonly values: AttributeValues | null,
  ) {}

  get attributeNames(): readonly string[] {
    return this.values === null ? this.attributes.map(({ name }) => name) : Object.keys(this.values);
  }

  /** In the order of the text. */
  get attributes(): readonly XmlAttribute[] {
    return (this.cached ??= this.scan());
  }

  attribute(name: string): XmlAttribute | undefined {
    for (const attribute of this.attributes) if (attribute.name === name) return attribute;
    return undefined;
  }

  get(name: string): string | undefined {
    if (this.values === null) return this.attribute(name)?.value;
    const raw = Object.hasOwn(this.values, name) ? this.values[name] : undefined;
    return raw === undefined ? undefined : attributeValue(raw);
  }

  /** The first child of that name: element names are case sensitive in IIS. */
  child(name: string): XmlElement | undefined {
    for (const child of this.children) if (child.name === name) return child;
    return undefined;
  }

  private scan(): readonly XmlAttribute[] {
    const found: XmlAttribute[] = [];
    let offset = this.start + 1 + this.name.length;
    for (;;) {
      const match = offset < this.openEnd - 1 ? attributeAt(this.text, offset) : null;
      if (match === null) return found;
      const name = match[1] ?? '';
      const raw = match[2] ?? match[3] ?? '';
      const end = match.index + match[0].length;
      const start = offset + match[0].indexOf(name);
      found.push({
        name,
        value: attributeValue(raw),
        start,
        valueStart: end - 1 - raw.length,
        valueEnd: end - 1,
        end,
      });
      offset = end;
    }
  }
}
