import type { AttributeRule } from '../settings/definition';
import { poolRules } from '../settings/pool';
import { pathSections, serverSections } from '../settings/sections';
import { applicationRules, siteRules } from '../settings/site';

/** What may stand on an element and in it, by the schema; rules where a value's range is known to us. */
export interface Shape {
  readonly attributes: ReadonlySet<string>;
  readonly rules: ReadonlyMap<string, AttributeRule>;
  readonly children: ReadonlyMap<string, Shape>;
  /** Children that may stand more than once: entries of a collection. */
  readonly entries: ReadonlySet<string>;
}

/** Allowed on every element; see the deep dive on locking, and configSource. */
const everywhere = [
  'lockAttributes',
  'lockAllAttributesExcept',
  'lockElements',
  'lockAllElementsExcept',
  'lockItem',
  'configSource',
  'childSource',
  'configProtectionProvider',
];

type Rules = readonly (readonly [elements: string, rules: readonly AttributeRule[]])[];

function shape(
  rules: readonly AttributeRule[],
  others: string,
  children: Readonly<Record<string, Shape>> = {},
  entries = '',
): Shape {
  return {
    attributes: new Set([...rules.map(({ attribute }) => attribute), ...words(others), ...everywhere]),
    rules: new Map(rules.map((rule) => [rule.attribute, rule])),
    children: new Map(Object.entries(children)),
    entries: new Set(words(entries)),
  };
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);
const rulesAt = (rules: Rules, path: string): readonly AttributeRule[] =>
  rules.find(([elements]) => elements === path)?.[1] ?? [];
const entry = (attributes: string): Shape => shape([], attributes);
const clear = entry('');

const pool = (others: string): Shape =>
  shape(rulesAt(poolRules, ''), `name managedRuntimeLoader CLRConfigFile ${others}`, {
    processModel: shape(
      rulesAt(poolRules, 'processModel'),
      // The last is newer than the schema at hand; Microsoft's documentation has it.
      'userName password logonType manualGroupMembership logEventOnProcessModel requestQueueDelegatorIdentity',
    ),
    recycling: shape(rulesAt(poolRules, 'recycling'), '', {
      periodicRestart: shape(rulesAt(poolRules, 'recycling/periodicRestart'), '', {
        schedule: shape([], '', { add: entry('value'), clear }, 'add clear'),
      }),
    }),
    failure: shape(
      rulesAt(poolRules, 'failure'),
      'orphanActionExe orphanActionParams autoShutdownExe autoShutdownParams',
    ),
    cpu: shape(
      rulesAt(poolRules, 'cpu'),
      'smpAffinitized smpProcessorAffinityMask smpProcessorAffinityMask2 processorGroup numaNodeAssignment numaNodeAffinityMode',
    ),
    environmentVariables: shape(
      [],
      '',
      { add: entry('name value'), remove: entry('name'), clear },
      'add remove clear',
    ),
  });

const virtualDirectory = entry('path physicalPath userName password logonMethod allowSubDirConfig');
const application = shape(
  applicationRules,
  'path serviceAutoStartEnabled serviceAutoStartProvider',
  { virtualDirectory, virtualDirectoryDefaults: virtualDirectory },
  'virtualDirectory',
);
const site = shape(
  rulesAt(siteRules, ''),
  'name id',
  {
    bindings: shape(
      [],
      '',
      { binding: entry('protocol bindingInformation sslFlags'), clear },
      'binding clear',
    ),
    limits: shape(rulesAt(siteRules, 'limits'), ''),
    logFile: shape(
      [],
      'logExtFileFlags customLogPluginClsid logFormat logTargetW3C directory period truncateSize localTimeRollover ' +
        'enabled logSiteId flushByEntryCountW3CLog maxLogLineLength',
      {
        customFields: shape(
          [],
          'maxCustomFieldLength',
          { add: entry('logFieldName sourceName sourceType'), clear },
          'add clear',
        ),
      },
    ),
    traceFailedRequestsLogging: entry('enabled directory maxLogFiles maxLogFileSizeKB customActionsEnabled'),
    // Since Windows Server 1709; the schema at hand is older.
    hsts: entry('enabled max-age includeSubDomains preload redirectHttpToHttps'),
    application,
    applicationDefaults: shape(applicationRules, 'path serviceAutoStartEnabled serviceAutoStartProvider'),
    virtualDirectoryDefaults: virtualDirectory,
  },
  'application',
);
// preloadEnabled and serviceAutoStart* are not in the server-wide applicationDefaults (schema).
const serverApplicationDefaults = shape(
  applicationRules.filter(({ attribute }) => attribute !== 'preloadEnabled'),
  'path',
);

const moduleEntries = {
  add: entry('name type preCondition image'),
  remove: entry('name'),
  clear,
};

/** Attributes of sections that are no settings of ours. */
const others: ReadonlyMap<string, string> = new Map([
  [
    'system.webServer/serverRuntime',
    'maxRequestEntityAllowed uploadReadAheadSize alternateHostName enableNagling frequentHitThreshold frequentHitTimePeriod authenticatedUserOverride',
  ],
]);

/** Left out: attributes of ARR's proxy differ between versions, requestFiltering has collections of its own. */
const notShaped = new Set(['system.webServer/proxy', 'system.webServer/security/requestFiltering']);

/** The sections that are looked into, by path. */
export const sectionShapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  [
    'system.applicationHost/applicationPools',
    shape(
      [],
      '',
      { add: pool(''), applicationPoolDefaults: pool(''), clear, remove: entry('name') },
      'add clear remove',
    ),
  ],
  [
    'system.applicationHost/sites',
    shape(
      [],
      '',
      {
        site,
        siteDefaults: site,
        applicationDefaults: serverApplicationDefaults,
        virtualDirectoryDefaults: virtualDirectory,
      },
      'site',
    ),
  ],
  ['system.webServer/globalModules', shape([], '', moduleEntries, 'add remove clear')],
  [
    'system.webServer/modules',
    shape(
      [],
      'runAllManagedModulesForAllRequests runManagedModulesForWebDavRequests',
      moduleEntries,
      'add remove clear',
    ),
  ],
  ...[...pathSections, ...serverSections]
    .filter(([section]) => !notShaped.has(section))
    .map(([section, rules]) => [section, shape(rules, others.get(section) ?? '')] as const),
]);
