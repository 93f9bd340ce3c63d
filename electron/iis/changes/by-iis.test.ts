import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import type { CommitRequest, Gateway } from '../../gateways/gateway';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { sha256 } from '../../storage/hash';
import { applyEdits, inverseEdits, readServer } from '../config';
import { integrated, pool, set, TestServer, troubleText } from './testing/test-server';

/** What IIS would make of the operations, in a test's own words. */
type Write = (text: string) => string;

/** A server that writes its own file from operations, as IIS does: nobody knows the bytes beforehand. */
class IisMemory extends MemoryGateway {
  override readonly writes: Gateway['writes'] = 'operations';
  operations: CommitRequest['content'][] = [];
  /** Set: the server is lost before or after its commit. */
  lost: 'before' | 'after' | null = null;

  constructor(
    text: string,
    private readonly write: Write,
  ) {
    super(text);
  }

  override commit({ expectedHash, content }: CommitRequest): Promise<{ hashAfter: string }> {
    if (sha256(this.bytes) !== expectedHash) throw new AppError('file-changed', 'It has changed.');
    this.operations.push(content);
    if (this.lost !== 'before')
      this.bytes = new TextEncoder().encode(this.write(new TextDecoder().decode(this.bytes)));
    if (this.lost !== null)
      throw new AppError('outcome-unknown', 'The server was lost while it was committing.');
    return Promise.resolve({ hashAfter: sha256(this.bytes) });
  }
}

/** IIS formats as it likes: another quote, another order. */
const toIntegrated: Write = (text) =>
  text.replace('managedPipelineMode="Classic"', "managedPipelineMode='Integrated' ");

const start = async (write: Write = toIntegrated): Promise<{ gateway: IisMemory; server: TestServer }> => {
  const gateway = new IisMemory(troubleText, write);
  return { gateway, server: await TestServer.start(gateway) };
};

test('the change goes as operations with the old values beside, and the hash is what the server answers', async () => {
  const { gateway, server } = await start();
  await server.service.add([integrated], 'blocks');
  const done = await server.service.apply((await server.service.get()).planHash);
  expect(done).toMatchObject({ applied: true });
  expect(gateway.operations[0]).toMatchObject({
    kind: 'operations',
    operations: [{ op: 'set', attribute: 'managedPipelineMode', value: 'Integrated' }],
  });
  const [entry] = (await server.service.journal(0, 1)).entries;
  expect(entry).toMatchObject({ result: 'applied', hashAfter: sha256(gateway.bytes), undoable: true });
});

test('a server lost after its commit is asked, and the change is called applied', async () => {
  const { gateway, server } = await start();
  gateway.lost = 'after';
  await server.service.add([integrated], 'blocks');
  const done = await server.service.apply((await server.service.get()).planHash);
  expect(done).toMatchObject({ applied: true });
  expect((await server.service.get()).changes).toEqual([]);
});

test('a server lost before its commit is asked, and nothing is called applied', async () => {
  const { gateway, server } = await start();
  gateway.lost = 'before';
  await server.service.add([integrated], 'blocks');
  const done = await server.service.apply((await server.service.get()).planHash);
  expect(done).toMatchObject({ applied: false, error: { code: 'outcome-unknown' } });
  expect((await server.service.get()).changes).toHaveLength(1);
});

test('Undo sends the old values, not old bytes', async () => {
  const { gateway, server } = await start((text) =>
    text.includes('Classic')
      ? toIntegrated(text)
      : text.replace("managedPipelineMode='Integrated' ", 'managedPipelineMode="Classic"'),
  );
  await server.service.add([integrated], 'blocks');
  await server.service.apply((await server.service.get()).planHash);
  const [entry] = (await server.service.journal(0, 1)).entries;
  expect(await server.service.undo(entry?.id ?? '')).toMatchObject({ applied: true });
  expect(gateway.operations[1]).toMatchObject({
    operations: [{ op: 'set', attribute: 'managedPipelineMode', value: 'Classic' }],
  });
});

test('what IIS made of it is compared with what was wanted: a commit that did something else is told', async () => {
  const { server } = await start((text) => text.replace('<sites>', '<sites >'));
  await server.service.add([integrated], 'blocks');
  const done = await server.service.apply((await server.service.get()).planHash);
  expect(done.error).toMatchObject({ code: 'file-changed' });
  expect(done.error?.message).toContain('managedPipelineMode');
});

test('an entry left open by a crash is settled by the values, as no hash was known beforehand', async () => {
  const { gateway, server } = await start();
  const requests = [integrated, set(pool('ChatPool'), 'queueLength', '2000')];
  await server.service.add(requests, 'blocks');
  const { changes } = await server.service.get();
  const config = readServer((await gateway.read()).files);
  const edits = requests.flatMap((request) => (request.kind === 'config' ? [request.edit] : []));
  const back = inverseEdits(config, edits);
  await server.journal.begin({
    serverId: 'test',
    server: 'Test server',
    kind: 'config',
    file: gateway.path,
    backup: 'IIS backup x',
    hashBefore: sha256(gateway.bytes),
    hashPlanned: null,
    changes: [],
    sentence: '2 changes were written.',
    undoable: true,
    inverse: [],
    edits: edits.flatMap((made, at) => (back[at] ? [{ made, back: back[at] }] : [])),
    pendingIds: changes.map(({ id }) => id),
  });
  gateway.bytes = applyEdits(config, edits)[0]?.after ?? gateway.bytes;
  const again = await TestServer.start(gateway, server.dir);
  await again.service.get();
  expect((await again.service.journal(0, 1)).entries[0]).toMatchObject({
    result: 'applied',
    hashAfter: sha256(gateway.bytes),
  });
  expect((await again.service.get()).changes).toEqual([]);
});
