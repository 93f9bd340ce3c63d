import type { ServerAction } from '../../../../shared/model/readiness';
import type { ConfigOperation } from '../../../iis/config/edit/operation';
import { actionLines, operationLines } from './cmdlets';
import { commentText, literal } from './literal';

export interface CopyScriptInput {
  serverName: string;
  /** Of the applicationHost.config that the preview was made of. */
  configPath: string;
  hash: string;
  operations: readonly ConfigOperation[];
  inverse: readonly ConfigOperation[];
  actions: readonly { action: ServerAction; sentence: string }[];
  /** What is changed, one sentence each. */
  sentences: readonly string[];
  at: string;
  version: string;
}

/**
 * The pending changes as one self-contained script for Windows PowerShell 5.1, ASCII only, that does what Apply does, in
 * the same order: preconditions, actions, backup, one commit, read back. Values from outside stand in it as literals
 * only. Throws `bad-request` for a name that can't stand in a script.
 */
export function copyScript(input: CopyScriptInput): string {
  const { operations, inverse, actions } = input;
  return [
    ...head(input),
    ...preconditions(input),
    ...commitFunction(),
    ...(operations.length === 0
      ? []
      : [
          '$change = {',
          ...indent(operationLines(operations)),
          '}',
          '$takeBack = {',
          ...indent(operationLines(inverse)),
          '}',
        ]),
    '$begun = $false',
    'try {',
    ...indent(actions.flatMap(step)),
    ...indent(operations.length === 0 ? [] : configuration(actions.length > 0)),
    "  Write-Output -InputObject 'Done.'",
    '  exit 0',
    '} catch {',
    '  Write-Warning -Message $_.Exception.Message',
    "  if (-not $begun) { Write-Warning -Message 'Nothing was changed.'; exit 1 }",
    "  Write-Warning -Message 'A step had begun: look at the server before anything else.'",
    '  exit 2',
    '}',
    '',
  ].join('\r\n');
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function head({ serverName, sentences, at, version }: CopyScriptInput): string[] {
  return [
    `# For ${commentText(serverName)}, made by IIS Switchboard ${commentText(version)} at ${commentText(at)}.`,
    ...sentences.map((sentence) => `#  - ${commentText(sentence)}`),
    '# Run it in Windows PowerShell 5.1 as administrator on that server. -WhatIf shows the steps and does none;',
    '# -Force goes on although the configuration has changed since this script was made; -Undo puts the old values back.',
    '# Exit code: 0 done (or only shown), 1 refused and nothing changed, 2 begun and not ended well.',
    "[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]",
    'param([switch] $Force, [switch] $Undo)',
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    '',
  ];
}

function preconditions({ configPath, hash }: CopyScriptInput): string[] {
  return [
    `$file = ${literal(configPath)}`,
    `$expected = ${literal(hash)}`,
    'function Get-Sha256 {',
    '  $bytes = [System.IO.File]::ReadAllBytes($file)',
    "  [System.BitConverter]::ToString([System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes)).Replace('-', '').ToLowerInvariant()",
    '}',
    "if (-not ((whoami.exe /groups /fo csv /nh) -join ' ' -match 'S-1-16-(?:12288|16384)\\b')) {",
    "  Write-Warning -Message 'This needs an administrator: start PowerShell as administrator. Nothing was changed.'",
    '  exit 1',
    '}',
    "if ($null -eq (Get-Module -ListAvailable -Name 'IISAdministration')) {",
    "  Write-Warning -Message 'The IISAdministration module is missing: install Web-Scripting-Tools. Nothing was changed.'",
    '  exit 1',
    '}',
    "Import-Module -Name 'IISAdministration'",
    'if (-not $Force -and -not $Undo -and (Get-Sha256) -ne $expected) {',
    "  Write-Warning -Message 'The configuration has changed since this script was made. Nothing was changed.'",
    '  exit 1',
    '}',
    '',
  ];
}

/** One commit of what a block changes, or nothing. */
function commitFunction(): string[] {
  return [
    'function Invoke-Commit {',
    '  param([scriptblock] $Block)',
    '  Reset-IISServerManager -Confirm:$false',
    '  Start-IISCommitDelay',
    '  $committed = $false',
    '  try {',
    '    . $Block',
    '    Stop-IISCommitDelay -Commit $true',
    '    $committed = $true',
    '  } finally {',
    "    if (-not $committed) { try { Stop-IISCommitDelay -Commit $false } catch { Write-Verbose -Message 'There was no commit to give up.' } }",
    '    Reset-IISServerManager -Confirm:$false',
    '  }',
    '}',
    '',
  ];
}

function step({ action, sentence }: CopyScriptInput['actions'][number]): string[] {
  return [
    `if (-not $Undo -and $PSCmdlet.ShouldProcess(${literal(sentence)}, 'Do')) {`,
    '  $begun = $true',
    ...indent(actionLines(action)),
    '}',
  ];
}

function configuration(afterActions: boolean): string[] {
  return [
    "$what = 'Change the configuration'",
    "if ($Undo) { $what = 'Put the old values back' }",
    'if ($PSCmdlet.ShouldProcess($file, $what)) {',
    "  $backup = 'switchboard-' + [System.DateTime]::UtcNow.ToString('yyyy-MM-ddTHH-mm-ss-fff')",
    '  $null = & ([System.Environment]::ExpandEnvironmentVariables(' +
      literal('%windir%\\System32\\inetsrv\\appcmd.exe') +
      ')) add backup $backup',
    "  if ($LASTEXITCODE -ne 0) { throw 'IIS could not make a backup, so the configuration was not changed.' }",
    "  Write-Output -InputObject ('IIS backup: ' + $backup)",
    // An action may have rewritten the file; the values are then still the previewed ones.
    ...(afterActions
      ? []
      : [
          "  if (-not $Force -and -not $Undo -and (Get-Sha256) -ne $expected) { throw 'The configuration has changed just now.' }",
        ]),
    '  if ($Undo) { Invoke-Commit -Block $takeBack } else { Invoke-Commit -Block $change }',
    '  $begun = $true',
    "  if ((Get-Sha256) -eq $expected -and -not $Undo) { throw 'The commit left the file as it was.' }",
    '}',
  ];
}
