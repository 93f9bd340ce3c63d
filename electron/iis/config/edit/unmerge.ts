import type { SectionPart } from '../../../../shared/model/site-files';
import { parseDocument, type ConfigDocument } from '../document';
import { descend } from '../model/blocks';
import type { XmlElement } from '../xml/element';
import { encode } from './apply';
import { applySplices, type Splice } from './render';
import { mergeWebConfig, standing } from './web-config';

/** One section of a merge that can be taken back by itself. */
export interface SectionBack {
  section: string;
  /** Offsets into the text as it is now; `removed` is what they take out, as the merge wrote it. */
  splices: (Splice & { removed: string })[];
}

export interface Unmerged {
  back: SectionBack[];
  kept: { section: string; why: string }[];
}

interface Input {
  path: string;
  /** null: the merge made the file. */
  before: Uint8Array | null;
  now: Uint8Array;
  sections: readonly SectionPart[];
  /** Whether asterisks in either text may stand for something else. */
  masked: boolean;
}

/**
 * What taking a merge back comes to in a web.config that somebody changed since: each section that still is as the merge
 * left it goes back to what it was (or away, with the parents that the merge made for it and that hold nothing else);
 * the others are kept, with why. Throws what `mergeWebConfig` throws.
 */
export function unmergeWebConfig(input: Input): Unmerged {
  const { path, before, sections } = input;
  const placed = parseDocument({ path, bytes: mergeWebConfig(path, before, sections).after });
  const old = before === null ? null : parseDocument({ path, bytes: before });
  const now = parseDocument({ path, bytes: input.now });
  const out: Unmerged = { back: [], kept: [] };
  const gone: Gone[] = [];
  let clear = now.text;
  for (const section of new Set(sections.map((part) => part.section))) {
    const [is, ...more] = standing(now.root, section);
    const [was] = standing(placed.root, section);
    const [first] = old === null ? [] : standing(old.root, section);
    if (is === undefined || was === undefined || more.length > 0) {
      out.kept.push({ section, why: is ? 'It stands there twice now.' : 'It is not there any more.' });
      continue;
    }
    const text = sourceOf(was);
    if (!alike(text, sourceOf(is), input.masked)) {
      out.kept.push({ section, why: 'Somebody changed it since.' });
      continue;
    }
    clear = clear.slice(0, is.start) + text + clear.slice(is.end);
    if (first === undefined) {
      gone.push({ section, element: is });
      continue;
    }
    const splice = middle(is.start, text, sourceOf(first));
    if (splice === null) out.kept.push({ section, why: 'It is so already.' });
    else if (input.masked && splice.text.includes('*'))
      out.kept.push({ section, why: 'Its old value is not read from the server; put it back by hand.' });
    else out.back.push({ section, splices: [withRemoved(clear, splice)] });
  }
  const removals = removalsOf(now, old, gone);
  for (const { section, splice } of removals)
    out.back.push({ section, splices: splice ? [withRemoved(clear, splice)] : [] });
  return out;
}

/** The text with these sections taken back, encoded as it was. */
export function takeBack(path: string, now: Uint8Array, back: readonly SectionBack[]): Uint8Array {
  const document = parseDocument({ path, bytes: now });
  const after = encode(document, applySplices(document.text, splicesOf(back)));
  parseDocument({ path, bytes: after });
  return after;
}

/** All of them in order; what lies in another one goes with it. */
export function splicesOf(back: readonly SectionBack[]): SectionBack['splices'] {
  const all = back.flatMap(({ splices }) => splices).toSorted((a, b) => a.start - b.start || b.end - a.end);
  const out: SectionBack['splices'] = [];
  for (const each of all) if (each.start >= (out.at(-1)?.end ?? 0)) out.push(each);
  return out;
}

interface Gone {
  section: string;
  element: XmlElement;
}

/** A parent goes with the last of its sections, if the merge made it and nothing else stands in it. */
function removalsOf(
  now: ConfigDocument,
  old: ConfigDocument | null,
  gone: readonly Gone[],
): { section: string; splice: Splice | null }[] {
  const removed = new Set(gone.map(({ element }) => element));
  for (const each of gone) {
    for (let parent = each.element.parent; parent !== null; parent = parent.parent) {
      if (parent.parent === null || !isBare(parent, removed) || existed(old, parent)) break;
      removed.add(parent);
    }
  }
  const done = new Set<XmlElement>();
  return gone.map(({ section, element }) => {
    let top = element;
    while (top.parent !== null && removed.has(top.parent)) top = top.parent;
    if (done.has(top)) return { section, splice: null };
    done.add(top);
    return { section, splice: { start: spaceBefore(now.text, top), end: top.end, text: '' } };
  });
}

function isBare(element: XmlElement, removed: ReadonlySet<XmlElement>): boolean {
  if (element.attributeNames.length > 0 || !element.children.every((child) => removed.has(child)))
    return false;
  let rest = '';
  let at = element.openEnd;
  for (const child of element.children) {
    rest += element.text.slice(at, child.start);
    at = child.end;
  }
  return (rest + element.text.slice(at, element.text.lastIndexOf('<', element.end - 1))).trim() === '';
}

function existed(old: ConfigDocument | null, element: XmlElement): boolean {
  if (old === null) return false;
  const steps: string[] = [];
  for (let each = element; each.parent !== null; each = each.parent) steps.unshift(each.name);
  return descend(old.root.children, steps).length > 0;
}

/** An element goes with the white space before it, so that no empty line is left. */
function spaceBefore(text: string, element: XmlElement): number {
  let from = element.start;
  while (from > (element.parent?.openEnd ?? 0) && /[ \t\r\n]/.test(text.charAt(from - 1))) from -= 1;
  return from;
}

/** What turns `from` into `to`, without what both begin and end with; null where they are one text. */
function middle(at: number, from: string, to: string): Splice | null {
  if (from === to) return null;
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  return { start: at + head, end: at + from.length - tail, text: to.slice(head, to.length - tail) };
}

const sourceOf = ({ text, start, end }: XmlElement): string => text.slice(start, end);

/** A masked character may be any: whether it is, only the server can say (by the hash of `removed`). */
function alike(placed: string, now: string, masked: boolean): boolean {
  if (!masked || placed.length !== now.length) return placed === now;
  for (let at = 0; at < now.length; at += 1) if (placed[at] !== now[at] && now[at] !== '*') return false;
  return true;
}

const withRemoved = (clear: string, splice: Splice): Splice & { removed: string } => ({
  ...splice,
  removed: clear.slice(splice.start, splice.end),
});
