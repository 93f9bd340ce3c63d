// Writes stand-ins/Iis/schema.json from IIS's own schema files: what the stand-ins hold values against.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
});
const nameOf = (node) => Object.keys(node).find((key) => key !== ':@');
const attributesOf = (node) => node[':@'] ?? {};

function attribute(node) {
  const {
    name,
    type,
    defaultValue,
    validationType,
    validationParameter,
    isUniqueKey,
    isCombinedKey,
    required,
    caseSensitive,
  } = attributesOf(node);
  const names = node.attribute
    .filter((child) => ['enum', 'flag'].includes(nameOf(child)))
    .map((child) => attributesOf(child).name);
  return {
    name,
    type,
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    ...(validationType ? { check: `${validationType} ${validationParameter ?? ''}` } : {}),
    // Each unique key is one by itself; combined keys are one together.
    ...(isUniqueKey === 'true' ? { key: 'unique' } : {}),
    ...(isCombinedKey === 'true' ? { key: 'combined' } : {}),
    ...(caseSensitive === 'true' ? { caseSensitive: true } : {}),
    ...(required === 'true' ? { required: true } : {}),
    ...(names.length > 0 ? { names } : {}),
  };
}

function element(children) {
  const made = { attributes: [], children: {} };
  for (const node of children) {
    const kind = nameOf(node);
    if (kind === 'attribute') made.attributes.push(attribute(node));
    if (kind === 'element') made.children[attributesOf(node).name] = element(node.element);
    if (kind === 'collection') {
      const { addElement, defaultElement, allowDuplicates } = attributesOf(node);
      made.collection = {
        add: (addElement ?? '').split(','),
        ...(defaultElement ? { defaults: defaultElement } : {}),
        ...(allowDuplicates === 'true' ? { duplicates: true } : {}),
        item: element(node.collection),
      };
    }
  }
  return made;
}

/** Adds what another file says of the same element. */
function merge(known, more) {
  const names = new Set(known.attributes.map(({ name }) => name));
  known.attributes.push(...more.attributes.filter(({ name }) => !names.has(name)));
  for (const [name, child] of Object.entries(more.children)) {
    if (known.children[name] === undefined) known.children[name] = child;
    else merge(known.children[name], child);
  }
  if (more.collection === undefined) return;
  if (known.collection === undefined) known.collection = more.collection;
  else merge(known.collection.item, more.collection.item);
}

/** The table of every section of the schema files in a folder, as JSON text. */
export function makeSchema(folder) {
  const sections = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort()) {
    const tree = parser.parse(readFileSync(path.join(folder, file), 'utf8'));
    const root = tree.find((node) => nameOf(node) === 'configSchema');
    for (const node of root?.configSchema ?? []) {
      if (nameOf(node) !== 'sectionSchema') continue;
      const { name } = attributesOf(node);
      const made = element(node.sectionSchema);
      const known = sections[name];
      if (known === undefined) sections[name] = made;
      // IIS puts the parts of a section together: webfarm.xml names the farms that arr_schema.xml routes. What
      // rscaext.xml adds to sections of IIS_schema.xml is run-time state, which stands in no file.
      else if (file !== 'rscaext.xml') merge(known, made);
    }
  }
  return `${JSON.stringify(sections)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? path.resolve(import.meta.dirname, '../../../shared/data/iis-schema');
  writeFileSync(path.join(import.meta.dirname, 'stand-ins/Iis/schema.json'), makeSchema(folder));
}
