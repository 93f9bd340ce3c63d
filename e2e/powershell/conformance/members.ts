import framework from './framework-members.json';
import documented from './members.json';
import type { Expression, ParsedScript } from './parsed';

interface MemberType {
  documentation: string;
  extends?: string;
  /** Name → the type of its value, "" where the check goes no further. */
  members: Record<string, string>;
}
export type MemberTypes = Record<string, MemberType>;

/** The members of Microsoft.Web.Administration that are documented, by type. */
export const iisMembers: MemberTypes = documented;

/** What the cmdlets give. */
const FROM_CMDLET: Record<string, string> = {
  'get-iisservermanager': 'ServerManager',
  // Ours, of common.ps1.
  'get-swbmanager': 'ServerManager',
  'get-iisconfigsection': 'ConfigurationSection',
  'get-iisconfigelement': 'ConfigurationElement',
  'get-iisconfigcollection': 'ConfigurationElementCollection',
  'get-iisconfigcollectionelement': 'ConfigurationElement',
};

/** Members that PowerShell gives every object. */
const EVERY_OBJECT = ['PSObject', 'GetType', 'ToString'];

function find(types: MemberTypes, type: string, name: string): string | undefined {
  const known = types[type];
  if (!known) return undefined;
  const key = Object.keys(known.members).find((each) => each.toLowerCase() === name.toLowerCase());
  if (key !== undefined) return known.members[key];
  return known.extends ? find(types, known.extends, name) : undefined;
}

/** Types an expression may have, as far as it comes from IIS's objects. */
function typesOf(
  expression: Expression | null,
  variables: Map<string, Set<string>>,
  types: MemberTypes,
): string[] {
  switch (expression?.kind) {
    case 'variable':
      return [...(variables.get(expression.name.toLowerCase()) ?? [])];
    case 'command': {
      const given = FROM_CMDLET[expression.name?.toLowerCase() ?? ''];
      return given ? [given] : [];
    }
    case 'index':
    case 'member': {
      const name = expression.kind === 'index' ? '[]' : (expression.name ?? '');
      return typesOf(expression.of, variables, types)
        .map((type) => find(types, type, name) ?? '')
        .filter(Boolean);
    }
    default:
      return [];
  }
}

/** Variables of a script that hold IIS's objects: all types that are ever assigned to them. */
function variablesOf(script: ParsedScript, types: MemberTypes): Map<string, Set<string>> {
  const variables = new Map<string, Set<string>>();
  // Twice: a loop may use what is assigned further down.
  for (let round = 0; round < 2; round++)
    for (const { variable, value, each } of script.assignments) {
      if (variable === null) continue;
      const found = typesOf(each ? { kind: 'index', of: value } : value, variables, types);
      const known = variables.get(variable.toLowerCase()) ?? new Set();
      for (const type of found) known.add(type);
      variables.set(variable.toLowerCase(), known);
    }
  return variables;
}

/** Members of IIS's objects that are not documented, and static members .NET Framework is not known to have. */
export function memberProblems(script: ParsedScript, types: MemberTypes = iisMembers): string[] {
  const variables = variablesOf(script, types);
  return script.members.flatMap(({ line, expression }) => {
    if (expression.kind !== 'member' || expression.name === null) return [];
    const { name, of } = expression;
    const at = (what: string): string[] => [`${script.file}:${line} ${what}`];
    if (expression.static) {
      if (of?.kind !== 'type') return [];
      const type = of.name.toLowerCase().replaceAll(/(?<![\w.])system\./g, '');
      const known = (framework as Record<string, string[]>)[type];
      return known?.some((each) => each.toLowerCase() === name.toLowerCase())
        ? []
        : at(`[${of.name}]::${name} is not in framework-members.json; does .NET Framework 4.7 have it?`);
    }
    if (EVERY_OBJECT.includes(name)) return [];
    const possible = typesOf(of, variables, types);
    // A variable that holds a site here and a pool there: one of them must have it.
    if (possible.length === 0 || possible.some((type) => find(types, type, name) !== undefined)) return [];
    return at(`${possible.join(' or ')} has no documented member ${name}`);
  });
}
