import type { ConfigDocument } from '../document';
import { fold, joinPath } from '../names';
import type { XmlElement } from '../xml/element';

/** What a <location> says about deeper files; `unclear` when its attributes contradict each other or mean nothing. */
export type Override = 'Allow' | 'Deny' | 'Inherit' | 'unclear';

/** The top level of a file, or one <location> of it. */
export interface Block {
  readonly document: ConfigDocument;
  /** Whole IIS path, folded: "" for the server, "site/app". */
  readonly path: string;
  /** As written, joined with the file's own path. */
  readonly shown: string;
  /** null for the top level. */
  readonly location: XmlElement | null;
  /** Section groups and sections that stand in it. */
  readonly groups: readonly XmlElement[];
  readonly override: Override;
  /** false: not for applications below the one that the path belongs to. */
  readonly inherited: boolean;
}

export interface FoundSection {
  readonly block: Block;
  readonly element: XmlElement;
}

/** The blocks of one file by the path they are about; `base` is the file's own IIS path ("" for applicationHost.config). */
export class BlockIndex {
  readonly #byPath = new Map<string, Block[]>();
  readonly #top = new Map<string, readonly FoundSection[]>();
  readonly locations: readonly Block[];
  /** The path of the file itself, folded: "" for applicationHost.config. */
  readonly base: string;

  constructor(
    readonly document: ConfigDocument,
    base: string,
  ) {
    this.base = fold(base);
    const groups: XmlElement[] = [];
    const locations: Block[] = [];
    for (const child of document.root.children) {
      if (child.name === 'location') locations.push(locationBlock(document, child, base));
      else groups.push(child);
    }
    const top = {
      document,
      path: this.base,
      shown: base,
      location: null,
      groups,
      override: 'Inherit',
      inherited: true,
    };
    this.#add({ ...top, override: 'Inherit' });
    for (const block of locations) this.#add(block);
    this.locations = locations;
  }

  /** Every place where a section stands for exactly this (folded) path: more than one is an error in IIS's eyes. */
  find(path: string, section: string): readonly FoundSection[] {
    if (path !== this.base) return this.#search(path, section);
    let found = this.#top.get(section);
    if (found === undefined) this.#top.set(section, (found = this.#search(path, section)));
    return found;
  }

  at(path: string): readonly Block[] {
    return this.#byPath.get(path) ?? none;
  }

  #search(path: string, section: string): readonly FoundSection[] {
    const blocks = this.#byPath.get(path);
    if (blocks === undefined) return none;
    const steps = section.split('/');
    return blocks.flatMap((block) => descend(block.groups, steps).map((element) => ({ block, element })));
  }

  #add(block: Block): void {
    const known = this.#byPath.get(block.path);
    if (known === undefined) this.#byPath.set(block.path, [block]);
    else known.push(block);
  }
}

const none: readonly never[] = [];

/** All elements at a path of names; a section group may be written in several parts. */
export function descend(elements: readonly XmlElement[], steps: readonly string[]): readonly XmlElement[] {
  let level = elements;
  for (const [index, step] of steps.entries()) {
    level = (index === 0 ? level : level.flatMap((element) => element.children)).filter(
      ({ name }) => name === step,
    );
  }
  return level;
}

function locationBlock(document: ConfigDocument, element: XmlElement, base: string): Block {
  const shown = joinPath(base, element.get('path') ?? '');
  return {
    document,
    path: fold(shown),
    shown,
    location: element,
    groups: element.children,
    override: overrideOf(element),
    inherited: element.get('inheritInChildApplications')?.toLowerCase() !== 'false',
  };
}

/** overrideMode, or the older allowOverride; IIS refuses both on one tag. */
function overrideOf(element: XmlElement): Override {
  const mode = element.get('overrideMode');
  const legacy = element.get('allowOverride')?.toLowerCase();
  if (mode !== undefined && legacy !== undefined) return 'unclear';
  if (legacy !== undefined) {
    if (legacy === 'true') return 'Allow';
    return legacy === 'false' ? 'Deny' : 'unclear';
  }
  if (mode === undefined) return 'Inherit';
  return (
    (['Allow', 'Deny', 'Inherit'] as const).find((each) => each.toLowerCase() === mode.toLowerCase()) ??
    'unclear'
  );
}
