import { embed } from '../../../shared/words';
import type { RecipeNeed } from '../../../shared/model/recipes';
import { booleanOf, effective, moduleStanding, textOf, whyUnknown } from '../config';
import { sectionTarget } from '../config/effective/effective';
import { isHidden } from '../config/effective/layer';
import { resolveSection } from '../config/effective/resolve';
import type { RecipeScene } from './recipe';

const target = ({ site, application }: RecipeScene) =>
  ({ kind: 'application', site, path: application }) as const;

const nameOf = ({ site, application }: RecipeScene): string => `${site}${application}`;

/** What Readiness already judges: the checks of these ids, in its own words. */
export function fromReadiness({ readiness }: RecipeScene, ids: readonly string[]): RecipeNeed[] {
  const all = readiness.stations.flatMap(({ checks }) => checks);
  return ids.flatMap((id) => {
    const check = all.find((each) => each.id === id);
    if (!check) return [];
    const { title, state, sentence, evidence } = check;
    const where = evidence.find((each) => each.where)?.where;
    return [{ id, title, state, sentence, ...(where ? { where } : {}) }];
  });
}

/** WebSocketModule in place and the section on: what every host but iisnode needs. */
export const socketNeeds = (scene: RecipeScene): RecipeNeed[] =>
  fromReadiness(scene, ['pool.mode', 'module.global', 'module.enabled', 'section.enabled']);

/** A native module, loaded and in the application's list. `from`: what installs it. */
export function moduleNeed(scene: RecipeScene, module: string, from: string): RecipeNeed {
  const standing = moduleStanding(scene.config, target(scene), module);
  const base = {
    id: `module.${module}`,
    title: module,
    ...(standing.global ? { where: standing.global } : {}),
  };
  if (standing.unknown !== undefined && (standing.global !== null || standing.enabled === null))
    return {
      ...base,
      state: 'unknown',
      sentence: `Whether ${module} is there is unknown: ${embed(standing.unknown)}.`,
    };
  if (standing.global === null)
    return {
      ...base,
      state: 'broken',
      sentence: `globalModules has no ${module}: install ${from} on the server first.`,
    };
  return standing.enabled === true
    ? { ...base, state: 'good', sentence: `${module} is registered, and in the modules of ${nameOf(scene)}.` }
    : {
        ...base,
        state: 'broken',
        sentence: `${module} is registered, but not in the modules of ${nameOf(scene)}: add it there.`,
      };
}

/** Whether a section is registered at all: what is not, IIS refuses with 500.19. */
export function sectionNeed({ config }: RecipeScene, section: string, from: string): RecipeNeed {
  const declared = config.sections.get(section);
  const base = { id: `section.${section}`, title: section };
  if (declared)
    return {
      ...base,
      state: 'good',
      sentence: `The section ${section} is registered.`,
      where: declared.where,
    };
  return {
    ...base,
    state: config.sections.size === 0 ? 'unknown' : 'broken',
    sentence:
      config.sections.size === 0
        ? `Whether ${section} is registered is unknown: the file has no <configSections>.`
        : `The section ${section} is not registered, and IIS answers 500.19 for it: install ${from} first.`,
  };
}

/** A pool may be told to read no web.config at all; then nothing that is placed there counts. */
export function webConfigNeed({ config, readiness }: RecipeScene): RecipeNeed {
  const base = { id: 'pool.override', title: 'enableConfigurationOverride' };
  const { pool } = readiness;
  if (pool === null || !config.findPool(pool))
    return { ...base, state: 'unknown', sentence: 'The application has no pool that is known.' };
  const setting = effective(config, { kind: 'pool', pool }, 'enableConfigurationOverride');
  const value = booleanOf(setting);
  const where = setting.source?.where;
  const placed = where ? { where } : {};
  if (value === null)
    return {
      ...base,
      ...placed,
      state: 'unknown',
      sentence: `Whether ${pool} reads web.config is unknown: ${embed(whyUnknown(setting))}.`,
    };
  return value
    ? { ...base, ...placed, state: 'good', sentence: `${pool} reads the web.config of its applications.` }
    : {
        ...base,
        ...placed,
        state: 'broken',
        sentence: `${pool} reads no web.config (enableConfigurationOverride is false), so what is placed there has no effect: set it to true first.`,
      };
}

/** The .NET Framework in the pool, and something that answers .ashx. */
export function aspNetNeeds(scene: RecipeScene): RecipeNeed[] {
  return [runtimeNeed(scene), ashxNeed(scene)];
}

function runtimeNeed({ config, readiness: { pool } }: RecipeScene): RecipeNeed {
  const base = { id: 'pool.runtime', title: 'managedRuntimeVersion' };
  if (pool === null || !config.findPool(pool))
    return { ...base, state: 'unknown', sentence: 'The application has no pool that is known.' };
  const setting = effective(config, { kind: 'pool', pool }, 'managedRuntimeVersion');
  const version = textOf(setting);
  const where = setting.source?.where;
  const placed = where ? { where } : {};
  if (version === null)
    return {
      ...base,
      ...placed,
      state: 'unknown',
      sentence: `The runtime of ${pool} is unknown: ${embed(whyUnknown(setting))}.`,
    };
  if (version === 'v4.0')
    return { ...base, ...placed, state: 'good', sentence: `${pool} runs the .NET Framework v4.0.` };
  return {
    ...base,
    ...placed,
    state: 'broken',
    sentence: `${pool} runs ${version === '' ? 'No Managed Code' : version}, and an .ashx with WebSockets needs v4.0: choose an application of another pool.`,
  };
}

function ashxNeed(scene: RecipeScene): RecipeNeed {
  const base = { id: 'handlers.ashx', title: '*.ashx' };
  const resolution = resolveSection(
    scene.config,
    'system.webServer/handlers',
    sectionTarget(scene.config, target(scene)),
  );
  if (resolution.unknown !== undefined)
    return {
      ...base,
      state: 'unknown',
      sentence: `What answers .ashx is unknown: ${embed(resolution.unknown)}.`,
    };
  const found = resolution.layers
    .flatMap((layer) => (isHidden(layer) ? [] : [layer]))
    .flatMap(({ element, document }) => element.children.map((child) => ({ child, document })))
    .find(
      ({ child }) =>
        child.name === 'add' &&
        child.get('path')?.toLowerCase() === '*.ashx' &&
        /integratedMode/i.test(child.get('preCondition') ?? '') &&
        /v4\.0/.test(child.get('preCondition') ?? ''),
    );
  if (found)
    return {
      ...base,
      state: 'good',
      sentence: `ASP.NET 4 answers .ashx in Integrated mode (${found.child.get('name') ?? ''}).`,
      where: found.document.whereOf(found.child.start),
    };
  return {
    ...base,
    state: 'broken',
    sentence: 'Nothing answers .ashx in Integrated mode: install the role service Web-Asp-Net45 first.',
  };
}

/** A file that the recipe does not bring. */
export function fileNeed(scene: RecipeScene, name: string, what: string): RecipeNeed {
  const base = { id: `file.${name}`, title: name };
  const there = scene.hasFile(name);
  if (there === null)
    return {
      ...base,
      state: 'unknown',
      sentence: `Whether ${name} is in the folder of ${nameOf(scene)} can't be seen from here; it must be ${what}.`,
    };
  return there
    ? { ...base, state: 'good', sentence: `${name} is in the folder of ${nameOf(scene)}.` }
    : {
        ...base,
        state: 'broken',
        sentence: `There is no ${name} in the folder of ${nameOf(scene)}; it must be ${what}.`,
      };
}
