import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConfigTarget } from '../../shared/model/common';
import type { SettingValue } from '../../shared/model/settings';
import { effectiveAll, moduleStanding, settingDefinitions } from '../../electron/iis/config';
import type { ServerConfig } from '../../electron/iis/config';
import { checkEdits, editArbitrary } from '../../electron/iis/config/samples/random-edits';
import { server } from '../../electron/iis/config/samples/samples';
import { readPlain, under } from './plain-xml';
import type { PlainElement } from './plain-xml';
import { schemaAttribute, seconds } from './schema';
import { configBytes, configNames } from './shared-folder';

const kinds = ['server', 'pool', 'site', 'application'] as const;

/** A raw text and a value mean the same, told without the product's own reading of values. */
function same(
  type: string,
  raw: string,
  { value, choices }: Pick<SettingValue, 'value' | 'choices'>,
  names: [string, number][],
): boolean {
  if (type === 'uint') return Number(raw) === value;
  if (type === 'bool') return (raw === 'true') === value && (raw === 'true' || raw === 'false');
  if (type === 'timeSpan') return typeof value === 'string' && seconds(raw) === seconds(value);
  if (type === 'enum') return (names.find(([, number]) => String(number) === raw)?.[0] ?? raw) === value;
  if (type === 'flags') {
    const wanted = raw.split(',').map((name) => name.trim());
    return (choices ?? []).filter((name) => wanted.includes(name)).join(', ') === value;
  }
  return raw === value;
}

describe('the table of settings agrees with the schema', () => {
  const rows = kinds.flatMap((kind) =>
    settingDefinitions(kind).map((definition) => ({ kind, ...definition })),
  );

  it.each(rows)('$kind $name', (row) => {
    const schema = schemaAttribute(row.section, row.path);
    expect(schema.type).toBe(row.type);
    expect(
      same(
        schema.type,
        schema.default,
        { value: row.default, ...(row.choices ? { choices: row.choices } : {}) },
        schema.names,
      ),
    ).toBe(true);
    expect([...(row.rule.names ?? [])]).toEqual(schema.names);
    const { min, max, step, exclude } = row.rule;
    const parameter = { integerRange: [min, max], timeSpanRange: [min, max, step] }[schema.validation] ?? [];
    const bounds = parameter.map(String).join(',') + (exclude === true ? ',exclude' : '');
    // dynamicRegistrationThreshold spells out the whole range of a uint.
    if (schema.parameter === '0,4294967295' && bounds === 'undefined,undefined') return;
    expect(bounds).toBe(schema.parameter);
    if (schema.validation === '') expect([min, max, step]).toEqual([undefined, undefined, undefined]);
    if (schema.validation === 'applicationPoolName') expect(row.rule.form).toBe('applicationPoolName');
  });
});

/** What the file says, read by a reader of its own: elements that may hold an attribute, strongest first. */
function holders(
  root: PlainElement,
  target: ConfigTarget,
  { name, section, path }: SettingValue & { section: string },
): PlainElement[] {
  const pools = under(root, 'system.applicationHost', 'applicationPools')[0];
  const sites = under(root, 'system.applicationHost', 'sites')[0];
  const named = (list: PlainElement[], wanted: string): PlainElement[] =>
    list.filter((each) => each.attributes.get('name') === wanted);
  const elements = path.slice(section.length).split('@')[0]?.split('/').filter(Boolean) ?? [];
  if (section.startsWith('system.webServer') || name.startsWith('webLimits')) {
    const site = target.kind === 'site' || target.kind === 'application' ? target.site : null;
    const locations = under(root, 'location').filter(({ attributes }) => attributes.get('path') === site);
    return [
      ...locations,
      ...under(root, 'location').filter(({ attributes }) => attributes.get('path') === ''),
      root,
    ].flatMap((each) => under(each, ...section.split('/'), ...elements));
  }
  if (target.kind === 'pool') {
    const below = elements.slice(1);
    return [...named(under(pools, 'add'), target.pool), ...under(pools, 'applicationPoolDefaults')].flatMap(
      (each) => under(each, ...below),
    );
  }
  if (target.kind === 'server') return under(section.endsWith('sites') ? sites : pools, ...elements);
  const site = named(under(sites, 'site'), target.site);
  if (target.kind === 'site')
    return [...site, ...under(sites, 'siteDefaults')].flatMap((each) => under(each, ...elements.slice(1)));
  const application = site
    .flatMap((each) => under(each, 'application'))
    .filter(({ attributes }) => attributes.get('path') === target.path);
  const serverWide = path.endsWith('@preloadEnabled') ? [] : under(sites, 'applicationDefaults');
  return [...application, ...site.flatMap((each) => under(each, 'applicationDefaults')), ...serverWide];
}

