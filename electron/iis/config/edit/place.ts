import { AppError } from '../../../../shared/errors';
import type { ConfigTarget } from '../../../../shared/model/common';
import { sectionTarget } from '../effective/effective';
import type { ServerConfig } from '../model/server-config';
import { fold, joinPath, shown } from '../names';
import type { SettingDefinition } from '../settings/definition';
import type { EditNode, Overlay } from './overlay';

/** Where application pools stand. */
export const POOLS = 'system.applicationHost/applicationPools';

/** Finds, or makes, the elements that edits speak of. With `make` false a missing element is answered as undefined. */
export class Places {
  readonly #locations = new Map<string, EditNode>();

  constructor(
    private readonly config: ServerConfig,
    private readonly overlay: Overlay,
  ) {}

  /** The element whose attribute a setting is. Throws `not-found` for an object that isn't there. */
  ofSetting(target: ConfigTarget, definition: SettingDefinition, make: boolean): EditNode | undefined {
    return this.#down(this.#objectOf(target, definition, make), definition.elements, make);
  }

  /** A section for an IIS path ("" = server level), where it stands already or where it may be written. */
  section(path: string, section: string, make: boolean): EditNode | undefined {
    const key = fold(path);
    const found = this.config.blocks.find(key, section);
    if (found.length > 1) {
      throw new AppError(
        'setting-not-here',
        `${section} stands more than once for "${shown(path)}" in ${this.config.file}; merge the two first.`,
      );
    }
    if (found[0] !== undefined) {
      const { element } = found[0];
      if (
        element.get('configSource') !== undefined ||
        element.get('configProtectionProvider') !== undefined
      ) {
        throw new AppError(
          'setting-not-here',
          `${section} is kept in another file or encrypted; edit it there.`,
        );
      }
      return this.overlay.node(element);
    }
    const holder = key === '' ? this.#root : this.#location(key, path, make);
    return this.#down(holder, section.split('/'), make);
  }

  #objectOf(target: ConfigTarget, definition: SettingDefinition, make: boolean): EditNode | undefined {
    const { home, section } = definition;
    if (target.kind === 'server') {
      const element = this.section('', section, make);
      return home.kind === 'server' && home.defaults !== undefined
        ? this.#down(element, [home.defaults], make)
        : element;
    }
    if (target.kind === 'pool') {
      const pool = this.config.findPool(target.pool);
      if (pool === undefined)
        throw new AppError('not-found', `There is no application pool "${shown(target.pool)}".`);
      return this.overlay.node(pool.element);
    }
    const { site, application, path } = sectionTarget(this.config, target);
    if (home.kind === 'section') return this.section(path, section, make);
    return this.overlay.node(home.kind === 'application' && application ? application.element : site.element);
  }

  /** Whether an earlier edit of the same plan adds a pool of that name. */
  hasNewPool(name: string): boolean {
    const pools = this.section('', POOLS, false);
    return (
      pools?.added.some((each) => each.name === 'add' && fold(each.get('name') ?? '') === fold(name)) ?? false
    );
  }

  get #root(): EditNode {
    return this.overlay.node(this.config.document.root);
  }

  #down(from: EditNode | undefined, steps: readonly string[], make: boolean): EditNode | undefined {
    let node = from;
    for (const step of steps) {
      if (node === undefined) return undefined;
      node = make ? this.overlay.ensure(node, step) : this.overlay.child(node, step);
    }
    return node;
  }

  /**
   * A <location> that a further section may stand in. One with an overrideMode, or not inherited, is left alone: what
   * is put there would be locked or unlocked with it.
   */
  #location(key: string, path: string, make: boolean): EditNode | undefined {
    const known = this.#locations.get(key);
    if (known !== undefined) return known;
    const plain = this.config.blocks
      .at(key)
      .find(({ location, override, inherited }) => location !== null && override === 'Inherit' && inherited);
    if (plain?.location) return this.overlay.node(plain.location);
    if (!make) return undefined;
    const made = this.overlay.add(this.#root, 'location');
    made.attributes.set('path', joinPath('', path));
    this.#locations.set(key, made);
    return made;
  }
}
