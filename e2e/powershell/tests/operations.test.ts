import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { applyChanges } from '../../../electron/gateways/powershell/scripts/apply-changes';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { operationsOf, readServer, type ServerConfig } from '../../../electron/iis/config';
import { applyEdits, type Edit } from '../../../electron/iis/config/edit/apply';
import type { ConfigOperation } from '../../../electron/iis/config/edit/operation';
import { editArbitrary } from '../../../electron/iis/config/samples/random-edits';
import { sha256 } from '../../../electron/storage/hash';
import { createWindowsBox, type WindowsBox } from '../windows-box';
import { modelOf } from './open-box';

let box: WindowsBox;
let session: NodePowerShellSession;
beforeAll(async () => {
  box = await createWindowsBox({ config: typical });
  session = new NodePowerShellSession({ target: null, env: box.env });
}, 60_000);
afterAll(async () => {
  await session.dispose();
  await box.dispose();
});

const server = (bytes: Uint8Array): ServerConfig =>
  readServer({
    applicationHost: { path: 'applicationHost.config', bytes },
    webConfigs: { complete: true, files: [] },
  });

async function apply(operations: ConfigOperation[]): Promise<ServerConfig> {
  const before = await readFile(box.configPath);
  const asked = { path: box.configPath, expectedHash: sha256(before), operations };
  const { hashAfter } = await session.run(applyChanges, asked);
  const after = await readFile(box.configPath);
  expect(hashAfter).toBe(sha256(after));
  return server(after);
}

/** Refused edits are another test's. */
function edited(config: ServerConfig, edits: Edit[]): Uint8Array | undefined {
  try {
    return applyEdits(config, edits)[0]?.after;
  } catch {
    return undefined;
  }
}

const config = server(Buffer.from(typical));
const before = modelOf(config);

test('any edits mean to IIS what they mean to the file, and their inverse gives every value back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(editArbitrary(config), { minLength: 1, maxLength: 10 }), async (edits) => {
      const file = edited(config, edits);
      fc.pre(file !== undefined);
      const { operations, inverse } = operationsOf(config, edits);
      fc.pre(operations.length > 0);
      await writeFile(box.configPath, typical);
      expect(modelOf(await apply(operations))).toEqual(modelOf(server(file)));
      expect(modelOf(await apply(inverse))).toEqual(before);
    }),
    { numRuns: 60 },
  );
}, 180_000);

const module = (element: 'add' | 'remove', location: string, name: string): Edit => ({
  kind: 'add-element',
  ref: { location, section: 'system.webServer/modules', element, attributes: { name } },
});
const taken = (edit: Edit): Edit => ({ ...edit, kind: 'remove-element' }) as Edit;

test.each<[what: string, edit: Edit]>([
  ['a module that is added', module('add', '', 'TracingModule')],
  ['a module that a location adds', module('add', 'Echo', 'TracingModule')],
  ['a locked module that is taken out', taken(module('add', '', 'HttpLoggingModule'))],
  ['the only directive of a location that is taken out', taken(module('remove', 'Feed', 'WebSocketModule'))],
])('%s comes and goes, locks and all', async (_what, edit) => {
  await writeFile(box.configPath, typical);
  const wanted = modulesOf(server(edited(config, [edit]) ?? new Uint8Array()));
  const { operations, inverse } = operationsOf(config, [edit]);
  expect(modulesOf(await apply(operations))).toEqual(wanted);
  expect(modulesOf(await apply(inverse))).toEqual(modulesOf(config));
});

/** Every modules element with all it holds, in any order; one without anything is none. */
function modulesOf({ blocks }: ServerConfig): unknown {
  return ['', 'echo', 'feed'].map((place) =>
    blocks
      .find(place, 'system.webServer/modules')
      .flatMap(({ element }) => element.children)
      .map(
        ({ name, attributes }) =>
          `${name} ${attributes.map((each) => `${each.name}=${each.value}`).join(' ')}`,
      )
      .sort(),
  );
}