function checkTarget(config: ServerConfig, root: PlainElement, target: ConfigTarget): number {
  const definitions = settingDefinitions(target.kind);
  const values = effectiveAll(config, target);
  expect(values.map(({ name }) => name)).toEqual(definitions.map(({ name }) => name));
  for (const [index, value] of values.entries()) {
    const section = definitions[index]?.section ?? '';
    const at = `${JSON.stringify(target)} ${value.name}`;
    if (section === 'system.webServer/proxy') {
      // ARR is on neither server.
      expect(value.value, at).toBeNull();
      continue;
    }
    // Stock IIS leaves it open: the web.config files were not read, so only the server's own value is known.
    const open = section === 'system.webServer/security/requestFiltering';
    if (open && target.kind !== 'server') {
      expect(value.unknown, at).toContain('web.config');
      continue;
    }
    const attribute = value.path.split('@')[1] ?? '';
    const holder = holders(root, target, { ...value, section }).find(({ attributes }) =>
      attributes.has(attribute),
    );
    const schema = schemaAttribute(section, value.path);
    const raw = holder?.attributes.get(attribute) ?? schema.default;
    expect(value.unknown, at).toBeUndefined();
    expect(same(schema.type, raw, value, schema.names), `${at}: ${raw} is not ${String(value.value)}`).toBe(
      true,
    );
    expect(value.source?.where?.line, at).toBe(holder?.line);
    expect(value.locked, at).toBe(!open);
  }
  return values.length;
}

describe.each(configNames)('%s', (name) => {
  const bytes = configBytes(name);
  const config = server(bytes, {}, { complete: false });
  const root = readPlain(new TextDecoder().decode(bytes));

  it('reads without a problem, every pool and site of it', () => {
    expect(config.problems).toEqual([]);
    expect(config.pools.map((each) => each.name)).toEqual(
      under(root, 'system.applicationHost', 'applicationPools', 'add').map(({ attributes }) =>
        attributes.get('name'),
      ),
    );
    expect(config.sites.map((each) => each.id)).toEqual(
      under(root, 'system.applicationHost', 'sites', 'site').map(({ attributes }) =>
        Number(attributes.get('id')),
      ),
    );
    expect(config.globalModules.size).toBe(under(root, 'system.webServer', 'globalModules', 'add').length);
    expect(config.sections.size).toBe(countSections(under(root, 'configSections')[0]));
  });

  it('has the effective values that file and schema give, with their lines', () => {
    let checked = checkTarget(config, root, { kind: 'server' });
    for (const pool of config.pools) checked += checkTarget(config, root, { kind: 'pool', pool: pool.name });
    for (const site of config.sites) {
      checked += checkTarget(config, root, { kind: 'site', site: site.name });
      for (const { path } of site.applications) {
        checked += checkTarget(config, root, { kind: 'application', site: site.name, path });
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  it('tells whether the WebSocket module is there', () => {
    const there = name.includes('installed');
    const standing = moduleStanding(config, { kind: 'site', site: 'Default Web Site' }, 'WebSocketModule');
    expect(standing).toMatchObject({ enabled: there, lockItem: there });
    expect(standing.global !== null).toBe(there);
  });

  it('any edits change the edited elements only, read back, and undo to the same bytes', () => {
    fc.assert(
      fc.property(fc.array(editArbitrary(config), { minLength: 1, maxLength: 6 }), (edits) => {
        checkEdits(config, edits, (after) => server(after, {}, { complete: false }));
      }),
      { numRuns: 120, seed: 45 },
    );
  });
});

function countSections(element: PlainElement | undefined): number {
  if (element === undefined) return 0;
  return element.children.reduce(
    (sum, child) => sum + (child.name === 'section' ? 1 : countSections(child)),
    0,
  );
}
