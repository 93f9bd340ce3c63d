import type { ConfigDocument } from '../document';
import type { SectionDeclaration } from '../types';
import type { XmlElement } from '../xml/element';

const definitions = [
  'Everywhere',
  'MachineOnly',
  'MachineToApplication',
  'AppHostOnly',
  'MachineToWebRoot',
] as const;

/** Sections that <configSections> registers, by path; the first of two registrations counts. */
export function readDeclarations(document: ConfigDocument): Map<string, SectionDeclaration> {
  const found = new Map<string, SectionDeclaration>();
  const walk = (group: XmlElement, prefix: string): void => {
    for (const child of group.children) {
      const name = child.get('name');
      if (name === undefined) continue;
      if (child.name === 'sectionGroup') walk(child, `${prefix}${name}/`);
      else if (child.name === 'section' && !found.has(prefix + name)) {
        found.set(prefix + name, declaration(document, child, prefix + name));
      }
    }
  };
  for (const child of document.root.children) if (child.name === 'configSections') walk(child, '');
  return found;
}

/** Absent attributes mean Allow and Everywhere. */
function declaration(document: ConfigDocument, element: XmlElement, path: string): SectionDeclaration {
  const allow = element.get('allowDefinition')?.toLowerCase();
  return {
    path,
    overrideModeDefault: element.get('overrideModeDefault')?.toLowerCase() === 'deny' ? 'Deny' : 'Allow',
    allowDefinition: definitions.find((each) => each.toLowerCase() === allow) ?? 'Everywhere',
    where: document.whereOf(element.start),
  };
}
