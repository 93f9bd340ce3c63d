import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copyScript } from '../../../electron/gateways/powershell/copy-script/copy-script';
import { commentText, literal } from '../../../electron/gateways/powershell/copy-script/literal';
import { findEngine } from '../engine.mjs';
import { openBox } from './open-box';
import { runScript } from './run-script';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';

const hostile = fc.oneof(
  fc.constantFrom(
    "it's",
    '‘’‚‛',
    '$(Set-Content -Path pwned -Value 1)',
    '`$x`n',
    "'; exit 9; '",
    '"; rm -r / #',
    'a\nb\r\nc',
    '#> <# ',
    ']*?[',
    '@{a=1}',
    ' ',
    'х.а', // Cyrillic look-alikes
    '\u2028\u0085',
    '😀𝒳',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\0')),
);

async function run(script: string): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-literal-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'script.ps1');
  await writeFile(file, script, 'ascii');
  const { stdout } = await promisify(execFile)(await findEngine(), ['-NoProfile', '-File', file], {
    cwd: dir,
  });
  return stdout;
}

describe('a literal of the copied script', () => {
  test('is exactly the text, and nothing in it runs', async () => {
    const texts = fc.sample(hostile, { numRuns: 200, seed: 4 });
    const lines = texts
      .map((text) => `$text = ${literal(text)}`)
      .flatMap((line) => [
        line,
        '[System.Console]::Out.WriteLine([System.Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes([string] $text)))',
      ]);
    expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    const said = (await run(lines.join('\r\n'))).trimEnd().split('\n');
    expect(said.map((line) => Buffer.from(line.trim(), 'base64').toString('utf16le'))).toEqual(texts);
  }, 60_000);

  test('refuses NUL, which a string of a script would carry unseen', () => {
    expect(() => literal('a\0b')).toThrow(/NUL/);
  });

  test('a sentence in a comment stays one line of ASCII', () => {
    const holds = (text: string): boolean => /^[\x20-\x7e]*$/.test(commentText(text));
    fc.assert(fc.property(hostile, holds), { numRuns: 500 });
  });
});

const made = (configPath: string, hash: string): string =>
  copyScript({
    serverName: "WEB07 #> ' $(exit 7)",
    configPath,
    hash,
    operations: [
      {
        op: 'set',
        section: 'system.applicationHost/applicationPools',
        location: null,
        steps: [{ element: 'add', key: { name: 'ChatPool' } }],
        attribute: 'managedPipelineMode',
        value: 'Integrated',
        type: 'enum',
      },
    ],
    inverse: [],
    actions: [{ action: { kind: 'recycle-pool', pool: 'EchoPool' }, sentence: 'Recycle EchoPool' }],
    sentences: ['ChatPool: managedPipelineMode Classic → Integrated'],
    at: 'now',
    version: '1',
  });

describe('the copied script', () => {
  test('with -WhatIf says each step and does none; with another file under it refuses and changes nothing', async () => {
    const { box } = await openBox({ config: typical });
    const text = made(box.configPath, 'not the hash');
    const refused = await runScript(box, text);
    expect(refused.code).toBe(1);
    expect(refused.said).toMatch(/has changed since this script was made[^]*Nothing is changed/);
    const shown = await runScript(box, text, '-Force', '-WhatIf');
    expect(shown.code).toBe(0);
    expect(shown.said).toMatch(/What if: [^]*"Recycle EchoPool"[^]*What if: [^]*Nothing was done/);
    expect(await readFile(box.configPath, 'utf8')).toBe(typical);
    expect((await runScript(box, text, '-Force')).code).toBe(0);
    expect(await readFile(box.configPath, 'utf8')).not.toContain('"Classic"');
  }, 90_000);

  test('does nothing without an administrator', async () => {
    const { box } = await openBox({ config: typical, elevated: false });
    const run = await runScript(box, made(box.configPath, 'x'), '-Force');
    expect(run.said).toContain('needs an administrator');
    expect(run.code).toBe(1);
    expect(await readFile(box.configPath, 'utf8')).toBe(typical);
  }, 60_000);

  test('says in its help what it changes, whatever the server is called', async () => {
    const text = made('C:\\a.config', 'x');
    const question = [
      `$text = ${literal(text)}`,
      '$tree = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref] $null, [ref] $null)',
      '$help = $tree.GetHelpContent()',
      '[System.Console]::Out.WriteLine($help.Synopsis)',
      '[System.Console]::Out.WriteLine($help.Description)',
      '[System.Console]::Out.WriteLine($help.Parameters.Keys -join " ")',
    ];
    const said = await run(question.join('\r\n'));
    expect(said).toContain("Changes IIS on WEB07 #> ' $(exit 7).");
    expect(said).toContain('- ChatPool: managedPipelineMode Classic -> Integrated');
    expect(said).toMatch(/FORCE UNDO/i);
  });
});
