import type { ConfigDocument } from '../document';
import type { XmlElement } from '../xml/element';
import { escapeAttribute } from '../xml/entities';
import type { EditNode, Overlay } from './overlay';
import { TextStyle } from './style';

/** Replace `start`..`end` of the text before by `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The changes of an overlay as splices, sorted and apart from each other: all between them stays as it is. */
export function renderSplices(document: ConfigDocument, overlay: Overlay): Splice[] {
  const renderer = new Renderer(document);
  const splices = overlay.touched.flatMap((node) => renderer.splices(node));
  return splices.sort((a, b) => a.start - b.start || a.end - b.end);
}

export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let offset = 0;
  for (const { start, end, text: inserted } of splices) {
    result += text.slice(offset, start) + inserted;
    offset = end;
  }
  return result + text.slice(offset);
}

/** Splices that turn the new text back into the old one. */
export function invertSplices(text: string, splices: readonly Splice[]): Splice[] {
  let shift = 0;
  return splices.map(({ start, end, text: inserted }) => {
    const back = { start: start + shift, end: start + shift + inserted.length, text: text.slice(start, end) };
    shift += inserted.length - (end - start);
    return back;
  });
}

class Renderer {
  readonly #text: string;
  readonly #asciiOnly: boolean;
  readonly #style: TextStyle;

  constructor(document: ConfigDocument) {
    this.#text = document.text;
    this.#asciiOnly = document.asciiOnly;
    this.#style = new TextStyle(document.text, document.root);
  }

  splices(node: EditNode): Splice[] {
    const { original } = node;
    if (original === null) return [];
    if (node.removed) return [this.#removal(original)];
    return [...this.#attributes(node, original), ...this.#children(node, original)];
  }

  #attributes(node: EditNode, original: XmlElement): Splice[] {
    const splices: Splice[] = [];
    let added = '';
    for (const [name, value] of node.attributes) {
      const old = original.attribute(name);
      if (old === undefined) {
        if (value !== null) added += this.#attribute(name, value);
      } else if (value === null) {
        splices.push({ start: this.#spaceBefore(old.start), end: old.end, text: '' });
      } else if (value !== old.value) {
        const quote = this.#text.charAt(old.valueEnd) === "'" ? "'" : '"';
        const text = escapeAttribute(value, quote, this.#asciiOnly);
        splices.push({ start: old.valueStart, end: old.valueEnd, text });
      }
    }
    if (added !== '') {
      const at = original.attributes.at(-1)?.end ?? original.start + 1 + original.name.length;
      splices.push({ start: at, end: at, text: added });
    }
    return splices;
  }

  #children(node: EditNode, original: XmlElement): Splice[] {
    if (node.added.length === 0) return [];
    const indent = this.#style.childIndent(original);
    const before = indent === null ? '' : this.#style.newline + indent;
    const inner = node.added.map((child) => before + this.#element(child, indent)).join('');
    const after = indent === null ? '' : this.#style.newline + this.#style.ownIndent(original);
    if (original.selfClosed) {
      const start = this.#spaceBefore(original.openEnd - 2);
      return [{ start, end: original.openEnd, text: `>${inner}${after}</${original.name}>` }];
    }
    const close = this.#text.lastIndexOf('<', original.end - 1);
    const at = Math.max(this.#spaceBefore(close), original.openEnd);
    const closesOwnLine = /[\r\n]/.test(this.#text.slice(at, close));
    return [{ start: at, end: at, text: closesOwnLine ? inner : inner + after }];
  }

  #element(node: EditNode, indent: string | null): string {
    const attributes = [...node.attributes].map(([name, value]) =>
      value === null ? '' : this.#attribute(name, value),
    );
    const open = `<${node.name}${attributes.join('')}`;
    if (node.added.length === 0) return `${open} />`;
    const deeper = indent === null ? null : indent + this.#style.unit;
    const before = deeper === null ? '' : this.#style.newline + deeper;
    const inner = node.added.map((child) => before + this.#element(child, deeper)).join('');
    const after = indent === null ? '' : this.#style.newline + indent;
    return `${open}>${inner}${after}</${node.name}>`;
  }

  #attribute(name: string, value: string): string {
    return ` ${name}="${escapeAttribute(value, '"', this.#asciiOnly)}"`;
  }

  /** An element goes with the white space before it, so that no empty line is left. */
  #removal(element: XmlElement): Splice {
    const start = this.#spaceBefore(element.start);
    return {
      start: start < (element.parent?.openEnd ?? 0) ? element.start : start,
      end: element.end,
      text: '',
    };
  }

  #spaceBefore(offset: number): number {
    let from = offset;
    while (from > 0 && /[ \t\r\n]/.test(this.#text.charAt(from - 1))) from -= 1;
    return from;
  }
}
