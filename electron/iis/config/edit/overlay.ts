import type { XmlElement } from '../xml/element';

/** An element as it shall be: what changes of an original one, or a wholly new one. */
export class EditNode {
  /** Attributes set (text) or taken out (null); for a new element all it has. */
  readonly attributes = new Map<string, string | null>();
  /** New children, behind those that are there. */
  readonly added: EditNode[] = [];
  removed = false;

  constructor(
    readonly name: string,
    readonly original: XmlElement | null,
  ) {}

  /** As it shall be; undefined when absent. */
  get(attribute: string): string | undefined {
    const changed = this.attributes.get(attribute);
    if (changed !== undefined) return changed ?? undefined;
    return this.original?.get(attribute);
  }

  /** Names of all attributes that it shall have. */
  get attributeNames(): string[] {
    const names = new Set(this.original?.attributeNames);
    for (const name of this.attributes.keys()) names.add(name);
    return [...names].filter((name) => this.get(name) !== undefined);
  }
}

/** All changes of one document, so that several edits of one element become one; nothing is text until the end. */
export class Overlay {
  readonly #nodes = new Map<XmlElement, EditNode>();

  node(element: XmlElement): EditNode {
    let node = this.#nodes.get(element);
    if (node === undefined) this.#nodes.set(element, (node = new EditNode(element.name, element)));
    return node;
  }

  /** Children that it shall have, old ones first. */
  children(node: EditNode): EditNode[] {
    const old = (node.original?.children ?? [])
      .map((child) => this.node(child))
      .filter((child) => !child.removed);
    return [...old, ...node.added];
  }

  child(node: EditNode, name: string): EditNode | undefined {
    const old = node.original?.children.find(
      (child) => child.name === name && this.#nodes.get(child)?.removed !== true,
    );
    return old === undefined ? node.added.find((child) => child.name === name) : this.node(old);
  }

  /** The child of that name, made when it is missing. */
  ensure(node: EditNode, name: string): EditNode {
    return this.child(node, name) ?? this.add(node, name);
  }

  add(node: EditNode, name: string): EditNode {
    const child = new EditNode(name, null);
    node.added.push(child);
    return child;
  }

  remove(parent: EditNode, child: EditNode): void {
    child.removed = true;
    const index = parent.added.indexOf(child);
    if (index !== -1) parent.added.splice(index, 1);
  }

  /** Nodes of original elements, with those inside a removed one left out. */
  get touched(): EditNode[] {
    return [...this.#nodes.values()].filter(({ original }) => {
      for (let above = original?.parent ?? null; above !== null; above = above.parent) {
        if (this.#nodes.get(above)?.removed === true) return false;
      }
      return true;
    });
  }
}
