import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** The project's own rules, without those that need types: only imports are looked at here. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

/** A file of a folder that exists; its text is ours. */
function sourceIn(folder: string): string {
  const name = readdirSync(path.join(root, folder)).find((file) => /(?<!\.test|\.d)\.ts$/.test(file));
  if (!name) throw new Error(`no source in ${folder}`);
  return path.join(root, folder, name);
}

async function refusals(folder: string, specifier: string): Promise<string[]> {
  const file = folder.endsWith('.ts') ? path.join(root, folder) : sourceIn(folder);
  const [result] = await eslint.lintText(`import '${specifier}';\n`, { filePath: file });
  const rules = result?.messages.map(({ ruleId, message }) => ruleId ?? message) ?? ['not linted'];
  return rules.filter(
    (rule) => rule === 'boundaries/dependencies' || rule === 'no-restricted-imports' || rule === 'not linted',
  );
}

test.each([
  ['renderer/ipc', '../../electron/engine-port'],
  ['renderer/ipc', 'electron'],
  ['renderer/ipc', 'node:fs'],
  ['shared', '../electron/engine-port'],
  ['shared', '../renderer/ipc/bridge'],
  ['shared', 'react'],
  ['shared', 'node:path'],
  ['shared/model', 'ws'],
  ['electron', 'electron'],
  ['electron/storage', 'electron'],
  ['electron/cli', 'electron'],
  ['electron/cli', '../shell/relay'],
  ['electron/storage', '../shell/relay'],
  ['electron/hosts', '../shell/relay'],
  ['electron/iis/config', 'node:fs'],
  ['electron/iis/config', 'fs'],
  ['electron/iis/config', '../../storage/hash'],
  ['electron/iis/config', '../readiness'],
  ['electron/iis/readiness', 'node:net'],
  ['electron/iis/readiness', '../../storage/hash'],
  ['electron/iis/limits', 'node:crypto'],
  ['electron/gateways/practice', '../../iis/readiness'],
  ['electron/gateways/practice', '../../iis/limits'],
  ['electron/shell', '../engine'],
  ['electron/main.ts', './engine'],
  ['electron/preload.ts', './engine'],
])('%s may not import %s', async (folder, specifier) => {
  expect(await refusals(folder, specifier)).not.toEqual([]);
});

test.each([
  ['renderer/ipc', '../../shared/contract'],
  ['renderer/ipc', 'react'],
  ['shared/model', 'zod'],
  ['shared/model', '../errors'],
  ['electron/shell', 'electron'],
  ['electron/main.ts', './shell/relay'],
  ['electron/preload.ts', 'electron'],
  ['electron/iis/readiness', '../config'],
  ['electron/iis/config', '../../../shared/errors'],
  ['electron/gateways/practice', '../../iis/config'],
  ['electron/cli', '../hosts/fork-host'],
])('%s may import %s', async (folder, specifier) => {
  expect(await refusals(folder, specifier)).toEqual([]);
});
