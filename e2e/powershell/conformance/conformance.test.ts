import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkScripts, handScripts, ourScripts, problemsOf, standInModules } from './check';
import { iisMembers } from './members';
import { parseScripts } from './parsed';
import type { ParsedScript } from './parsed';
import { fromSyntax, loadReference } from './reference';
import { STAND_INS, describeCommands, standInProblems } from './stand-in-shape';
import { createWindowsBox } from '../windows-box';

/** What a check must find → what a script says that it finds it in. */
const WRONG: Record<string, [script: string, found: RegExp]> = {
  ternary: ['$a = $true ? 1 : 2', /5\.1 does not have ternary/],
  coalesce: ['$a = $null ?? 1', /5\.1 does not have \?\?/],
  'coalesce-assign': ['$a ??= 1', /5\.1 does not have \?\?=/],
  'null-member': ['$a = "x"; ${a}?.Length', /5\.1 does not have \?\./],
  'null-index': ['$a = 1, 2; ${a}?[0]', /5\.1 does not have \?\[\]/],
  and: ['Get-Process -Id 1 && Get-Process -Id 2', /5\.1 does not have &&/],
  or: ['Get-Process -Id 1 || Get-Process -Id 2', /5\.1 does not have \|\|/],
  clean: ['function A { process { 1 } clean { 2 } }', /5\.1 does not have clean/],
  'leading-pipe': ['Get-Process -Id 1\n  | Where-Object -FilterScript { $_ }', /begins with \|/],
  job: ['Get-Process -Id 1 &', /a job by &/],
  suffix: ['$a = 10uy', /the number 10uy/],
  binary: ['$a = 0b101', /the number 0b101/],
  escape: ['$a = "`u{1F600}"', /the escape/],
  'here-string': ["$a = @'\nx\n'@", /here-string/],
  'replace-block': ["$a = 'x' -replace 'x', { 'y' }", /-replace with a script block/],
  platform: ['if ($IsWindows) { 1 }', /\$IsWindows/],
  'as-array': ['ConvertTo-Json -InputObject 1 -AsArray', /ConvertTo-Json has no parameter -AsArray/],
  'enums-as-strings': ['ConvertTo-Json -InputObject 1 -EnumsAsStrings', /no parameter -EnumsAsStrings/],
  parallel: ['1 | ForEach-Object -Parallel { $_ }', /ForEach-Object has no parameter -Parallel/],
  'as-hashtable': ["ConvertFrom-Json -InputObject '{}' -AsHashtable", /no parameter -AsHashtable/],
  'unknown-parameter': [
    "Get-IISConfigSection -Section 'x'",
    /Get-IISConfigSection has no parameter -Section/,
  ],
  prefix: ["Get-IISConfigSection -Loc 'x'", /no parameter -Loc\b/],
  'unknown-cmdlet': ['Get-Website', /Get-Website is neither ours nor in the reference/],
  unnamed: ["Get-Service 'W3SVC'", /Get-Service has 1 values without a name/],
  sets: ["Test-Path -Path 'a' -LiteralPath 'b'", /no parameter set of Test-Path takes/],
  mandatory: [
    "Set-IISConfigAttributeValue -AttributeName 'a' -AttributeValue 1",
    /no parameter set of Set-IIS/,
  ],
  value: ["New-NetFirewallRule -DisplayName 'a' -Action 'Permit'", /-Action does not take 'Permit'/],
  built: [
    "[powershell]::Create().AddCommand('Install-WindowsFeature').AddParameter('Feature', 1)",
    /no parameter -Feature/,
  ],
  member: ['$manager = Get-IISServerManager\n$manager.Sitez', /ServerManager has no documented member Sitez/],
  'member-of-member': [
    "$site = (Get-IISServerManager).Sites['a']\n$site.Recycle()",
    /Site has no documented member Recycle/,
  ],
  'member-in-loop': [
    'foreach ($pool in (Get-IISServerManager).ApplicationPools) { $pool.Status }',
    /no documented member Status/,
  ],
  'member-of-section': [
    "$s = Get-IISConfigSection -SectionPath 'a'\n$s.Revert()",
    /no documented member Revert/,
  ],
  framework: ['[System.Convert]::ToHexString([byte[]] @(1))', /ToHexString is not in framework-members/],
  syntax: ['if (', /./],
};

