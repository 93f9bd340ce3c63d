import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { applyChanges } from '../../../electron/gateways/powershell/scripts/apply-changes';
import { sha256 } from '../../../electron/storage/hash';
import type { ConfigOperation } from '../../../electron/iis/config/edit/operation';
import { createWindowsBox, type WindowsBox } from '../windows-box';

const POOLS = { section: 'system.applicationHost/applicationPools', location: null };
const MODULES = { section: 'system.webServer/modules', location: 'Echo' };
const chat = { element: 'add', key: { name: 'ChatPool' } };
const set = (
  attribute: string,
  value: string,
  type: 'uint' | 'bool' | 'enum' | 'timeSpan' | 'string',
  ...below: string[]
): ConfigOperation => ({
  op: 'set',
  ...POOLS,
  steps: [chat, ...below.map((element) => ({ element }))],
  attribute,
  value,
  type,
});

/** What the product's own checks let through by mistake must still end in a sentence, and in nothing written. */
const REFUSED: Record<string, [operation: ConfigOperation, code: string, said: RegExp]> = {
  'a number out of range': [
    set('queueLength', '9', 'uint'),
    'value-invalid',
    /applicationPools \/ ChatPool \/ queueLength: /,
  ],
  'a span that is no whole minute': [
    set('idleTimeout', '00:00:30', 'timeSpan', 'processModel'),
    'value-invalid',
    /ChatPool \/ processModel \/ idleTimeout: /,
  ],
  'a number where a switch belongs': [set('autoStart', '1', 'uint'), 'value-invalid', /autoStart/],
  'an unknown name of an enum': [set('managedPipelineMode', 'Both', 'enum'), 'value-invalid', /Both|must be/],
  'an unknown attribute': [set('colour', 'red', 'string'), 'value-invalid', /colour/],
  'an unknown element': [set('a', 'b', 'string', 'paint'), 'value-invalid', /paint/],
  'a pool that is gone': [
    {
      ...set('queueLength', '1000', 'uint'),
      steps: [{ element: 'add', key: { name: 'Gone' } }],
    } as ConfigOperation,
    'not-found',
    /not in the configuration any more/,
  ],
  'a second pool of the name': [
    { op: 'add', ...POOLS, attributes: { name: 'CHATPOOL' } },
    'already-exists',
    /duplicate/i,
  ],
  'a name that a pool may not have': [
    { op: 'add', ...POOLS, attributes: { name: 'a<b' } },
    'value-invalid',
    /name/,
  ],
  'an entry without its key': [
    { op: 'add', section: 'system.webServer/globalModules', location: null, attributes: { image: 'a.dll' } },
    'value-invalid',
    /name/,
  ],
  'an entry that is not there': [
    { op: 'remove', ...MODULES, attributes: { name: 'Nobody' } },
    'not-found',
    /not found/i,
  ],
  'a section that nobody declares': [
    { op: 'revert', section: 'system.webServer/nothing', location: 'Echo' },
    'action-refused',
    /nothing/,
  ],
  'a section of the host at a location': [
    { op: 'add', section: POOLS.section, location: 'Echo', attributes: { name: 'x' } },
    'section-locked',
    /locked/,
  ],
};

describe('what IIS refuses in the middle of a change', () => {
  let box: WindowsBox;
  let session: NodePowerShellSession;
  beforeAll(async () => {
    box = await createWindowsBox({ config: typical });
    session = new NodePowerShellSession({ target: null, env: box.env });
  }, 60_000);
  beforeEach(() => writeFile(box.configPath, typical));
  afterAll(async () => {
    await session.dispose();
    await box.dispose();
  });

  test.each(Object.entries(REFUSED))(
    '%s: the reason is a sentence, and the file stays byte for byte',
    async (_name, [operation, code, said]) => {
      const fine = set('startMode', 'AlwaysRunning', 'enum');
      const failed: unknown = await session
        .run(applyChanges, {
          path: box.configPath,
          expectedHash: sha256(Buffer.from(typical)),
          operations: [fine, operation, fine],
        })
        .catch((error: unknown) => error);
      expect(failed).toMatchObject({ code });
      expect(String(failed)).toMatch(said);
      expect(String(failed)).toMatch(/[.)]$/);
      expect(await readFile(box.configPath, 'utf8')).toBe(typical);
      // Nothing hangs over: the next change is a commit of its own.
      const next = await session.run(applyChanges, {
        path: box.configPath,
        expectedHash: sha256(Buffer.from(typical)),
        operations: [fine],
      });
      const after = await readFile(box.configPath);
      expect(next.hashAfter).toBe(sha256(after));
      expect(after.toString()).toContain('startMode="AlwaysRunning"');
    },
    60_000,
  );
});
