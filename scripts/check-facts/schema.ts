import { readPlain, under } from './plain-xml';
import type { PlainElement } from './plain-xml';
import { schemaText } from './shared-folder';

/** One attribute as IIS's schema declares it. */
export interface SchemaAttribute {
  type: string;
  default: string;
  validation: string;
  parameter: string;
  /** Enum or flag names with their numbers, in the schema's order. */
  names: [string, number][];
}

const SCHEMA_FILES = ['IIS_schema.xml', 'arr_schema.xml', 'rewrite_schema.xml', 'aspnetcore_schema_v2.xml'];

const sections = new Map<string, PlainElement>();

/** The schema of a section; `file` for those that come with a module of their own. */
export function section(name: string): PlainElement {
  for (const file of sections.size === 0 ? SCHEMA_FILES : []) {
    for (const each of under(readPlain(schemaText(file)), 'sectionSchema')) {
      sections.set(each.attributes.get('name') ?? '', each);
    }
  }
  const found = sections.get(name);
  if (found === undefined) throw new Error(`the schema has no section ${name}`);
  return found;
}

/** An element below a section: a named one, or (by its addElement) an entry of a collection. */
function step(element: PlainElement, name: string): PlainElement {
  const found = element.children.find(
    ({ name: tag, attributes }) =>
      (tag === 'element' && attributes.get('name') === name) ||
      (tag === 'collection' && attributes.get('addElement') === name),
  );
  if (found === undefined)
    throw new Error(`the schema has no ${name} in ${element.attributes.get('name') ?? element.name}`);
  return found;
}

/** By a path such as "system.applicationHost/sites/site/limits@maxConnections". */
export function schemaAttribute(sectionName: string, path: string): SchemaAttribute {
  const [elements = '', attribute = ''] = path.slice(sectionName.length).split('@');
  const holder = elements.split('/').filter(Boolean).reduce(step, section(sectionName));
  const found = under(holder, 'attribute').find(({ attributes }) => attributes.get('name') === attribute);
  if (found === undefined) throw new Error(`the schema has no attribute ${path}`);
  const get = (name: string): string => found.attributes.get(name) ?? '';
  return {
    type: get('type'),
    default: get('defaultValue'),
    validation: get('validationType'),
    parameter: get('validationParameter'),
    names: [...under(found, 'enum'), ...under(found, 'flag')].map(({ attributes }) => [
      attributes.get('name') ?? '',
      Number(attributes.get('value')),
    ]),
  };
}

/** Seconds of "29:00:00" or "1.05:00:00", by arithmetic of its own. */
export function seconds(text: string): number {
  const [clock = '', days = '0'] = text.split('.').reverse();
  const [h = 0, m = 0, s = 0] = clock.split(':').map(Number);
  return ((Number(days) * 24 + h) * 60 + m) * 60 + s;
}
