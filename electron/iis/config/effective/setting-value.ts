import type { SettingScalar, SettingSource, SettingValue } from '../../../../shared/model/settings';
import type { z } from 'zod';
import type { ConfigDocument } from '../document';
import type { SettingDefinition } from '../settings/definition';
import { readValue } from '../settings/value';
import type { XmlAttribute } from '../xml/element';

type Source = z.infer<typeof SettingSource>;

const schemaDefault: Source = { layer: 'schema default', label: 'schema default' };

function make(
  definition: SettingDefinition,
  value: SettingScalar | null,
  source: Source | null,
  locked: boolean | null,
): SettingValue {
  const { name, path, type, range, unit, choices, summary } = definition;
  const made: SettingValue = {
    name,
    path,
    type,
    value,
    source,
    locked,
    default: definition.default,
    range,
    summary,
  };
  if (unit !== undefined) made.unit = unit;
  if (choices !== undefined) made.choices = choices;
  return made;
}

export const defaultValue = (definition: SettingDefinition, locked: boolean | null): SettingValue =>
  make(definition, definition.default, schemaDefault, locked);

export const unknownValue = (
  definition: SettingDefinition,
  why: string,
  locked: boolean | null,
): SettingValue => ({
  ...make(definition, null, null, locked),
  unknown: why,
});

/** The value that an attribute gives; a text that IIS refuses makes it unknown, with the place. */
export function attributeValueOf(
  definition: SettingDefinition,
  attribute: XmlAttribute,
  document: ConfigDocument,
  from: { layer: Source['layer']; label: string },
  locked: boolean | null,
): SettingValue {
  const where = document.whereOf(attribute.start);
  const reading = readValue(definition.rule, attribute.value);
  const source = { layer: from.layer, label: from.label, where };
  if (reading.ok) return make(definition, reading.value, source, locked);
  return {
    ...make(definition, null, source, locked),
    unknown: `${definition.name} in line ${where.line ?? 0} of ${where.file} ${reading.why}: IIS refuses the section until it is corrected.`,
  };
}
