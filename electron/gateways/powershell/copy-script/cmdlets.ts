import type { ConfigOperation, OperationStep } from '../../../iis/config/edit/operation';
import { literal } from './literal';

const APPHOST = "-CommitPath 'MACHINE/WEBROOT/APPHOST'";

interface Placed {
  operation: ConfigOperation;
  /** The variable that holds the section of that place. */
  variable: string;
}

/** The cmdlets of one commit, as apply-changes.ps1 calls them: all sections first, then the file is compared, then set. */
export function operationLines(operations: readonly ConfigOperation[]): string[] {
  const { opening, placed } = sections(operations);
  return [...opening, 'Assert-Unchanged', ...placed.flatMap(changeLines)];
}

/** Reads each value and element back, and throws where one is not as it was written. */
export function readBackLines(operations: readonly ConfigOperation[]): string[] {
  const { opening, placed } = sections(operations);
  return [...opening, ...placed.flatMap(checkLines)];
}

/** One variable for each section of each place, in the order in which they are met. */
function sections(operations: readonly ConfigOperation[]): { opening: string[]; placed: Placed[] } {
  const variables = new Map<string, string>();
  const opening: string[] = [];
  const placed = operations.map((operation) => {
    const { section, location } = operation;
    const key = JSON.stringify([section, location]);
    const variable = variables.get(key) ?? `$section${variables.size + 1}`;
    if (!variables.has(key)) {
      const at = location === null ? '' : ` -Location ${literal(location)}`;
      opening.push(`${variable} = Get-IISConfigSection -SectionPath ${literal(section)} ${APPHOST}${at}`);
      variables.set(key, variable);
    }
    return { operation, variable };
  });
  return { opening, placed };
}

function changeLines({ operation, variable }: Placed): string[] {
  switch (operation.op) {
    case 'set':
      return [
        ...elementLines(variable, operation.steps),
        `Set-IISConfigAttributeValue -ConfigElement $element -AttributeName ${literal(operation.attribute)} -AttributeValue ${valueOf(operation)}`,
      ];
    case 'clear':
      return [
        ...elementLines(variable, operation.steps),
        `Remove-IISConfigAttribute -ConfigElement $element -AttributeName ${literal(operation.attribute)}`,
      ];
    case 'add':
      return [
        collectionOf(variable),
        `$made = New-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${table(operation.attributes)} -Passthru`,
        ...Object.entries(operation.locks ?? {}).map(([name, value]) => {
          const lock = name === 'lockItem' ? bool(value) : literal(value);
          return `$made.SetMetadata(${literal(name)}, ${lock})`;
        }),
      ];
    case 'remove':
      return [
        collectionOf(variable),
        `Remove-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${table(operation.attributes)} -Confirm:$false`,
      ];
    case 'revert':
      return [`${variable}.RevertToParent()`];
  }
}

function checkLines({ operation, variable }: Placed): string[] {
  switch (operation.op) {
    case 'set':
      return [
        ...elementLines(variable, operation.steps),
        `Assert-Value -Element $element -Name ${literal(operation.attribute)} -Wanted ${valueOf(operation)}`,
      ];
    // What is inherited then is for other levels to say.
    case 'clear':
    case 'revert':
      return [];
    case 'add':
    case 'remove': {
      const test = operation.op === 'add' ? '$null -eq $element' : '$null -ne $element';
      return [
        collectionOf(variable),
        `$element = Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${table(operation.attributes)}`,
        `if (${test}) { throw ('Not as written: ' + ${literal(Object.values(operation.attributes).join(', '))}) }`,
      ];
    }
  }
}

/** From a section down to the element of an attribute. */
function elementLines(variable: string, steps: readonly OperationStep[]): string[] {
  return [
    `$element = ${variable}`,
    ...steps.flatMap(({ element, key }) =>
      key === undefined
        ? [`$element = Get-IISConfigElement -ConfigElement $element -ChildElementName ${literal(element)}`]
        : [
            collectionOf('$element'),
            `$element = Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${table(key)}`,
            `if ($null -eq $element) { throw ('Not in the configuration: ' + ${literal(Object.values(key).join(', '))}) }`,
          ],
    ),
  ];
}

const collectionOf = (element: string): string =>
  `$collection = Get-IISConfigCollection -ConfigElement ${element}`;

function table(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${literal(name)} = ${literal(value)}`);
  return `@{ ${pairs.join('; ')} }`;
}

const bool = (text: string): string => (text === 'true' ? '$true' : '$false');

function valueOf({ type, value }: Extract<ConfigOperation, { op: 'set' }>): string {
  switch (type) {
    case 'bool':
      return bool(value);
    case 'uint':
      return `([long] ${literal(value)})`;
    case 'timeSpan':
      return `([System.TimeSpan]::Parse(${literal(value)}, [System.Globalization.CultureInfo]::InvariantCulture))`;
    case 'enum':
    case 'flags':
    case 'string':
      return literal(value);
  }
}
