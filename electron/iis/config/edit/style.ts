import type { XmlElement } from '../xml/element';

/** How a file writes line ends and indents, so that what is new looks like what is there. */
export class TextStyle {
  /** "" where the file has no line ends at all. */
  readonly newline: string;
  readonly unit: string;

  constructor(
    private readonly text: string,
    root: XmlElement,
  ) {
    this.newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '';
    const first = root.children
      .map((child) => this.indentOf(child))
      .find((indent) => indent !== null && indent !== '');
    this.unit = first ?? '    ';
  }

  /** White space before an element that begins its line; null when something stands before it. */
  indentOf(element: XmlElement): string | null {
    let from = element.start;
    while (from > 0 && /[ \t]/.test(this.text.charAt(from - 1))) from -= 1;
    if (from > 0 && !/[\r\n]/.test(this.text.charAt(from - 1))) return null;
    return this.text.slice(from, element.start);
  }

  /** For a new child: as its siblings, else one step deeper than the parent; null = on the same line. */
  childIndent(parent: XmlElement): string | null {
    if (this.newline === '') return null;
    for (const child of parent.children) {
      const indent = this.indentOf(child);
      if (indent !== null) return indent;
    }
    if (parent.children.length > 0) return null;
    return this.ownIndent(parent) + this.unit;
  }

  /** Indent of the element's line, or of the nearest one above it. */
  ownIndent(element: XmlElement): string {
    for (let each: XmlElement | null = element; each !== null; each = each.parent) {
      const indent = this.indentOf(each);
      if (indent !== null) return indent;
    }
    return '';
  }
}
