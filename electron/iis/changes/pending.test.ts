import { writeFile, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { DataFolder } from '../../storage/data-folder';
import { tempDir } from '../../storage/testing/temp-dir';
import { PendingList } from './pending';
import { integrated, pool, set, site, TestServer, troubleServer } from './testing/test-server';

const busy = (): boolean => false;

async function list(): Promise<{ folder: DataFolder; pending: PendingList }> {
  const folder = new DataFolder(await tempDir());
  return { folder, pending: new PendingList(folder, 'test', () => new Date()) };
}

test('a restart loses no pending change and no revision', async () => {
  const { folder, pending } = await list();
  await pending.add([integrated], 'blocks', busy);
  const again = await new PendingList(new DataFolder(folder.dir), 'test', () => new Date()).read();
  expect(again).toMatchObject({ revision: 1, changes: [{ request: integrated, weight: 'blocks' }] });
});

test('the later of two values of one setting is the only one, in whatever case the name is written', async () => {
  const { pending } = await list();
  await pending.add([set(pool('ChatPool'), 'queueLength', '2000'), integrated], 'edit', busy);
  const before = (await pending.read()).changes;
  const { changes, revision } = await pending.add(
    [set(pool('CHATPOOL'), 'QueueLength', '3000')],
    'edit',
    busy,
  );
  expect(revision).toBe(2);
  expect(changes.map(({ request }) => request)).toEqual([
    set(pool('CHATPOOL'), 'QueueLength', '3000'),
    integrated,
  ]);
  // An apply that is under way knows the old value by its id, and must not take the new one away.
  expect(changes[0]?.id).not.toBe(before[0]?.id);
});

test('a pool and a site of one name, and an application below it, are not mixed up', async () => {
  const { pending } = await list();
  const app: ChangeRequest = set({ kind: 'application', site: 'A', path: '/b' }, 'x', '1');
  const requests = [set(pool('A'), 'x', '1'), set(site('A'), 'x', '1'), app, set(site('A/b'), 'x', '1')];
  expect((await pending.add(requests, 'edit', busy)).changes).toHaveLength(4);
});

// Without it the administrator sees "5000 → 2000" and never learns that 5000 is somebody's decision of today.
test('a change whose setting somebody else changed meanwhile says what it was', async () => {
  const { server, gateway } = await troubleServer();
  await server.service.add([set(pool('ChatPool'), 'queueLength', '2000'), integrated], 'edit');
  const text = new TextDecoder().decode(gateway.bytes);
  gateway.overwrite(
    new TextEncoder().encode(text.replace('name="ChatPool"', 'name="ChatPool" queueLength="5000"')),
  );
  const { changes } = await server.service.get();
  expect(changes[0]).toMatchObject({ was: '1000', old: '5000', new: '2000' });
  expect(changes[1]?.was).toBeUndefined();
});

test('the value that stands in the file already takes the pending change away', async () => {
  const { server } = await troubleServer();
  await server.service.add([integrated], 'blocks');
  expect(
    await server.service.add([set(pool('ChatPool'), 'managedPipelineMode', 'classic')], 'edit'),
  ).toMatchObject({
    revision: 2,
    count: 0,
  });
});

test('adding nothing new counts no revision', async () => {
  const { server } = await troubleServer();
  expect(await server.service.add([set(pool('ChatPool'), 'managedPipelineMode', 'Classic')], 'edit')).toEqual(
    {
      revision: 0,
      count: 0,
    },
  );
});

test('an element that was to be added and is to be taken out again is no change', async () => {
  const { server } = await troubleServer();
  const ref = {
    location: 'Feed',
    section: 'system.webServer/modules',
    element: 'add' as const,
    attributes: { name: 'WebSocketModule' },
  };
  await server.service.add([{ kind: 'config', edit: { kind: 'add-element', ref } }], 'blocks');
  expect(await server.service.pending()).toMatchObject({ count: 1 });
  await server.service.add([{ kind: 'config', edit: { kind: 'remove-element', ref } }], 'edit');
  expect(await server.service.pending()).toMatchObject({ count: 0 });
});

test('one refused value refuses all of one request, with its own code', async () => {
  const { server } = await troubleServer();
  const bad = set(pool('ChatPool'), 'queueLength', '5');
  await expect(server.service.add([integrated, bad], 'edit')).rejects.toMatchObject({
    code: 'value-invalid',
  });
  const gone = set(pool('Nobody'), 'queueLength', '2000');
  await expect(server.service.add([gone], 'edit')).rejects.toMatchObject({ code: 'not-found' });
  expect(await server.service.pending()).toEqual({ revision: 0, count: 0 });
});

test('a password never gets into the list', async () => {
  const { pending } = await list();
  const secrets: ChangeRequest[] = [
    set(pool('A'), 'processModel.password', 'x'),
    set(pool('A'), 'CLRConfigFile', '[enc:Aes:abc:enc]'),
    {
      kind: 'config',
      edit: {
        kind: 'add-element',
        ref: { section: 'appSettings', element: 'add', attributes: { key: 'a', value: 'b' } },
      },
    },
  ];
  for (const secret of secrets) {
    await expect(pending.add([secret], 'edit', busy)).rejects.toMatchObject({ code: 'value-invalid' });
  }
});

test('removing what is gone already is no error and no new revision', async () => {
  const { pending } = await list();
  const { changes } = await pending.add([integrated], 'edit', busy);
  const id = changes[0]?.id ?? '';
  expect(await pending.remove([id, 'unknown'])).toMatchObject({ revision: 2, changes: [] });
  expect(await pending.remove([id])).toMatchObject({ revision: 2 });
});

test('names with quotes, emoji and __proto__ stay what they are', async () => {
  const { pending } = await list();
  const names = ['__proto__', 'constructor', 'it\'s "`$x`"', '🛰', 'a'.repeat(260)];
  const requests = names.map((name) => set(pool(name), 'x', name));
  const { changes } = await pending.add(requests, 'edit', busy);
  expect(changes.map(({ request }) => request)).toEqual(requests);
  expect((await pending.read()).changes.map(({ request }) => request)).toEqual(requests);
});

test('a list of a newer version is shown as far as it goes, and nothing is added to it', async () => {
  const { folder, pending } = await list();
  await pending.add([integrated], 'edit', busy);
  const path = folder.path('servers/test/pending.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace('"version": 1', '"version": 2'));
  expect(await pending.read()).toMatchObject({ changes: [{ request: integrated }] });
  await expect(pending.add([set(pool('A'), 'x', '1')], 'edit', busy)).rejects.toMatchObject({
    code: 'file-newer',
  });
});

test('a damaged list is said to be so and the server stays usable', async () => {
  const { server, gateway } = await troubleServer();
  await server.service.add([integrated], 'edit');
  await writeFile(server.folder.path('servers/test/pending.json'), '{"version":1,');
  const next = await TestServer.start(gateway, server.dir);
  expect(await next.service.get()).toMatchObject({ changes: [] });
  expect(next.problems.join()).toContain('damaged');
});

test('two lists of one server that add at the same time lose nothing', async () => {
  const { folder, pending } = await list();
  const other = new PendingList(new DataFolder(folder.dir), 'test', () => new Date());
  await Promise.all(
    [pending, other, pending, other].map((each, n) => each.add([set(pool(`P${n}`), 'x', '1')], 'edit', busy)),
  );
  expect(await pending.read()).toMatchObject({ revision: 4, changes: { length: 4 } });
});
