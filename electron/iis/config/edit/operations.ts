import { AppError } from '../../../../shared/errors';
import type { ConfigTarget } from '../../../../shared/model/common';
import { sectionTarget } from '../effective/effective';
import type { ServerConfig } from '../model/server-config';
import { fold, joinPath, shown, trimPath } from '../names';
import { canonicalText, definitionOf } from '../settings/check';
import type { SettingDefinition } from '../settings/definition';
import type { XmlElement } from '../xml/element';
import { applyEdits, type Edit } from './apply';
import { elementText, placeText, type ElementReference } from './elements';
import type { ConfigOperation, OperationStep } from './operation';

export interface Operations {
  operations: ConfigOperation[];
  /** What puts the old explicit values back, in the order to be done. */
  inverse: ConfigOperation[];
}

interface Place {
  section: string;
  location: string | null;
  steps: OperationStep[];
  /** The element as it stands in the text; undefined where IIS would have to make it. */
  element: XmlElement | undefined;
}

/**
 * What edits mean to IIS's own objects, for a server whose file IIS itself writes. Refuses what `applyEdits` refuses,
 * and what those objects have no way to do (`setting-not-here`). An edit that changes nothing gives no operation.
 */
export function operationsOf(config: ServerConfig, edits: readonly Edit[]): Operations {
  applyEdits(config, edits);
  // As in a file: of two edits with one place the later counts, be it that all stays as it was.
  const made = new Map<string, Made | null>();
  for (const edit of edits) {
    const [place, one] = operationOf(config, edit);
    made.delete(place);
    made.set(place, one);
  }
  const kept = [...made.values()].filter((one) => one !== null);
  return {
    operations: kept.map(({ operation }) => operation),
    inverse: kept.map(({ inverse }) => inverse).reverse(),
  };
}

/**
 * For each edit the one that puts the old state back: the explicit value that stood there, or its absence. Throws as
 * `operationsOf` does where an object is not there.
 */
export function inverseEdits(config: ServerConfig, edits: readonly Edit[]): Edit[] {
  return edits.map((edit): Edit => {
    switch (edit.kind) {
      case 'set':
      case 'reset': {
        const { target, setting } = edit;
        const definition = definitionOf(target.kind, setting);
        const old = placeOf(config, target, definition).element?.get(definition.attribute);
        if (old === undefined) return { kind: 'reset', target, setting };
        return { kind: 'set', target, setting, value: canonicalOr(definition, old) };
      }
      case 'add-element':
        return { kind: 'remove-element', ref: edit.ref };
      case 'remove-element': {
        const whole = edit.ref.element === 'add' ? standing(config, edit.ref) : edit.ref.attributes;
        return { kind: 'add-element', ref: { ...edit.ref, attributes: whole } };
      }
    }
  });
}

interface Made {
  operation: ConfigOperation;
  inverse: ConfigOperation;
}

/** The place that an edit is about, and what it does there; null where that is nothing. */
function operationOf(config: ServerConfig, edit: Edit): [place: string, made: Made | null] {
  switch (edit.kind) {
    case 'set':
    case 'reset': {
      const definition = definitionOf(edit.target.kind, edit.setting);
      const { element, ...place } = placeOf(config, edit.target, definition);
      const old = element?.get(definition.attribute);
      const { attribute } = definition;
      const value = edit.kind === 'set' ? canonicalText(definition, edit.value) : undefined;
      const key = JSON.stringify([place, attribute]);
      if (old === value) return [key, null];
      const to = (text: string | undefined): ConfigOperation =>
        text === undefined
          ? { op: 'clear', ...place, attribute }
          : { op: 'set', ...place, attribute, value: text, type: definition.type };
      // What stood there may be text that IIS reads and we would write otherwise ("29:00:00"): as it would be written.
      const inverse = to(old === undefined ? undefined : canonicalOr(definition, old));
      return [key, { operation: to(value), inverse }];
    }
    case 'add-element':
      return [JSON.stringify(edit), addition(config, edit.ref)];
    case 'remove-element':
      return [JSON.stringify(edit), removal(config, edit.ref)];
  }
}

function canonicalOr(definition: SettingDefinition, text: string): string {
  try {
    return canonicalText(definition, text);
  } catch {
    return text;
  }
}

const named = (element: string, name: string): OperationStep => ({ element, key: { name } });

/** Where a setting stands, from its section down. Names as IIS spells them. Throws `not-found`. */
function placeOf(config: ServerConfig, target: ConfigTarget, definition: SettingDefinition): Place {
  const { section, home, elements } = definition;
  const below = elements.map((element): OperationStep => ({ element }));
  if (target.kind === 'server') {
    const defaults = home.kind === 'server' && home.defaults !== undefined ? [home.defaults] : [];
    const steps = [...defaults.map((element) => ({ element })), ...below];
    return { section, location: null, steps, element: sectionElement(config, '', section, steps) };
  }
  if (target.kind === 'pool') {
    const pool = config.findPool(target.pool);
    if (pool === undefined)
      throw new AppError('not-found', `There is no application pool "${shown(target.pool)}".`);
    const steps = [named('add', pool.name), ...below];
    return { section, location: null, steps, element: down(pool.element, elements) };
  }
  const { site, application, path } = sectionTarget(config, target);
  if (home.kind === 'section')
    return { section, location: path, steps: below, element: sectionElement(config, path, section, below) };
  const ofApplication = home.kind === 'application' && application ? application : null;
  const inner: OperationStep[] = ofApplication
    ? [{ element: 'application', key: { path: ofApplication.path } }]
    : [];
  return {
    section,
    location: null,
    steps: [named('site', site.name), ...inner, ...below],
    element: down((ofApplication ?? site).element, elements),
  };
}

