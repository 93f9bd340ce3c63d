import type { ServerAction } from '../../../../shared/model/readiness';
import type { ConfigOperation } from '../../../iis/config/edit/operation';
import { literal } from './literal';

const APPHOST = "-CommitPath 'MACHINE/WEBROOT/APPHOST'";

/** The same cmdlets in the same order as apply-changes.ps1, with the values written out. */
export function operationLines(operations: readonly ConfigOperation[]): string[] {
  return operations.flatMap((operation) => {
    const { section, location } = operation;
    const at = location === null ? '' : ` -Location ${literal(location)}`;
    const lines = [`$element = Get-IISConfigSection -SectionPath ${literal(section)} ${APPHOST}${at}`];
    if (operation.op === 'set' || operation.op === 'clear') {
      for (const { element, key } of operation.steps)
        lines.push(
          ...(key === undefined
            ? [
                `$element = Get-IISConfigElement -ConfigElement $element -ChildElementName ${literal(element)}`,
              ]
            : [
                '$collection = Get-IISConfigCollection -ConfigElement $element',
                `$element = Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${table(key)}`,
                `if ($null -eq $element) { throw ('Not in the configuration: ' + ${literal(Object.values(key).join(', '))}) }`,
              ]),
        );
      const attribute = literal(operation.attribute);
      lines.push(
        operation.op === 'set'
          ? `Set-IISConfigAttributeValue -ConfigElement $element -AttributeName ${attribute} -AttributeValue ${valueOf(operation)}`
          : `Remove-IISConfigAttribute -ConfigElement $element -AttributeName ${attribute}`,
      );
      return lines;
    }
    if (operation.op === 'revert') return [...lines, '$element.RevertToParent()'];
    lines.push('$collection = Get-IISConfigCollection -ConfigElement $element');
    const attributes = table(operation.attributes);
    return operation.op === 'add'
      ? [
          ...lines,
          `New-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${attributes}`,
        ]
      : [
          ...lines,
          `Remove-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute ${attributes} -Confirm:$false`,
        ];
  });
}

function table(values: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(values).map(([name, value]) => `${literal(name)} = ${literal(value)}`);
  return `@{ ${pairs.join('; ')} }`;
}

function valueOf({ type, value }: Extract<ConfigOperation, { op: 'set' }>): string {
  switch (type) {
    case 'bool':
      return value === 'true' ? '$true' : '$false';
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

/** One action, as its own script of ours does it. */
export function actionLines(action: ServerAction): string[] {
  switch (action.kind) {
    case 'install-feature':
      return [
        `$answer = Install-WindowsFeature -Name ${literal(action.feature)}`,
        `if (-not $answer.Success) { throw ('Install-WindowsFeature answered ' + $answer.ExitCode) }`,
        `if ([string] $answer.RestartNeeded -ne 'No') { Write-Warning -Message 'Windows has to be restarted before the feature works.' }`,
      ];
    case 'uninstall-feature':
      return [
        `$answer = Uninstall-WindowsFeature -Name ${literal(action.feature)} -Confirm:$false`,
        `if (-not $answer.Success) { throw ('Uninstall-WindowsFeature answered ' + $answer.ExitCode) }`,
      ];
    case 'start-site':
    case 'stop-site':
      return state('Sites', action.site, action.kind === 'start-site' ? 'Start' : 'Stop');
    case 'start-pool':
    case 'stop-pool':
      return state('ApplicationPools', action.pool, action.kind === 'start-pool' ? 'Start' : 'Stop');
    case 'recycle-pool':
      return state('ApplicationPools', action.pool, 'Recycle');
    case 'add-firewall-rule':
      return [
        `$null = New-NetFirewallRule -Name 'IIS-Switchboard-TCP-${action.port}' -DisplayName 'IIS Switchboard: TCP ${action.port}' -Direction 'Inbound' -Action 'Allow' -Protocol 'TCP' -LocalPort '${action.port}'`,
      ];
    case 'remove-firewall-rule':
      return [`Remove-NetFirewallRule -Name 'IIS-Switchboard-TCP-${action.port}' -Confirm:$false`];
    case 'add-http-timeout':
      return netsh(`add timeout timeouttype=${action.timeout} value=${action.seconds}`);
    case 'delete-http-timeout':
      return netsh(`delete timeout timeouttype=${action.timeout}`);
  }
}

function state(
  kind: 'Sites' | 'ApplicationPools',
  name: string,
  verb: 'Start' | 'Stop' | 'Recycle',
): string[] {
  return [
    'Reset-IISServerManager -Confirm:$false',
    `$object = (Get-IISServerManager).${kind}[${literal(name)}]`,
    `if ($null -eq $object) { throw ('IIS does not have ' + ${literal(name)}) }`,
    `$null = $object.${verb}()`,
  ];
}

const netsh = (words: string): string[] => [
  `$null | netsh.exe http ${words}`,
  `if ($LASTEXITCODE -ne 0) { throw 'netsh did not take the time-out.' }`,
];
