import { AppError } from '../../../../shared/errors';
import type { ConfigPart, SectionPart } from '../../../../shared/model/site-files';
import { parseDocument } from '../document';
import type { ConfigDocument } from '../document';
import { descend } from '../model/blocks';
import { fold, trimPath } from '../names';
import type { XmlElement } from '../xml/element';
import { encode } from './apply';
import { Overlay, type EditNode } from './overlay';
import { applySplices, renderSplices, type Splice } from './render';

/** A web.config before and after; `before` is null where there was none. Texts are without the BOM. */
export interface MergedFile {
  before: Uint8Array | null;
  after: Uint8Array;
  beforeText: string;
  afterText: string;
  /** Offsets into `beforeText`; null where the whole file is new. */
  splices: Splice[] | null;
}

/** What a web.config begins as, in the form that IIS writes. */
const EMPTY = '<?xml version="1.0" encoding="UTF-8"?>\r\n<configuration>\r\n</configuration>\r\n';

/**
 * Gives a web.config the sections, elements and attributes that it lacks; an attribute that says something else gets the
 * new value. Nothing is taken out, and every byte outside the changed places stays. A section that stands in a
 * `<location path=".">` is merged there, for IIS refuses it in both places. Throws what `parseDocument` throws,
 * `read-only` (an encoding that isn't written), and `setting-not-here` (included or encrypted elsewhere, or doubled).
 */
export function mergeWebConfig(
  path: string,
  bytes: Uint8Array | null,
  sections: readonly SectionPart[],
): MergedFile {
  const document = parseDocument({ path, bytes: bytes ?? new TextEncoder().encode(EMPTY) });
  if (document.readOnly !== undefined)
    throw new AppError('read-only', document.readOnly, { where: { file: path } });
  const overlay = new Overlay();
  for (const part of sections) {
    const node = sectionNode(document, overlay, part.section);
    for (const [name, value] of Object.entries(part.defaults ?? {}))
      if (node.get(name) === undefined) node.attributes.set(name, value);
    mergePart(overlay, node, part);
  }
  const splices = renderSplices(document, overlay);
  const afterText = applySplices(document.text, splices);
  const after = splices.length === 0 && bytes !== null ? bytes : encode(document, afterText);
  refuseUnmerged(parseDocument({ path, bytes: after }), sections);
  return bytes === null
    ? { before: null, after, beforeText: '', afterText, splices: null }
    : { before: bytes, after, beforeText: document.text, afterText, splices };
}

function sectionNode(document: ConfigDocument, overlay: Overlay, section: string): EditNode {
  const { root } = document;
  const found = standing(root, section);
  if (found.length > 1)
    throw new AppError(
      'setting-not-here',
      `${section} stands more than once in ${document.file}; merge the two first.`,
      { where: { file: document.file } },
    );
  const [element] = found;
  if (element === undefined)
    return section.split('/').reduce((node, step) => overlay.ensure(node, step), overlay.node(root));
  if (element.get('configSource') !== undefined || element.get('configProtectionProvider') !== undefined)
    throw new AppError(
      'setting-not-here',
      `${section} of ${document.file} is kept in another file or encrypted; edit it there.`,
      { where: document.whereOf(element.start) },
    );
  return overlay.node(element);
}

/** Everywhere the section stands for the application's own folder. */
export function standing(root: XmlElement, section: string): readonly XmlElement[] {
  const steps = section.split('/');
  return root.children.flatMap((child) => {
    if (child.name !== 'location') return descend([child], steps);
    return trimPath(child.get('path') ?? '') === '' ? descend(child.children, steps) : [];
  });
}

function mergePart(
  overlay: Overlay,
  node: EditNode,
  { attributes, children }: Pick<ConfigPart, 'attributes' | 'children'>,
): void {
  for (const [name, value] of Object.entries(attributes))
    if (node.get(name) !== value) node.attributes.set(name, value);
  for (const child of children) mergePart(overlay, childNode(overlay, node, child), child);
}

function childNode(overlay: Overlay, parent: EditNode, part: ConfigPart): EditNode {
  const all = overlay.children(parent);
  const known = all.find((each) => isThat(part, each.name, (name) => each.get(name)));
  if (known === undefined && all.some((each) => mayBeThat(part, each)))
    throw new AppError(
      'setting-not-here',
      `Whether ${part.element} ${part.attributes[part.key ?? ''] ?? ''} stands in the web.config already can't be told: its ${part.key ?? ''} is not read from the server.`,
      { fix: 'Merge the file by hand from the preview.' },
    );
  return known ?? overlay.add(parent, part.element);
}

/** A server sends asterisks for what may be a secret; an entry put in twice would take the application down. */
function mayBeThat({ element, key, attributes }: ConfigPart, other: EditNode): boolean {
  if (key === undefined || other.name !== element) return false;
  const value = other.get(key) ?? '';
  return value.length > 2 && /^\*+$/.test(value) && value.length === attributes[key]?.length;
}

/** Names of elements are case sensitive in IIS, values of keys are not. */
function isThat(
  { element, key, attributes }: ConfigPart,
  name: string,
  get: (name: string) => string | undefined,
): boolean {
  if (name !== element) return false;
  return key === undefined || fold(get(key) ?? '') === fold(attributes[key] ?? '');
}

/** Reads back what was written: anything else would be our own mistake, and nothing may be written then. */
function refuseUnmerged({ root, file }: ConfigDocument, sections: readonly SectionPart[]): void {
  for (const part of sections) {
    const [element] = standing(root, part.section);
    const settled = Object.keys(part.defaults ?? {}).every((name) => element?.get(name) !== undefined);
    if (element !== undefined && settled && holds(element, part)) continue;
    throw new AppError('internal', `${part.section} of ${file} reads back differently; nothing was written.`);
  }
}

function holds(
  element: XmlElement,
  { attributes, children }: Pick<ConfigPart, 'attributes' | 'children'>,
): boolean {
  return (
    Object.entries(attributes).every(([name, value]) => element.get(name) === value) &&
    children.every((part) =>
      element.children.some(
        (child) => isThat(part, child.name, (name) => child.get(name)) && holds(child, part),
      ),
    )
  );
}