function down(from: XmlElement | undefined, elements: readonly string[]): XmlElement | undefined {
  return elements.reduce<XmlElement | undefined>((at, name) => at?.child(name), from);
}

function sectionElement(
  config: ServerConfig,
  path: string,
  section: string,
  steps: readonly OperationStep[],
): XmlElement | undefined {
  const found = config.blocks.find(fold(path), section)[0]?.element;
  return down(
    found,
    steps.map(({ element }) => element),
  );
}

const locationOf = (ref: ElementReference): string | null => {
  const path = trimPath(ref.location ?? '');
  return path === '' ? null : joinPath('', path);
};

function addition(config: ServerConfig, ref: ElementReference): Made {
  const place = { section: ref.section, location: locationOf(ref) };
  if (ref.element === 'clear')
    throw new AppError(
      'setting-not-here',
      `${placeText(ref)}: a <clear /> is not written to a live server; take the elements out one by one.`,
    );
  const add = adding(place, ref.attributes);
  const remove: ConfigOperation = { op: 'remove', ...place, attributes: keyOf(ref.attributes) };
  if (ref.element === 'add') return { operation: add, inverse: remove };
  const back = standsAlone(config, ref, 0)
    ? ({ op: 'revert', ...place } as const)
    : adding(place, inherited(config, ref));
  return { operation: remove, inverse: back };
}

/**
 * Taking an `<add>` out removes it from the collection. A `<remove>` directive can't be taken out: IIS's objects show
 * the collection, not its directives. Where it is all that the section holds at that place, the section as a whole goes
 * back to what it inherits; else the inherited element is added again, which has the same effect.
 */
function removal(config: ServerConfig, ref: ElementReference): Made {
  const place = { section: ref.section, location: locationOf(ref) };
  const remove: ConfigOperation = { op: 'remove', ...place, attributes: keyOf(ref.attributes) };
  if (ref.element === 'add') return { operation: remove, inverse: adding(place, standing(config, ref)) };
  if (place.location !== null && standsAlone(config, ref, 1))
    return { operation: { op: 'revert', ...place }, inverse: remove };
  if (ref.element === 'clear')
    throw new AppError(
      'setting-not-here',
      `${placeText(ref)} holds more than ${elementText(ref)}, which can't be taken out alone on a live server.`,
      { fix: 'Take it out in IIS Manager.' },
    );
  return { operation: adding(place, inherited(config, ref)), inverse: remove };
}

/** How-to-use-locking of the IIS documentation; SetMetadata sets them, SetAttributeValue does not know them. */
const LOCKS = /^lock(Item|Attributes|Elements|AllAttributesExcept|AllElementsExcept)$/;

/** An element with all its attributes, those that lock it apart. */
function adding(
  place: { section: string; location: string | null },
  all: Readonly<Record<string, string>>,
): ConfigOperation {
  const pairs = Object.entries(all);
  const locks = pairs.filter(([name]) => LOCKS.test(name));
  const attributes = Object.fromEntries(pairs.filter(([name]) => !LOCKS.test(name)));
  return {
    op: 'add',
    ...place,
    attributes,
    ...(locks.length === 0 ? {} : { locks: Object.fromEntries(locks) }),
  };
}

/** IIS finds a collection's element by its key: the name, where it has one. */
function keyOf(attributes: Readonly<Record<string, string>>): Record<string, string> {
  if (attributes['name'] !== undefined) return { name: attributes['name'] };
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !LOCKS.test(name)));
}

/** Whether the section at that place has so many elements, and no attribute, of its own. */
function standsAlone(config: ServerConfig, ref: ElementReference, count: number): boolean {
  const found = config.blocks.find(fold(trimPath(ref.location ?? '')), ref.section);
  return found.every(({ element }) => element.children.length === count && element.attributes.length === 0);
}

/** All attributes of the element that stands there, so that it can be put back whole. */
function standing(config: ServerConfig, ref: ElementReference): Record<string, string> {
  return attributesOf(config, fold(trimPath(ref.location ?? '')), ref) ?? { ...ref.attributes };
}

/** All attributes of the element that a `<remove>` takes away, from the server's own level. */
function inherited(config: ServerConfig, ref: ElementReference): Record<string, string> {
  const found = attributesOf(config, '', ref);
  if (found) return found;
  throw new AppError('not-found', `${config.file} has no ${elementText(ref)} that could be inherited again.`);
}

function attributesOf(
  config: ServerConfig,
  path: string,
  ref: ElementReference,
): Record<string, string> | undefined {
  const key = Object.entries(keyOf(ref.attributes));
  for (const { element } of config.blocks.find(path, ref.section)) {
    const child = element.children.find(
      (each) => each.name === 'add' && key.every(([name, value]) => each.get(name) === value),
    );
    if (child) return Object.fromEntries(child.attributes.map(({ name, value }) => [name, value]));
  }
  return undefined;
}
