import type { ConfigDocument } from '../document';
import { fold, joinPath, prefixes, trimPath } from '../names';
import type { Fault } from '../problems/report';
import type { SettingDefinition } from '../settings/definition';
import type { Problem, SectionDeclaration, ServerFiles, Where } from '../types';
import type { SettingValue } from '../../../../shared/model/settings';
import type { Resolution } from '../effective/layer';
import type { XmlElement } from '../xml/element';
import { BlockIndex } from './blocks';
import { PoolNode, SiteNode } from './objects';
import type { Redirection } from './redirection';
import { readDeclarations } from './declarations';

export interface GlobalModule {
  name: string;
  image: string | null;
  /** Conditions such as "bitness64" under which it is loaded; null = always. */
  preCondition: string | null;
  where: Where;
}

/** A web.config as it was handed over: read, or why it can't be. */
export interface WebConfig {
  readonly iisPath: string;
  readonly blocks?: BlockIndex;
  readonly unreadable?: string;
  /** Its own problem says already why. */
  readonly reported?: true;
}

/** What one server's configuration says. Made by `readServer`; nothing in it changes. */
export class ServerConfig {
  readonly file: string;
  /** Why nothing may be written, in one sentence. */
  readonly readOnly?: string;
  readonly pools: PoolNode[] = [];
  readonly sites: SiteNode[] = [];
  readonly sections: ReadonlyMap<string, SectionDeclaration>;
  /** By name; module names are case sensitive. */
  readonly globalModules: ReadonlyMap<string, GlobalModule>;
  readonly problems: Problem[] = [];

  /** For `effective` and the edits only: where sections stand, and what was worked out already. */
  readonly blocks: BlockIndex;
  readonly poolsElement: XmlElement | undefined;
  readonly sitesElement: XmlElement | undefined;
  readonly inherited = new Map<SettingDefinition, SettingValue>();
  readonly resolutions = new Map<string, Map<string, Resolution>>();

  readonly #pools = new Map<string, PoolNode>();
  readonly #sites = new Map<string, SiteNode>();
  readonly #faults = new Map<string, Fault[]>();
  #applications: Map<string, string[]> | undefined;

  constructor(
    readonly document: ConfigDocument,
    readonly files: ServerFiles,
    readonly redirection: Redirection | null,
    /** By folded IIS path. */
    readonly webConfigs: ReadonlyMap<string, WebConfig>,
  ) {
    this.file = document.file;
    if (document.readOnly !== undefined) this.readOnly = document.readOnly;
    this.blocks = new BlockIndex(document, '');
    this.sections = readDeclarations(document);
    this.globalModules = this.#readGlobalModules();
    this.poolsElement = this.blocks.find('', 'system.applicationHost/applicationPools')[0]?.element;
    this.sitesElement = this.blocks.find('', 'system.applicationHost/sites')[0]?.element;
    this.#readPools();
    this.#readSites();
  }

  /** Whether a web.config that was not handed over is known not to exist. */
  get webConfigsComplete(): boolean {
    return this.files.webConfigs.complete;
  }

  /** Without case; the first of two with one name. */
  findSite(name: string): SiteNode | undefined {
    return this.#sites.get(fold(name));
  }

  findPool(name: string): PoolNode | undefined {
    return this.#pools.get(fold(name));
  }

  /** Every application that a pool runs, as "Site/path": "Chat/" for a root application, "Chat/api". */
  applicationsOf(pool: string): string[] {
    this.#applications ??= this.#byPool();
    return [...(this.#applications.get(fold(pool)) ?? [])];
  }

  /** Errors that keep the application "Site/path" from working: its own, and those of every path above it. */
  faultsOf(site: string, application: string): Fault[] {
    const own = fold(joinPath(site, application));
    return prefixes(own)
      .flatMap((path) => this.#faults.get(path) ?? [])
      .filter(({ alone, path }) => alone !== true || path === own);
  }

  /** Once, when the text was checked. */
  addFaults(faults: readonly Fault[]): void {
    for (const fault of faults) {
      const here = this.#faults.get(fault.path);
      if (here) here.push(fault);
      else this.#faults.set(fault.path, [fault]);
    }
  }

  #readPools(): void {
    for (const element of this.poolsElement?.children ?? []) {
      if (element.name !== 'add' || element.get('name') === undefined) continue;
      const pool = new PoolNode(this.document, element);
      this.pools.push(pool);
      if (!this.#pools.has(pool.key)) this.#pools.set(pool.key, pool);
    }
  }

  #readSites(): void {
    const pool = this.sitesElement?.child('applicationDefaults')?.get('applicationPool');
    for (const element of this.sitesElement?.children ?? []) {
      if (element.name !== 'site' || element.get('name') === undefined) continue;
      const site = new SiteNode(this.document, element, pool);
      this.sites.push(site);
      if (!this.#sites.has(site.key)) this.#sites.set(site.key, site);
    }
  }

  #readGlobalModules(): Map<string, GlobalModule> {
    const found = new Map<string, GlobalModule>();
    for (const { element } of this.blocks.find('', 'system.webServer/globalModules')) {
      for (const child of element.children) {
        const name = child.get('name') ?? '';
        if (child.name === 'clear') found.clear();
        else if (child.name === 'remove') found.delete(name);
        else if (child.name === 'add') {
          found.set(name, {
            name,
            image: child.get('image') ?? null,
            preCondition: child.get('preCondition') ?? null,
            where: this.document.whereOf(child.start),
          });
        }
      }
    }
    return found;
  }

  #byPool(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const site of this.sites) {
      for (const application of site.applications) {
        if (application.pool === null) continue;
        const key = fold(application.pool);
        const list = found.get(key) ?? [];
        list.push(`${site.name}/${trimPath(application.path)}`);
        found.set(key, list);
      }
    }
    return found;
  }
}
