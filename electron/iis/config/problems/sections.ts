import type { ConfigDocument } from '../document';
import type { Block, BlockIndex } from '../model/blocks';
import type { ServerConfig } from '../model/server-config';
import { shown } from '../names';
import type { XmlElement } from '../xml/element';
import { checkElement } from './elements';
import type { Report } from './report';
import { sectionShapes } from './shapes';

/** Elements below <configuration> that are no section groups, or belong to .NET and are none of ours. */
const notOurs = new Set([
  'configSections',
  'configProtectedData',
  'location',
  'runtime',
  'startup',
  'appSettings',
]);

/** Sections of one file: registered, not doubled, and known ones in order. */
export class SectionCheck {
  /** Every group path of <configSections>: "system.webServer", "system.webServer/security". */
  readonly #groups = new Set<string>();
  readonly #sections: ReadonlySet<string>;

  #webConfigOf: string | undefined;

  constructor(
    private readonly report: Report,
    private readonly config: ServerConfig,
  ) {
    // Without <configSections> (a problem of its own) what we know is still looked at.
    this.#sections = new Set(config.sections.size > 0 ? config.sections.keys() : sectionShapes.keys());
    for (const path of this.#sections) {
      for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
        this.#groups.add(path.slice(0, slash));
      }
    }
  }

  /** `webConfigOf`: the folded IIS path of the web.config that it is; what it says keeps that path from working. */
  check(blocks: BlockIndex, webConfigOf?: string): void {
    this.#webConfigOf = webConfigOf;
    const top = { document: blocks.document, groups: blocks.document.root.children };
    this.#block(top.document, top.groups);
    for (const block of blocks.locations) {
      this.#location(block);
      this.#block(block.document, block.groups);
    }
  }

  #location({ document, location, override }: Block): void {
    if (location === null || override !== 'unclear') return;
    this.report.error(
      document,
      location.start,
      'overrideMode must be Allow, Deny or Inherit, and not stand beside allowOverride; correct the location.',
    );
  }

  #block(document: ConfigDocument, groups: readonly XmlElement[]): void {
    const seen = new Set<string>();
    for (const group of groups) {
      if (notOurs.has(group.name)) continue;
      if (this.#sections.has(group.name)) {
        this.#section(document, group, group.name, seen);
        continue;
      }
      if (!this.#groups.has(group.name)) {
        this.#unknownGroup(document, group);
        continue;
      }
      this.#group(document, group, group.name, seen);
    }
  }

  /** What .NET registers in machine.config (system.web and others) is not known here, and web.config is full of it. */
  #unknownGroup(document: ConfigDocument, group: XmlElement): void {
    if (document !== this.config.document || group.name.startsWith('system.')) return;
    this.report.warning(
      document,
      group.start,
      `<${shown(group.name)}> is not registered in <configSections>; unless machine.config does, IIS refuses the file: remove it.`,
    );
  }

  #group(document: ConfigDocument, group: XmlElement, path: string, seen: Set<string>): void {
    for (const child of group.children) {
      const name = `${path}/${child.name}`;
      if (this.#sections.has(name)) this.#section(document, child, name, seen);
      else if (this.#groups.has(name)) this.#group(document, child, name, seen);
      else if (this.config.sections.size > 0) {
        this.report.error(
          document,
          child.start,
          `the section ${shown(name)} is not registered in <configSections>, so IIS refuses the file; install what brings it or remove it.`,
          this.#webConfigOf === undefined
            ? undefined
            : { paths: [this.#webConfigOf], refuses: 'unregistered' },
        );
      }
    }
  }

  #section(document: ConfigDocument, element: XmlElement, path: string, seen: Set<string>): void {
    if (seen.has(path)) {
      this.report.error(
        document,
        element.start,
        `the section ${path} stands twice in one place; merge the two.`,
      );
    }
    seen.add(path);
    const source = element.get('configSource');
    if (source !== undefined) {
      this.report.warning(
        document,
        element.start,
        `the section ${path} is kept in another file (configSource), which is not read; its values are unknown.`,
      );
    }
    const shape = sectionShapes.get(path);
    if (shape !== undefined) checkElement(this.report, document, element, shape);
  }
}
