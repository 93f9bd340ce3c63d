import type { ServerAction } from '../../../../shared/model/readiness';
import type { ConfigOperation } from '../../../iis/config/edit/operation';
import { actionFunctions, actionLines } from './actions';
import type { ScriptFile } from '../../../iis/changes/files/script-files';
import { FILE_FUNCTIONS, fileTable } from './files';
import { operationLines, readBackLines } from './cmdlets';
import { commentText, literal } from './literal';
import { COMMIT_FUNCTIONS, preconditions } from './frame';

export interface CopyScriptInput {
  serverName: string;
  /** Of the applicationHost.config that the preview was made of. */
  configPath: string;
  hash: string;
  operations: readonly ConfigOperation[];
  inverse: readonly ConfigOperation[];
  /** Absent: none. */
  files?: readonly ScriptFile[];
  actions: readonly { action: ServerAction; sentence: string }[];
  /** What is changed, one sentence each. */
  sentences: readonly string[];
  at: string;
  version: string;
}

/**
 * The pending changes as one self-contained script for Windows PowerShell 5.1, ASCII only, that does what Apply does, in
 * the same order: preconditions, actions, backup, one commit, read back, files. Values from outside stand in it as literals
 * only. Throws `bad-request` for a name that can't stand in a script.
 */
export function copyScript(input: CopyScriptInput): string {
  const { operations, actions, files = [] } = input;
  const changes = operations.length > 0;
  return [
    ...help(input),
    "[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]",
    'param([switch] $Force, [switch] $Undo)',
    "$ErrorActionPreference = 'Stop'",
    "$ProgressPreference = 'SilentlyContinue'",
    `$file = ${literal(input.configPath)}`,
    '# SHA-256 of the configuration that the changes were planned on.',
    `$expected = ${literal(input.hash)}`,
    '# Whether anything of the server is changed.',
    '$begun = $false',
    '',
    ...preconditions(),
    ...actionFunctions(actions.map(({ action }) => action)),
    ...(changes ? [...COMMIT_FUNCTIONS, ...blocks(input)] : []),
    ...(files.length > 0 ? [...FILE_FUNCTIONS, ...fileTable(files)] : []),
    'try {',
    '  Assert-Ready',
    ...(files.length > 0 ? ['  Assert-Files', '  if ($Undo) { Invoke-Files }'] : []),
    ...indent(actions.flatMap(step)),
    ...indent(changes ? configuration(actions) : []),
    // What a file needs of the configuration must be in force first.
    ...(files.length > 0 ? ['  if (-not $Undo) { Invoke-Files }'] : []),
    "  if ($WhatIfPreference) { Write-Output -InputObject 'Nothing was done.' } else { Write-Output -InputObject 'Done.' }",
    '  exit 0',
    '} catch {',
    '  Write-Warning -Message $_.Exception.Message',
    "  if (-not $begun) { Write-Warning -Message 'Nothing is changed.'; exit 1 }",
    "  Write-Warning -Message 'Something is changed already, or nobody knows: look at the server before anything else.'",
    '  exit 2',
    '}',
    '',
  ].join('\r\n');
}

const indent = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Comment-based help, for Get-Help and for whoever signs it off. A line of a sentence never begins with a keyword. */
function help({ serverName, sentences, at, version, actions, files = [] }: CopyScriptInput): string[] {
  return [
    '# .SYNOPSIS',
    `#   Changes IIS on ${commentText(serverName)}.`,
    '# .DESCRIPTION',
    `#   Made by IIS Switchboard ${commentText(version)} at ${commentText(at)}. It does this:`,
    ...sentences.map((sentence) => `#   - ${commentText(sentence)}`),
    '#   Run it in Windows PowerShell 5.1 as administrator on that server. -WhatIf shows the steps and does none.',
    '#   Before the configuration is changed, IIS makes a backup: appcmd.exe restore backup <name>.',
    '#   It is changed in one commit, read back, and put back where it does not read as written.',
    ...(files.length > 0
      ? [
          '#   Files are written last, each only where it is what it was when this was made; -Force does not change that.',
        ]
      : []),
    '#   Exit code: 0 done (or only shown); 1 not done, nothing is changed; 2 ended in between, look at the server.',
    '# .PARAMETER Force',
    '#   Goes on although the configuration has changed since this script was made.',
    '# .PARAMETER Undo',
    `#   Puts the old values of the configuration back${files.length > 0 ? ', and the files as they were' : ''}${actions.length > 0 ? '; the other steps stay done' : ''}.`,
    '',
  ];
}

function blocks({ operations, inverse }: CopyScriptInput): string[] {
  return [
    '$change = {',
    ...indent(operationLines(operations)),
    '}',
    '$check = {',
    ...indent(readBackLines(operations)),
    '}',
    '$takeBack = {',
    ...indent(operationLines(inverse)),
    '}',
    '',
  ];
}

function step({ action, sentence }: CopyScriptInput['actions'][number]): string[] {
  return [
    `if (-not $Undo -and $PSCmdlet.ShouldProcess(${literal(sentence)}, 'Do')) {`,
    ...indent(actionLines(action)),
    '}',
  ];
}

function configuration(actions: CopyScriptInput['actions']): string[] {
  const rewritten = actions.some(({ action }) => action.kind.endsWith('-feature'));
  return [
    // Windows writes its part of a feature into the file; what counts then is the file after that.
    ...(rewritten ? ['if ($begun) { $expected = Get-Sha256 }'] : []),
    "$what = 'Change the configuration'",
    "if ($Undo) { $what = 'Put the old values back' }",
    'if ($PSCmdlet.ShouldProcess($file, $what)) {',
    '  Backup-Configuration',
    '  $actionsDone = $begun',
    '  if ($Undo) {',
    '    Invoke-Commit -Block $takeBack',
    '  } else {',
    '    Invoke-Commit -Block $change',
    '    Confirm-Change',
    '  }',
    '}',
  ];
}
