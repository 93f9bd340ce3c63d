import { XmlElement } from './element';
import { isReferenceAt } from './entities';
import { Malformed } from './malformed';
import { declarationEnd } from './prolog';
import { attributesOf, childrenOf, nameOf, offsetsOf } from './parser';
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
    let root: XmlElement | undefined;
    let offset = declarationEnd(this.text);
    for (const node of nodes) {
      const start = offsetsOf(node)?.startIndex;
      if (start === undefined) continue;
      this.between(offset, start, null);
      if (root !== undefined) {
        throw new Malformed(
          start,
          `a second root element stands behind <${root.name}>; remove one`,
          'xml-refused',
        );
      }
      root = this.element(node, null);
      offset = root.end;
    }
    this.between(offset, this.text.length, null);
    if (root === undefined) throw new Malformed(0, 'it has no element; restore it from a backup');
    return root;
  }

  private element(node: ParsedNode, parent: XmlElement | null): XmlElement {
    const { text } = this;
    const { startIndex: start, endIndex: end } = offsetsOf(node) ?? { startIndex: 0 };
    const openEnd = openTagEnd(text, start);
    if (openEnd === -1) {
      const name = nameAt(text, start + 1);
      throw new Malformed(start, `the tag <${name} is not well formed; look at its attributes and quotes`);
    }
    const parsedName = nameOf(node);
    const name = this.textName(parsedName, start);
    this.references(start, openEnd);
    if (end === undefined) {
      throw new Malformed(start, `<${name}> is never closed: the file is cut off or a tag is missing`);
    }
    const selfClosed = text.charCodeAt(openEnd - 2) === 47;
    const values = attributesOf(node, openEnd - start - name.length - (selfClosed ? 3 : 2));
    const element = new XmlElement(text, name, parent, start, openEnd, end, selfClosed, values);
    if (values === null) this.uniqueAttributes(element);
    if (!selfClosed) this.content(childrenOf(node, parsedName), element);
    else if (openEnd !== end) throw new Malformed(start, `<${name} /> does not end where it seems to`);
    return element;
  }

  /** The parser's copy of the name serves when the text says the same: equal names then share their memory. */
  private textName(name: string, start: number): string {
    const next = this.text.charCodeAt(start + 1 + name.length);
    // Space, tab, line ends, "/" or ">".
    const ends = next === 32 || next === 62 || next === 47 || next === 9 || next === 10 || next === 13;
    return ends && this.text.startsWith(name, start + 1) ? name : nameAt(this.text, start + 1);
  }

  private content(nodes: readonly ParsedNode[], element: XmlElement): void {
    const children: XmlElement[] = [];
    let offset = element.openEnd;
    for (const node of nodes) {
      const start = offsetsOf(node)?.startIndex;
      if (start === undefined) continue;
      this.between(offset, start, element);
      const child = this.element(node, element);
      children.push(child);
      offset = child.end;
    }
    if (children.length > 0) element.children = children;
    const close = this.closeTag(element);
    if (close < offset) throw new Malformed(element.start, `<${element.name}> has no close tag of its own`);
    this.between(offset, close, element);
    const rest = close + 2 + element.name.length;
    const slash = this.text.charCodeAt(close + 1) === 47;
    if (
      slash &&
      this.text.startsWith(element.name, close + 2) &&
      skipSpace(this.text, rest) === element.end - 1
    )
      return;
    const found = slash ? nameAt(this.text, close + 2) : '';
    throw new Malformed(
      close,
      `<${element.name}> is closed by </${found}>: a tag is missing, crossed or cut`,
    );
  }

  /** Where the last tag before the element's end begins; most often exactly as long as the name needs. */
  private closeTag({ name, end }: XmlElement): number {
    const near = end - name.length - 3;
    return this.text.charCodeAt(near) === 60 ? near : this.text.lastIndexOf('<', end - 1);
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
