import { XmlElement } from './element';
import { isReferenceAt } from './entities';
import { Malformed } from './malformed';
import { declarationEnd } from './prolog';
import type { ParsedNode } from './parser';
import { nameAt, openTagEnd, skipSpace } from './syntax';

/**
 * Makes our own elements of the parser's tree and checks, in the same pass, that the text is well formed, for the
 * parser lets much through. Every character is accounted for: an element's open tag must match at its start, its
 * close tag must end at its end, and what stands between elements must be text, comments, CDATA or instructions.
 */
export function buildTree(text: string, nodes: readonly ParsedNode[]): XmlElement {
  return new Builder(text).root(nodes);
}

class Builder {
  /** The next "&" at or behind what was checked, so that text without one costs nothing. */
  private ampersand: number;

  constructor(private readonly text: string) {
    this.ampersand = text.indexOf('&');
    if (this.ampersand === -1) this.ampersand = Infinity;
  }

  root(nodes: readonly ParsedNode[]): XmlElement {
    const node = nodes[0];
    const before = declarationEnd(this.text);
    if (node === undefined) {
      this.between(before, this.text.length, null);
      throw new Malformed(0, 'it has no element; restore it from a backup');
    }
    this.between(before, node.start, null);
    const root = this.element(node, null);
    const second = nodes[1];
    this.between(root.end, second?.start ?? this.text.length, null);
    if (second !== undefined) {
      throw new Malformed(
        second.start,
        `a second root element stands behind <${root.name}>; remove one`,
        'xml-refused',
      );
    }
    return root;
  }

  private element(node: ParsedNode, parent: XmlElement | null): XmlElement {
    const { text } = this;
    const openEnd = openTagEnd(text, node.start);
    if (openEnd === -1) {
      const name = nameAt(text, node.start + 1);
      throw new Malformed(
        node.start,
        `the tag <${name} is not well formed; look at its attributes and quotes`,
      );
    }
    const name = this.nameOf(node);
    this.references(node.start, openEnd);
    if (node.end === undefined) {
      throw new Malformed(node.start, `<${name}> is never closed: the file is cut off or a tag is missing`);
    }
    const selfClosed = text.charCodeAt(openEnd - 2) === 47;
    const element = new XmlElement(text, name, parent, node.start, openEnd, node.end, selfClosed);
    if (node.mayRepeat(openEnd - node.start, name.length, selfClosed)) this.uniqueAttributes(element);
    if (selfClosed) {
      if (openEnd !== node.end) throw new Malformed(node.start, `<${name} /> does not end where it seems to`);
      return element;
    }
    this.content(node, element);
    return element;
  }

  /** The parser's copy of the name serves when the text says the same: equal names then share their memory. */
  private nameOf({ name, start }: ParsedNode): string {
    const next = this.text.charCodeAt(start + 1 + name.length);
    // Space, tab, line ends, "/" or ">".
    const ends = next === 32 || next === 62 || next === 47 || next === 9 || next === 10 || next === 13;
    return ends && this.text.startsWith(name, start + 1) ? name : nameAt(this.text, start + 1);
  }

  private content(node: ParsedNode, element: XmlElement): void {
    const { children: inner } = node;
    let offset = element.openEnd;
    if (inner.length > 0) {
      const children: XmlElement[] = [];
      for (const child of inner) {
        this.between(offset, child.start, element);
        const built = this.element(child, element);
        children.push(built);
        offset = built.end;
      }
      element.children = children;
    }
    const close = this.text.lastIndexOf('<', element.end - 1);
    if (close < offset) throw new Malformed(element.start, `<${element.name}> has no close tag of its own`);
    this.between(offset, close, element);
    const rest = close + 2 + element.name.length;
    if (this.text.startsWith(`</${element.name}`, close) && skipSpace(this.text, rest) === element.end - 1)
      return;
    const found = this.text.startsWith('</', close) ? nameAt(this.text, close + 2) : '';
    throw new Malformed(close, `<${element.name}> is closed by </${found}: a tag is missing, crossed or cut`);
  }

  /** What stands between two tags; `inside` is null before and behind the root. */
  private between(from: number, to: number, inside: XmlElement | null): void {
    const { text } = this;
    let offset = skipSpace(text, from);
    while (offset < to) {
      if (text.charCodeAt(offset) !== 60) offset = this.characters(offset, to, inside);
      else if (text.startsWith('<!--', offset)) offset = this.comment(offset);
      else if (text.startsWith('<?', offset)) offset = this.instruction(offset);
      else if (inside !== null && text.startsWith('<![CDATA[', offset))
        offset = this.closed(offset, 9, ']]>', 'CDATA');
      else if (text.startsWith('<!DOCTYPE', offset)) {
        throw new Malformed(offset, 'it has a document type (DOCTYPE); remove it', 'xml-refused');
      } else throw new Malformed(offset, 'a tag stands here that closes or opens nothing');
      offset = skipSpace(text, offset);
    }
    if (offset !== to) throw new Malformed(from, 'tags are crossed, or a comment swallows one');
  }

  private characters(from: number, to: number, inside: XmlElement | null): number {
    if (inside === null) {
      throw new Malformed(from, 'text stands outside the root element; remove it', 'xml-refused');
    }
    const next = this.text.indexOf('<', from);
    const end = next === -1 || next > to ? to : next;
    this.references(from, end);
    const wrong = this.text.slice(from, end).indexOf(']]>');
    if (wrong !== -1) throw new Malformed(from + wrong, '"]]>" stands in text; write ]]&gt;');
    return end;
  }

  private comment(from: number): number {
    const end = this.closed(from, 4, '-->', 'comment');
    const hyphens = this.text.indexOf('--', from + 4);
    if (hyphens !== end - 3) throw new Malformed(hyphens, 'a comment holds "--", which XML forbids');
    return end;
  }

  private instruction(from: number): number {
    const target = nameAt(this.text, from + 2);
    const end = this.closed(from, 2, '?>', 'processing instruction');
    const next = from + 2 + target.length;
    if (
      target === '' ||
      target.toLowerCase() === 'xml' ||
      (next !== end - 2 && skipSpace(this.text, next) === next)
    ) {
      throw new Malformed(
        from,
        'a processing instruction has no allowed name; <?xml …?> stands at the very start only',
      );
    }
    return end;
  }

  private closed(from: number, skip: number, close: string, what: string): number {
    const end = this.text.indexOf(close, from + skip);
    if (end === -1) throw new Malformed(from, `a ${what} is never closed`);
    // References inside comments and CDATA are no references.
    if (this.ampersand < end) this.advance(end);
    return end + close.length;
  }

  private references(from: number, to: number): void {
    if (this.ampersand < from) this.advance(from);
    while (this.ampersand < to) {
      if (!isReferenceAt(this.text, this.ampersand)) {
        throw new Malformed(
          this.ampersand,
          'an "&" begins no reference that is allowed here: write &amp;, or take out the entity',
          'xml-refused',
        );
      }
      this.advance(this.ampersand + 1);
    }
  }

  private advance(from: number): void {
    const next = this.text.indexOf('&', from);
    this.ampersand = next === -1 ? Infinity : next;
  }

  private uniqueAttributes(element: XmlElement): void {
    const seen = new Set<string>();
    for (const { name, start } of element.attributes) {
      if (seen.has(name))
        throw new Malformed(start, `<${element.name}> has the attribute ${name} twice; remove one`);
      seen.add(name);
    }
  }
}
