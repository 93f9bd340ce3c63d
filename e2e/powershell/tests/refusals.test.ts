import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { applyChanges } from '../../../electron/gateways/powershell/scripts/apply-changes';
import { sha256 } from '../../../electron/storage/hash';
import { createWindowsBox, type WindowsBox } from '../windows-box';
import { refusedBy, setOf } from './refused';

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

  test.each(Object.entries(refusedBy('ChatPool')))(
    '%s: the reason is a sentence, and the file stays byte for byte',
    async (_name, [operation, code, said]) => {
      const fine = setOf('ChatPool', 'startMode', 'AlwaysRunning', 'enum');
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

  test.each<[what: string, faults: Record<string, string>, text: string, code: string]>([
    ['open in another program', { read: 'sharing' }, typical, 'busy'],
    ['not to be read by this account', { read: 'denied' }, typical, 'access-denied'],
    ['half written by somebody else', {}, typical.slice(0, 9_000), 'file-changed'],
    ['empty', {}, '', 'file-changed'],
    ['another one', {}, `${typical}<!-- new -->`, 'file-changed'],
  ])('a file that is %s is not written, and the reason is said', async (_what, faults, text, code) => {
    await writeFile(box.configPath, text);
    await box.setFaults(faults);
    const failed: unknown = await session
      .run(applyChanges, {
        path: box.configPath,
        expectedHash: sha256(typical),
        operations: [setOf('ChatPool', 'startMode', 'AlwaysRunning', 'enum')],
      })
      .catch((error: unknown) => error);
    await box.setFaults({});
    expect(failed).toMatchObject({ code });
    expect(String(failed)).toMatch(/[.)]$/);
    expect(await readFile(box.configPath, 'utf8')).toBe(text);
  });
});