/** The same things said rightly: a check that cries at these would be of no use. */
const RIGHT: Record<string, string> = {
  'plain-hex': '$a = 0x1F; $b = 10L; $c = 1kb; $d = 1.5e3',
  'question-in-text': '$a = "is it ?? or ?."; Write-Output -InputObject $a',
  'where-alias-free': 'Get-Process -Id 1 | Where-Object -FilterScript { $_.Id -eq 1 }',
  'piped-mandatory': "Get-IISConfigSection -SectionPath 'a' | Get-IISConfigCollection",
  splatted: '$table = @{ Id = 1 }; Get-Process @table',
  inherited: "$s = Get-IISConfigSection -SectionPath 'a'\n$s.GetAttributeValue('b')",
};

let dir: string;
let parsed: Map<string, ParsedScript>;
let ours: ParsedScript[];

beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-wrong-'));
  const texts = {
    ...Object.fromEntries(Object.entries(WRONG).map(([name, [text]]) => [name, text])),
    ...RIGHT,
  };
  for (const [name, text] of Object.entries(texts))
    await writeFile(path.join(dir, `${name}.ps1`), `${text}\n`);
  const files = Object.keys(texts).map((name) => path.join(dir, `${name}.ps1`));
  const [mine, wrong] = await Promise.all([ourScripts().then(parseScripts), parseScripts(files)]);
  ours = mine;
  parsed = new Map(wrong.map((script) => [path.basename(script.file, '.ps1'), script]));
}, 120_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

const script = (name: string): ParsedScript[] => [parsed.get(name)].filter((each) => each !== undefined);

describe('our scripts', () => {
  it('call only what Windows Server 2019 and 5.1 have, as its reference has it', () => {
    expect(ours.length).toBeGreaterThan(10);
    expect(problemsOf(ours)).toEqual([]);
  });

  it('fail when a parameter that they use is deleted from the reference', () => {
    const reference = structuredClone(loadReference());
    delete reference['Get-IISConfigSection']?.['Location'];
    expect(problemsOf(ours, { reference })).toContainEqual(
      expect.stringMatching(/apply-changes\.ps1:\d+ Get-IISConfigSection has no parameter -Location/),
    );
  });

  it('fail when a member that they use is not documented', () => {
    const members = structuredClone(iisMembers);
    delete members['ConfigurationSection']?.members['OverrideModeEffective'];
    expect(problemsOf(ours, { members })).toContainEqual(
      expect.stringMatching(/read-sections\.ps1:\d+ ConfigurationSection has no documented member Override/),
    );
  });
});

it('scripts for an administrator call only what is there', async () => {
  expect(await checkScripts(await handScripts())).toEqual([]);
});

describe('a script that says it wrongly is caught', () => {
  it.each(Object.entries(WRONG))('%s', (name, [, found]) => {
    expect(problemsOf(script(name)).join('\n')).toMatch(found);
  });
});

describe('a script that says it rightly is let through', () => {
  it.each(Object.keys(RIGHT))('%s', (name) => {
    expect(problemsOf(script(name))).toEqual([]);
  });
});

describe('the stand-ins', () => {
  it('call no cmdlet that is not there', async () => {
    const problems = await checkScripts(await standInModules());
    // They never run on 5.1, so they may use what .NET has today.
    expect(problems.filter((each) => !each.includes(']::'))).toEqual([]);
  });

  it('take the parameters of the reference, no other, and not otherwise', async () => {
    const box = await createWindowsBox({ config: '<configuration />' });
    try {
      const cmdlets = await describeCommands(STAND_INS, box.env);
      expect(cmdlets.length).toBe(STAND_INS.length);
      expect(cmdlets.flatMap((each) => standInProblems(each, loadReference()))).toEqual([]);
      const [first] = cmdlets;
      const reference = structuredClone(loadReference());
      delete reference[first?.name ?? '']?.['ConfigAttribute'];
      expect(cmdlets.flatMap((each) => standInProblems(each, reference))).not.toEqual([]);
    } finally {
      await box.dispose();
    }
  }, 60_000);
});

it('reads syntax lines as the reference prints them', () => {
  const cmdlet = fromSyntax(['X [[-A] <String>] [-B] <Int32[]> [-C <Object>] -D <Object> [-E] -F']);
  expect(
    Object.entries(cmdlet).map(([name, { type, sets }]) => [name, type, ...(sets['set 0'] ?? [])]),
  ).toEqual([
    ['A', 'String', 'optional', 0],
    ['B', 'Int32[]', 'required', 1],
    ['C', 'Object', 'optional'],
    ['D', 'Object', 'required'],
    ['E', 'SwitchParameter', 'optional'],
    ['F', 'SwitchParameter', 'required'],
  ]);
});
