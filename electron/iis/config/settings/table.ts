import type { ConfigTarget } from '../../../../shared/model/common';
import type { AttributeRule, SettingDefinition, SettingHome } from './definition';
import { poolRules } from './pool';
import { rangeInWords } from './range';
import { pathSections, serverSections } from './sections';
import type { SectionRules } from './sections';
import { applicationRules, siteRules } from './site';

type Kind = ConfigTarget['kind'];
interface Place {
  /** "webSocket.", "applicationPoolDefaults." or "". */
  prefix: string;
  section: string;
  /** Element path between section and attribute, for `path`: "add/processModel". */
  shown: string;
  elements: string[];
  home: SettingHome;
}

const poolsSection = 'system.applicationHost/applicationPools';
const sitesSection = 'system.applicationHost/sites';

function define(rule: AttributeRule, place: Place): SettingDefinition {
  return {
    name: place.prefix + rule.attribute,
    path: `${[place.section, place.shown].filter(Boolean).join('/')}@${rule.attribute}`,
    section: place.section,
    elements: place.elements,
    home: place.home,
    rule,
    attribute: rule.attribute,
    type: rule.type,
    default: rule.default,
    range: rangeInWords(rule),
    ...(rule.unit === undefined ? {} : { unit: rule.unit }),
    ...(rule.names === undefined ? {} : { choices: [...rule.names.keys()] }),
    summary: rule.summary,
  };
}

/** Rules of an object, or of the …Defaults element that repeats its shape. */
function below(
  rules: readonly (readonly [string, readonly AttributeRule[]])[],
  section: string,
  element: string,
  home: SettingHome,
): SettingDefinition[] {
  const base = home.kind === 'server' ? `${element}.` : '';
  return rules.flatMap(([path, list]) => {
    const elements = path === '' ? [] : path.split('/');
    const prefix = base + elements.map((name) => `${name}.`).join('');
    const shown = [element, ...elements].join('/');
    return list.map((rule) => define(rule, { prefix, section, shown, elements, home }));
  });
}

const sections = (list: readonly SectionRules[], home: SettingHome): SettingDefinition[] =>
  list.flatMap(([section, rules, element]) => {
    const elements = element === undefined ? [] : [element];
    const prefix = [section.slice(section.lastIndexOf('/') + 1), ...elements, ''].join('.');
    return rules.map((rule) => define(rule, { prefix, section, shown: elements.join('/'), elements, home }));
  });

const onPaths = sections(pathSections, { kind: 'section' });
// preloadEnabled is not in the server-wide applicationDefaults (schema).
const serverApplicationRules = applicationRules.filter((rule) => rule.attribute !== 'preloadEnabled');

const tables: Readonly<Record<Kind, readonly SettingDefinition[]>> = {
  pool: below(poolRules, poolsSection, 'add', { kind: 'pool' }),
  site: [...below(siteRules, sitesSection, 'site', { kind: 'site' }), ...onPaths],
  application: [
    ...below([['', applicationRules]], sitesSection, 'site/application', { kind: 'application' }),
    ...onPaths,
  ],
  server: [
    ...onPaths,
    ...sections(serverSections, { kind: 'server' }),
    ...below(poolRules, poolsSection, 'applicationPoolDefaults', {
      kind: 'server',
      defaults: 'applicationPoolDefaults',
    }),
    ...below(siteRules, sitesSection, 'siteDefaults', { kind: 'server', defaults: 'siteDefaults' }),
    ...below([['', serverApplicationRules]], sitesSection, 'applicationDefaults', {
      kind: 'server',
      defaults: 'applicationDefaults',
    }),
  ],
};

const byName = new Map(
  (Object.keys(tables) as Kind[]).map((kind) => [
    kind,
    new Map(tables[kind].map((each) => [each.name, each])),
  ]),
);

/** All settings that are known below one kind of object, in the order they are shown. */
export const settingDefinitions = (kind: Kind): readonly SettingDefinition[] => tables[kind];

export const findDefinition = (kind: Kind, name: string): SettingDefinition | undefined =>
  byName.get(kind)?.get(name);

/** Kinds of object that do have a setting of that name, for a helpful refusal. */
export const kindsWith = (name: string): Kind[] =>
  [...byName].filter(([, settings]) => settings.has(name)).map(([kind]) => kind);
