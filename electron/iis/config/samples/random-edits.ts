import fc from 'fast-check';
import { expect } from 'vitest';
import type { ConfigTarget } from '../../../../shared/model/common';
import { applyEdits, invert } from '../edit/apply';
import type { Edit, EditedFile } from '../edit/apply';
import { effective, sectionTarget } from '../effective/effective';
import type { ServerConfig } from '../model/server-config';
import { fold } from '../names';
import { checkValue, definitionOf } from '../settings/check';
import type { SettingDefinition } from '../settings/definition';
import { settingDefinitions } from '../settings/table';
import { formatTimeSpan } from '../settings/time-span';

/** For property tests: any target of a configuration. */
function targets(config: ServerConfig): ConfigTarget[] {
  return [
    { kind: 'server' },
    ...config.pools.map(({ name }) => ({ kind: 'pool' as const, pool: name })),
    ...config.sites.map(({ name }) => ({ kind: 'site' as const, site: name })),
    ...config.sites.flatMap(({ name, applications }) =>
      applications.map(({ path }) => ({ kind: 'application' as const, site: name, path })),
    ),
  ];
}

/** Any value that a setting may be given, as it may be typed. */
function values(config: ServerConfig, { rule }: SettingDefinition): fc.Arbitrary<string> {
  const { min = 0, max = 4294967295, step = 1, exclude } = rule;
  const names = [...(rule.names?.keys() ?? [])];
  switch (rule.type) {
    case 'bool':
      return fc.constantFrom('true', 'false', 'True');
    case 'uint':
      if (exclude === true) return fc.integer({ min: max + 1, max: 4294967295 }).map(String);
      return fc.integer({ min: rule.never === undefined ? min : Math.max(min, 1), max }).map(String);
    case 'timeSpan':
      return fc
        .integer({ min: Math.ceil(min / step), max: Math.floor(Math.min(max, 3e6) / step) })
        .map((n) => formatTimeSpan(n * step));
    case 'enum':
      return fc.constantFrom(...names, ...(rule.names?.values() ?? [])).map(String);
    case 'flags':
      return fc.subarray(names).map((some) => some.join(','));
    case 'string':
      if (rule.form === 'applicationPoolName')
        return fc.constantFrom(...config.pools.map(({ name }) => name));
      return fc.oneof(
        fc.constantFrom('', 'v4.0', '&quot;', '"<a>\'&', '$1`$&', '🦜\t\n x'),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
      );
  }
}

/** Edits of settings that stand in registered sections: sets mostly, resets sometimes. */
export function editArbitrary(config: ServerConfig): fc.Arbitrary<Edit> {
  return fc.constantFrom(...targets(config)).chain((target) => {
    const open = settingDefinitions(target.kind).filter(({ section }) => config.sections.has(section));
    return fc.constantFrom(...open).chain((definition) =>
      fc.oneof(
        {
          arbitrary: values(config, definition).map((value): Edit => ({
            kind: 'set',
            target,
            setting: definition.name,
            value,
          })),
          weight: 5,
        },
        {
          arbitrary: fc.constant<Edit>({ kind: 'reset', target, setting: definition.name }),
          // Refused where it would leave an application without a pool.
          weight: definition.rule.form === 'applicationPoolName' ? 0 : 1,
        },
      ),
    );
  });
}

/** Two edits with one place: the later counts. */
function placeOf(config: ServerConfig, edit: Edit): string {
  if (edit.kind !== 'set' && edit.kind !== 'reset') return '';
  const { target, setting } = edit;
  if (target.kind === 'server' || target.kind === 'pool') return JSON.stringify([target, setting]);
  return JSON.stringify([fold(sectionTarget(config, target).path), setting]);
}

/** Splices as anyone would apply them. */
const spliced = ({ beforeText, splices }: EditedFile): string =>
  [...splices]
    .reverse()
    .reduce(
      (text, { start, end, text: piece }) => text.slice(0, start) + piece + text.slice(end),
      beforeText,
    );

/** The part of the text that an edit may touch: its object, its section, or the end of the file for a new location. */
function zones(config: ServerConfig, edit: Edit): [number, number][] {
  if (edit.kind !== 'set' && edit.kind !== 'reset') return [];
  const { target } = edit;
  const definition = definitionOf(target.kind, edit.setting);
  if (target.kind === 'pool') return elementZone(config.findPool(target.pool)?.element);
  if (definition.home.kind === 'site' && target.kind === 'site')
    return elementZone(config.findSite(target.site)?.element);
  if (definition.home.kind === 'application' && target.kind === 'application') {
    return elementZone(sectionTarget(config, target).application?.element);
  }
  const path = target.kind === 'server' ? '' : sectionTarget(config, target).path;
  const found = config.blocks.find(fold(path), definition.section)[0];
  if (found !== undefined) return elementZone(found.element);
  // A new section: nothing is taken away but the "/" of a self-closed group.
  const groups = config.document.root.children.filter(
    ({ name, selfClosed }) => name !== 'location' || !selfClosed,
  );
  return [...groups, config.document.root].flatMap((element) => elementZone(element));
}

const elementZone = (element: { start: number; end: number } | undefined): [number, number][] =>
  element === undefined ? [] : [[element.start, element.end]];

/** What must hold for any edits of any file. Refusals are thrown to the caller. */
export function checkEdits(
  config: ServerConfig,
  edits: readonly Edit[],
  reread: (bytes: Uint8Array) => ServerConfig,
): void {
  const [file] = applyEdits(config, edits);
  const after = file === undefined ? config : reread(file.after);
  const last = new Map(edits.map((edit) => [placeOf(config, edit), edit]));
  for (const edit of last.values()) {
    if (edit.kind !== 'set') continue;
    const { value } = effective(after, edit.target, edit.setting);
    if (value !== null) expect(String(value)).toBe(checkValue(edit.target.kind, edit.setting, edit.value));
  }
  if (file === undefined) return;
  const errors = ({ problems }: ServerConfig): number =>
    problems.filter(({ severity }) => severity === 'error').length;
  expect(errors(after)).toBeLessThanOrEqual(errors(config));
  expect(spliced(file)).toBe(file.afterText);
  const allowed = edits.flatMap((edit) => zones(config, edit));
  for (const { start, end } of file.splices) {
    expect(
      allowed.some(([from, to]) => start > from && end <= to),
      `splice ${start}–${end}`,
    ).toBe(true);
  }
  const back = invert(file);
  expect(spliced(back)).toBe(file.beforeText);
  expect(Buffer.compare(back.after, file.before)).toBe(0);
  const bom = config.document.hasBom ? '\ufeff' : '';
  expect(Buffer.compare(Buffer.from(bom + spliced(back)), file.before)).toBe(0);
}
