import { AppError } from '../../../../shared/errors';
import type { ElementRef } from '../../../../shared/model/settings';
import type { z } from 'zod';
import type { ServerConfig } from '../model/server-config';
import { shown, trimPath } from '../names';
import { isName } from '../xml/syntax';
import type { EditNode, Overlay } from './overlay';
import type { Places } from './place';
import { refuseUnregistered } from './settings';

export type ElementReference = z.infer<typeof ElementRef>;

const secret = /password|secret|^value$|connectionstring/i;

/** `<add name="WebSocketModule" />`, with secrets left out. */
export function elementText({ element, attributes }: ElementReference): string {
  const parts = Object.entries(attributes).map(
    ([name, value]) => ` ${name}="${secret.test(name) ? '…' : shown(value)}"`,
  );
  return `<${element}${parts.join('')} />`;
}

/** "modules", "modules of location Feed". */
export function placeText({ location, section }: ElementReference): string {
  const name = section.slice(section.lastIndexOf('/') + 1);
  const path = trimPath(location ?? '');
  return path === '' ? name : `${name} of location ${shown(path)}`;
}

/** Adds an element to a section's collection. Throws `already-exists` where one with that key stands. */
export function addElement(
  config: ServerConfig,
  overlay: Overlay,
  places: Places,
  ref: ElementReference,
): void {
  refuseUnregistered(config, ref);
  checkNames(ref);
  const section = places.section(trimPath(ref.location ?? ''), ref.section, true);
  if (section === undefined)
    throw new AppError('not-found', `${ref.section} has no place in ${config.file}.`);
  const key = ref.attributes['name'] === undefined ? ref.attributes : { name: ref.attributes['name'] };
  if (overlay.children(section).some((child) => matches(child, ref.element, key))) {
    throw new AppError(
      'already-exists',
      `${placeText(ref)} has ${elementText(ref)} already; nothing is to be added.`,
    );
  }
  const made = overlay.add(section, ref.element);
  for (const [name, value] of Object.entries(ref.attributes)) made.attributes.set(name, value);
}

/** Takes the first element out that has all the given attributes. Throws `not-found`. */
export function removeElement(
  config: ServerConfig,
  overlay: Overlay,
  places: Places,
  ref: ElementReference,
): void {
  checkNames(ref);
  const section = places.section(trimPath(ref.location ?? ''), ref.section, false);
  const found =
    section && overlay.children(section).find((child) => matches(child, ref.element, ref.attributes));
  if (section === undefined || found === undefined) {
    throw new AppError(
      'not-found',
      `${placeText(ref)} in ${config.file} has no ${elementText(ref)} to take out.`,
    );
  }
  overlay.remove(section, found);
}

function matches(node: EditNode, element: string, attributes: Readonly<Record<string, string>>): boolean {
  return (
    node.name === element && Object.entries(attributes).every(([name, value]) => node.get(name) === value)
  );
}

function checkNames({ attributes, section }: ElementReference): void {
  for (const name of [...Object.keys(attributes), ...section.split('/')]) {
    if (!isName(name))
      throw new AppError('value-invalid', `"${shown(name)}" can't be the name of an attribute or section.`);
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(value)) {
      throw new AppError('value-invalid', `${shown(name)} can't hold control characters; take them out.`);
    }
  }
}
