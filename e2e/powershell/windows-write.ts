// npm run test:windows: the writing scripts and the copied script against the IIS of this computer.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { copyScript } from '../../electron/gateways/powershell/copy-script/copy-script';
import { NodePowerShellSession } from '../../electron/gateways/powershell/node-powershell-session';
import { performOn } from '../../electron/gateways/powershell/perform';
import { applyChanges } from '../../electron/gateways/powershell/scripts/apply-changes';
import type { ConfigOperation } from '../../electron/iis/config/edit/operation';
import { sha256 } from '../../electron/storage/hash';
import type { ServerAction } from '../../shared/model/readiness';
import { POOLS, refusedBy, setOf } from './tests/refused';

const system = process.env['SystemRoot'] ?? 'C:\\Windows';
const configPath = path.join(system, 'System32', 'inetsrv', 'config', 'applicationHost.config');
const powershell = path.join(system, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
// All that a pool's name may hold and PowerShell could take for something else.
const name = `switchboard it's \u2019$(exit 7)\u2018 \`n {0} ${process.pid}`;

let session: NodePowerShellSession;
beforeAll(async () => {
  session = new NodePowerShellSession({ target: null });
  await apply({ op: 'add', ...POOLS, attributes: { name } });
}, 120_000);
afterAll(async () => {
  await apply({ op: 'remove', ...POOLS, attributes: { name } });
  await session.dispose();
}, 120_000);

async function apply(...operations: ConfigOperation[]): Promise<void> {
  const expectedHash = sha256(await readFile(configPath));
  const { hashAfter } = await session.run(applyChanges, { path: configPath, expectedHash, operations });
  expect(hashAfter).toBe(sha256(await readFile(configPath)));
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-windows-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** As an administrator would; a server's own policy, RemoteSigned, lets a local file run. */
async function runFile(file: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const call = ['-NoProfile', '-NonInteractive', '-File', file, ...args];
  return new Promise((resolve) => {
    const child = execFile(powershell, call, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr });
    });
  });
}

test.each(Object.entries(refusedBy(name)))(
  'IIS itself refuses %s as the stand-in does, and the file stays',
  async (_what, [operation, code, said]) => {
    const before = await readFile(configPath, 'utf8');
    const fine = setOf(name, 'startMode', 'AlwaysRunning', 'enum');
    const failed: unknown = await apply(fine, operation).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code });
    expect(String(failed)).toMatch(said);
    expect(await readFile(configPath, 'utf8')).toBe(before);
  },
  60_000,
);

test.each<[actions: ServerAction[]]>([
  [
    [
      { kind: 'stop-pool', pool: name },
      { kind: 'start-pool', pool: name },
      { kind: 'recycle-pool', pool: name },
    ],
  ],
  [
    [
      { kind: 'add-firewall-rule', port: 48_081 },
      { kind: 'remove-firewall-rule', port: 48_081 },
    ],
  ],
  [
    [
      { kind: 'add-http-timeout', timeout: 'headerwaittimeout', seconds: 121 },
      { kind: 'delete-http-timeout', timeout: 'headerwaittimeout' },
    ],
  ],
])(
  'actions are done and taken back: %o',
  async (actions) => {
    for (const action of actions) expect(await performOn(session, action)).toMatch(/\.$/);
  },
  120_000,
);

test('5.1 reads every script of ours without an error', async () => {
  const scripts = path.resolve(import.meta.dirname, '../../electron/gateways/powershell/scripts');
  const names = (await readdir(scripts)).filter((each) => each.endsWith('.ps1'));
  expect(names.length).toBeGreaterThan(10);
  const file = path.join(await folder(), 'parse.ps1');
  await writeFile(
    file,
    [
      'param([string] $Folder)',
      "foreach ($file in [System.IO.Directory]::GetFiles($Folder, '*.ps1')) {",
      '  $errors = $null',
      '  $null = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $null, [ref] $errors)',
      '  foreach ($one in $errors) { Write-Output -InputObject ($file + [string] $one.Extent.StartLineNumber + $one.Message) }',
      '}',
    ].join('\r\n'),
  );
  expect(await runFile(file, '-Folder', scripts)).toEqual({ code: 0, said: '' });
}, 120_000);

describe('the copied script', () => {
  test('changes, reads back, and puts back with -Undo, by itself in 5.1', async () => {
    const operations: ConfigOperation[] = [
      setOf(name, 'queueLength', '1234', 'uint'),
      setOf(name, 'managedPipelineMode', 'Classic', 'enum'),
      setOf(name, 'idleTimeout', '01:00:00', 'timeSpan', 'processModel'),
      setOf(name, 'autoStart', 'false', 'bool'),
    ];
    const inverse = operations.flatMap((each): ConfigOperation[] =>
      each.op === 'set'
        ? [
            {
              op: 'clear',
              section: each.section,
              location: null,
              steps: each.steps,
              attribute: each.attribute,
            },
          ]
        : [],
    );
    const file = path.join(await folder(), 'change.ps1');
    const text = copyScript({
      serverName: os.hostname(),
      configPath,
      hash: sha256(await readFile(configPath)),
      operations,
      inverse,
      actions: [{ action: { kind: 'recycle-pool', pool: name }, sentence: 'Recycle it' }],
      sentences: ['a test'],
      at: new Date().toISOString(),
      version: 'test',
    });
    await writeFile(file, text, 'ascii');
    const before = await readFile(configPath, 'utf8');
    const shown = await runFile(file, '-WhatIf');
    expect(shown.said).toContain('Nothing was done');
    expect(await readFile(configPath, 'utf8')).toBe(before);
    const done = await runFile(file);
    expect(done.said).toContain('Done.');
    expect(done.code).toBe(0);
    expect(await readFile(configPath, 'utf8')).toContain('queueLength="1234"');
    const undone = await runFile(file, '-Undo');
    expect(undone.code).toBe(0);
    expect(await readFile(configPath, 'utf8')).not.toContain('queueLength="1234"');
    // Once more, on another file than it was made for.
    await apply(setOf(name, 'queueLength', '1300', 'uint'));
    const refused = await runFile(file);
    expect(refused.said).toContain('has changed since this script was made');
    expect(refused.code).toBe(1);
  }, 180_000);

  test('leaves its backup where appcmd finds it', async () => {
    const { stdout } = await promisify(execFile)(path.join(system, 'System32', 'inetsrv', 'appcmd.exe'), [
      'list',
      'backup',
    ]);
    expect(stdout).toContain('switchboard-');
  });
});
