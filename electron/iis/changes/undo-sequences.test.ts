import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigFileGateway } from '../../gateways/config-file/config-file-gateway';
import { tempDir } from '../../storage/testing/temp-dir';
import { applyEdits, effective } from '../config';
import type { Edit } from '../config';
import { configOf, pool, set, TestServer, troubleText } from './testing/test-server';

const FULL = Number(process.env['FC_RUNS'] ?? '1') > 1;
const POOLS = ['ChatPool', 'EchoPool', 'FeedPool'];
const SETTINGS: Record<string, string[]> = {
  queueLength: ['1000', '2000', '3000'],
  'processModel.idleTimeout': ['00:00:00', '00:05:00', '00:20:00'],
  startMode: ['OnDemand', 'AlwaysRunning'],
};

const change = fc
  .record({
    pool: fc.constantFrom(...POOLS),
    setting: fc.constantFrom(...Object.keys(SETTINGS)),
    at: fc.nat(2),
  })
  .map(({ pool: name, setting, at }) => {
    const values = SETTINGS[setting] ?? [];
    return { pool: name, setting, value: values[at % values.length] ?? '' };
  });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), change }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('outside' as const), change }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), which: fc.nat(9) }) },
);

const keyOf = ({ pool: name, setting }: { pool: string; setting: string }): string => `${name} ${setting}`;
const editOf = ({ pool: name, setting, value }: { pool: string; setting: string; value: string }): Edit => ({
  kind: 'set',
  target: pool(name),
  setting,
  value,
});

// Undo must never take away what somebody else wrote after us, and must be exact where nobody did.
test(
  'undo never overwrites an outside edit, and undoing all gives the original bytes',
  { timeout: 900_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
        const path = join(await tempDir(), 'applicationHost.config');
        await writeFile(path, troubleText);
        const server = await TestServer.start(new ConfigFileGateway(path));
        const { service } = server;
        const text = (): Promise<string> => readFile(path, 'utf8');
        /** By setting: the value that somebody else gave it last, unless we have set it since. */
        const theirs = new Map<string, string>();
        const made: { id: string; key: string; value: string }[] = [];
        let outsiders = false;
        const undo = async (id: string): Promise<void> => {
          await service.undo(id).catch((error: unknown) => {
            expect(error).toMatchObject({ code: 'cannot-undo' });
          });
          const config = configOf(await text());
          for (const [key, value] of theirs) {
            const [name = '', setting = ''] = key.split(' ');
            const is = effective(config, pool(name), setting).value;
            expect(`${key} ${String(is)}`).toBe(`${key} ${value}`);
          }
        };
        for (const each of steps) {
          if (each.kind === 'change') {
            const requests = [set(pool(each.change.pool), each.change.setting, each.change.value)];
            const plan = await service.preview(requests);
            const { entry } = await service.applyRequests(requests, plan.planHash);
            if (entry) made.push({ id: entry.id, key: keyOf(each.change), value: each.change.value });
            if (plan.diffs.length > 0) theirs.delete(keyOf(each.change));
          } else if (each.kind === 'outside') {
            const config = configOf(await text());
            const [file] = applyEdits(config, [editOf(each.change)]);
            if (file) {
              await writeFile(path, file.after);
              outsiders = true;
              const after = configOf(file.after);
              // Back to what our last change in force made of it: nobody can tell it from that one.
              const able = (await service.journal(0, 50)).entries.filter(({ undoable }) => undoable);
              const last = made.findLast(
                ({ id, key }) => key === keyOf(each.change) && able.some((entry) => entry.id === id),
              );
              if (last?.value === each.change.value) theirs.delete(last.key);
              else
                theirs.set(
                  keyOf(each.change),
                  String(effective(after, pool(each.change.pool), each.change.setting).value),
                );
            }
          } else {
            const able = (await service.journal(0, 50)).entries.filter(({ undoable }) => undoable);
            const entry = outsiders ? able[each.which % Math.max(1, able.length)] : able[0];
            if (entry) await undo(entry.id);
          }
        }
        for (;;) {
          const [last] = (await service.journal(0, 50)).entries.filter(({ undoable }) => undoable);
          if (!last) break;
          await undo(last.id);
          const left = (await service.journal(0, 50)).entries.find(({ id }) => id === last.id);
          if (left?.undoable) break;
        }
        if (!outsiders) expect(await text()).toBe(troubleText);
      }),
      { numRuns: FULL ? 1_000 : 12 },
    );
  },
);
