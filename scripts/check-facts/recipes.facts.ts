import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recipeIds } from '../../shared/model/recipes';
import { previewRecipe } from '../../electron/servers/recipes';
import { fullText, openOn } from '../../electron/servers/testing/memory-server';
import { readPlain, under } from './plain-xml';
import type { PlainElement } from './plain-xml';
import { seconds, section } from './schema';

const sheet = readFileSync(resolve('..', 'shared', 'facts', 'iis-websockets.md'), 'utf8');

/** Sections of installers whose schema is in none of IIS's own files here. */
const ELSEWHERE = ['system.webServer/iisnode', 'system.webServer/httpPlatform'];

/** What IIS's schema says against an element; nothing when it agrees. */
function complaints(element: PlainElement, schema: PlainElement, at: string): string[] {
  const bad = [...element.attributes].flatMap(([name, value]) => {
    const rule = attributeOf(schema, name);
    if (!rule) return [`${at}: no attribute ${name}`];
    return isValid(rule, value) ? [] : [`${at}: ${name} can't be ${value}`];
  });
  const missing = under(schema, 'attribute')
    .filter(({ attributes }) => attributes.get('required') === 'true')
    .map(({ attributes }) => attributes.get('name') ?? '')
    .filter((name) => !element.attributes.has(name))
    .map((name) => `${at}: ${name} is missing`);
  const below = element.children.flatMap((child) => {
    const rule = childOf(schema, child.name);
    return rule ? complaints(child, rule, `${at}/${child.name}`) : [`${at}: no element ${child.name}`];
  });
  return [...bad, ...missing, ...below];
}

const attributeOf = (schema: PlainElement, name: string): PlainElement | undefined =>
  under(schema, 'attribute').find(({ attributes }) => attributes.get('name') === name);

function childOf(schema: PlainElement, name: string): PlainElement | undefined {
  return schema.children.find(
    ({ name: tag, attributes }) =>
      (tag === 'element' && attributes.get('name') === name) ||
      (tag === 'collection' && (attributes.get('addElement') ?? '').split(',').includes(name)),
  );
}

function isValid({ attributes, children }: PlainElement, value: string): boolean {
  const range = (attributes.get('validationParameter') ?? '').split(',').map(Number);
  const [min = -Infinity, max = Infinity, step = 1] = range;
  switch (attributes.get('type')) {
    case 'bool':
      return value === 'true' || value === 'false';
    case 'enum':
      return children.some((each) => each.attributes.get('name') === value);
    case 'uint':
      return (
        /^\d+$/.test(value) &&
        (attributes.has('validationParameter') ? Number(value) >= min && Number(value) <= max : true)
      );
    case 'timeSpan':
      return seconds(value) >= min && seconds(value) <= max && seconds(value) % step === 0;
    default:
      return attributes.get('validationType') !== 'nonEmptyString' || value !== '';
  }
}

/** Every section of a web.config with its path. */
function sectionsOf(root: PlainElement): [string, PlainElement][] {
  const found: [string, PlainElement][] = [];
  const walk = (element: PlainElement, path: string): void => {
    for (const child of element.children) {
      const name = path === '' ? child.name : `${path}/${child.name}`;
      if (isGroup(name)) walk(child, name);
      else found.push([name, child]);
    }
  };
  walk(root, '');
  return found;
}

const isGroup = (name: string): boolean =>
  ['system.webServer', 'system.web', 'system.webServer/rewrite', 'system.webServer/security'].includes(name);

describe('what the recipes write agrees with the schema', () => {
  const placing = recipeIds.filter((id) => id !== 'node-echo' && id !== 'powershell-test');

  it.each(placing)('%s', async (recipe) => {
    const { open } = await openOn(fullText);
    const at = { recipe, site: 'Orders', application: '/', values: {} };
    const { files, requests } = await previewRecipe(open, at);
    const web = files.find(({ name }) => name === 'web.config');
    const all = sectionsOf(readPlain(web?.text ?? ''));
    expect(all.length).toBeGreaterThan(0);
    for (const [path, element] of all) {
      if (path.startsWith('system.web/')) continue;
      if (!ELSEWHERE.includes(path)) expect(complaints(element, section(path), path)).toEqual([]);
      else if (path.endsWith('/iisnode'))
        for (const name of element.attributes.keys()) expect(sheet).toContain(name);
    }
    for (const request of requests) {
      if (request.kind !== 'config' || request.edit.kind !== 'add-element') continue;
      const { section: name, attributes } = request.edit.ref;
      const element = { name: 'add', attributes: new Map(Object.entries(attributes)), children: [], line: 0 };
      const holder = { name, attributes: new Map<string, string>(), children: [element], line: 0 };
      expect(complaints(holder, section(name), name)).toEqual([]);
    }
  });

  it('would complain about a wrong name, value or element', () => {
    const rules = readPlain(
      '<rules><rule nam="x"><match url="" ignoreCase="yes"/><action type="Forward"/><what/></rule></rules>',
    );
    expect(complaints(rules, section('system.webServer/rewrite/rules'), 'rules')).toHaveLength(6);
  });
});
