import type { SettingScalar, SettingType } from '../../../../shared/model/settings';

type Type = 'bool' | 'uint' | 'timeSpan' | 'enum' | 'flags' | 'string';

/** Where an attribute stands and what it may hold; the facts are IIS_schema.xml's, the words ours. */
export interface AttributeRule {
  readonly attribute: string;
  readonly type: Type;
  /** As an effective value. */
  readonly default: SettingScalar;
  readonly summary: string;
  readonly unit?: string;
  /** uint: bounds; timeSpan: seconds and step. */
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  /** The bounds are what is forbidden (validationParameter "…,exclude"). */
  readonly exclude?: boolean;
  /** Enum and flag names with their numbers. */
  readonly names?: ReadonlyMap<string, number>;
  /** Text that has a form of its own. */
  readonly form?: 'applicationPoolName' | 'protocols';
  /** Values that the schema lets through and IIS then fails on, with the reason in one sentence. */
  readonly never?: { readonly value: SettingScalar; readonly why: string };
}

/** What an attribute belongs to; decides how its effective value is found. */
export type SettingHome =
  | { readonly kind: 'pool' | 'site' | 'application' }
  | { readonly kind: 'section' }
  | {
      readonly kind: 'server';
      readonly defaults?: 'applicationPoolDefaults' | 'siteDefaults' | 'applicationDefaults';
    };

/** One setting that the product knows, below one kind of object. */
export interface SettingDefinition {
  /** "processModel.idleTimeout", "limits.maxConnections", "webSocket.enabled". */
  readonly name: string;
  /** "system.applicationHost/applicationPools/add/processModel@idleTimeout". */
  readonly path: string;
  /** "system.applicationHost/applicationPools" */
  readonly section: string;
  /** Element names below the object (or below the section): ["processModel"]. */
  readonly elements: readonly string[];
  readonly home: SettingHome;
  readonly rule: AttributeRule;
  readonly attribute: string;
  readonly type: SettingType;
  readonly default: SettingScalar;
  /** In words, with the unit. */
  readonly range: string;
  readonly unit?: string;
  readonly choices?: string[];
  readonly summary: string;
}

type More = Omit<AttributeRule, 'attribute' | 'type' | 'default' | 'summary' | 'names'>;

export const bool = (attribute: string, value: boolean, summary: string): AttributeRule => ({
  attribute,
  type: 'bool',
  default: value,
  summary,
});
export const uint = (attribute: string, value: number, summary: string, more: More = {}): AttributeRule => ({
  attribute,
  type: 'uint',
  default: value,
  summary,
  ...more,
});
/** `value` as [d.]hh:mm:ss; bounds and step in seconds. */
export const span = (attribute: string, value: string, summary: string, more: More = {}): AttributeRule => ({
  attribute,
  type: 'timeSpan',
  default: value,
  summary,
  unit: '[d.]hh:mm:ss',
  ...more,
});
export const choice = (
  attribute: string,
  value: string,
  summary: string,
  names: Readonly<Record<string, number>>,
): AttributeRule => ({
  attribute,
  type: 'enum',
  default: value,
  summary,
  names: new Map(Object.entries(names)),
});
export const flags = (
  attribute: string,
  value: string,
  summary: string,
  names: Readonly<Record<string, number>>,
): AttributeRule => ({
  attribute,
  type: 'flags',
  default: value,
  summary,
  names: new Map(Object.entries(names)),
});
export const text = (attribute: string, value: string, summary: string, more: More = {}): AttributeRule => ({
  attribute,
  type: 'string',
  default: value,
  summary,
  ...more,
});
