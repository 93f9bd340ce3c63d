import type { ServerAction } from '../../../../shared/model/readiness';
import { literal } from './literal';

/** One action, as its own script of ours does it. Up to `$script:begun = $true` nothing is changed. */
export function actionLines(action: ServerAction): string[] {
  switch (action.kind) {
    case 'install-feature':
    case 'uninstall-feature':
      return [`Invoke-Feature -Kind '${action.kind}' -Feature ${literal(action.feature)}`];
    case 'start-site':
    case 'stop-site':
      return [`Invoke-State -Kind '${action.kind}' -Name ${literal(action.site)}`];
    case 'start-pool':
    case 'stop-pool':
    case 'recycle-pool':
      return [`Invoke-State -Kind '${action.kind}' -Name ${literal(action.pool)}`];
    case 'add-firewall-rule':
    case 'remove-firewall-rule':
      return [`Invoke-FirewallRule -Kind '${action.kind}' -Port ${action.port}`];
    case 'add-http-timeout':
      return netsh(`add timeout timeouttype=${action.timeout} value=${action.seconds}`);
    case 'delete-http-timeout':
      return netsh(`delete timeout timeouttype=${action.timeout}`);
  }
}

// A program must not see our stdin.
const netsh = (words: string): string[] => [
  '$script:begun = $true',
  `$null = $null | netsh.exe http ${words}`,
  "if ($LASTEXITCODE -ne 0) { throw 'HTTP.sys did not take the time-out.' }",
];

/** The functions that the actions call, each only where it is needed. */
export function actionFunctions(actions: readonly ServerAction[]): string[] {
  const kinds = actions.map(({ kind }) => kind);
  const needs = (word: RegExp, lines: readonly string[]): readonly string[] =>
    kinds.some((kind) => word.test(kind)) ? [...lines, ''] : [];
  return [
    ...needs(/feature$/, FEATURE),
    ...needs(/(site|pool)$/, STATE),
    ...needs(/firewall-rule$/, FIREWALL),
  ];
}

const FEATURE = [
  'function Invoke-Feature {',
  '  param([string] $Kind, [string] $Feature)',
  "  if ((Get-CimInstance -ClassName 'Win32_OperatingSystem').ProductType -eq 1) {",
  "    $optional = @{ 'Web-WebSockets' = 'IIS-WebSockets'; 'Web-Scripting-Tools' = 'IIS-ManagementScriptingTools' }",
  '    $script:begun = $true',
  "    if ($Kind -eq 'install-feature') {",
  '      $answer = Enable-WindowsOptionalFeature -Online -FeatureName $optional[$Feature] -All -NoRestart',
  '    } else {',
  '      $answer = Disable-WindowsOptionalFeature -Online -FeatureName $optional[$Feature] -NoRestart',
  '    }',
  '    $restart = [bool] $answer.RestartNeeded',
  '  } else {',
  "    if ($Kind -eq 'install-feature') {",
  '      $known = Get-WindowsFeature -Name $Feature',
  "      if ([string] $known.InstallState -eq 'Removed' -or [string] $known.InstallState -eq '5') { throw 'The files of the feature were removed from this server: install it with -Source and a Windows image.' }",
  '      $script:begun = $true',
  '      $answer = Install-WindowsFeature -Name $Feature',
  '    } else {',
  '      $script:begun = $true',
  '      $answer = Uninstall-WindowsFeature -Name $Feature -Confirm:$false',
  '    }',
  "    if (-not $answer.Success) { throw ('Windows answered ' + $answer.ExitCode + ' for ' + $Feature) }",
  "    $restart = [string] $answer.RestartNeeded -ne 'No'",
  '  }',
  "  if ($restart) { Write-Warning -Message 'Windows has to be restarted before that takes effect.' }",
  '}',
];

const STATE = [
  'function Get-StateOf {',
  '  param([string] $Kind, [string] $Name)',
  '  Reset-IISServerManager -Confirm:$false',
  '  $manager = Get-IISServerManager',
  "  if ($Kind -like '*-site') { $manager.Sites[$Name] } else { $manager.ApplicationPools[$Name] }",
  '}',
  'function Invoke-State {',
  '  param([string] $Kind, [string] $Name)',
  '  $object = Get-StateOf -Kind $Kind -Name $Name',
  "  if ($null -eq $object) { throw ('IIS does not have ' + $Name) }",
  '  $before = [string] $object.State',
  "  if ($Kind -eq 'recycle-pool' -and $before -eq 'Stopped') { throw ($Name + ' is stopped, so there is nothing to recycle.') }",
  '  $script:begun = $true',
  "  $wanted = 'Started'",
  "  if ($Kind -like 'start-*' -and $before -ne 'Started') { $null = $object.Start() }",
  "  if ($Kind -like 'stop-*') { $wanted = 'Stopped'; if ($before -ne 'Stopped') { $null = $object.Stop() } }",
  "  if ($Kind -eq 'recycle-pool') { $null = $object.Recycle() }",
  '  for ($try = 0; $try -lt 60; $try++) {',
  '    $state = [string] (Get-StateOf -Kind $Kind -Name $Name).State',
  '    if ($state -eq $wanted) { return }',
  '    Start-Sleep -Milliseconds 250',
  '  }',
  "  throw ('After 15 s the state of ' + $Name + ' is ' + $state)",
  '}',
];

const FIREWALL = [
  'function Invoke-FirewallRule {',
  '  param([string] $Kind, [int] $Port)',
  "  $name = 'IIS-Switchboard-TCP-' + $Port",
  "  $known = @(Get-NetFirewallRule -PolicyStore 'PersistentStore' | Where-Object -FilterScript { $_.Name -eq $name })",
  "  if ($Kind -eq 'remove-firewall-rule') {",
  "    if ($known.Count -eq 0) { throw ('There is no rule ' + $name + '; other rules are left alone.') }",
  '    $script:begun = $true',
  '    Remove-NetFirewallRule -Name $name -Confirm:$false',
  '    return',
  '  }',
  "  $profiles = @(Get-NetFirewallProfile -PolicyStore 'ActiveStore')",
  "  $closed = @($profiles | Where-Object -FilterScript { [string] $_.AllowLocalFirewallRules -eq 'False' })",
  "  if ($profiles.Count -gt 0 -and $closed.Count -eq $profiles.Count) { throw 'Group Policy lets no local firewall rule take effect on this server, so none was added.' }",
  '  if ($known.Count -gt 0) { return }',
  '  $script:begun = $true',
  "  $null = New-NetFirewallRule -Name $name -DisplayName ('IIS Switchboard: TCP ' + $Port) -Direction 'Inbound' -Action 'Allow' -Protocol 'TCP' -LocalPort ([string] $Port)",
  '}',
];
