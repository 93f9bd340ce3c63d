import type { ChangeRequest } from '../../../shared/model/readiness';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import { ConfigFileGateway } from '../../gateways/config-file/config-file-gateway';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { tempDir } from '../../storage/testing/temp-dir';
import {
  bareText,
  configOf,
  install,
  integrated,
  pool,
  recorder,
  set,
  site,
  TestServer,
  troubleServer,
  troubleText,
} from './testing/test-server';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const fixedText = troubleText.replace('managedPipelineMode="Classic"', 'managedPipelineMode="Integrated"');

async function fileServer(content = troubleText): Promise<{ path: string; server: TestServer }> {
  const path = join(await tempDir(), 'applicationHost.config');
  await writeFile(path, content);
  return { path, server: await TestServer.start(new ConfigFileGateway(path)) };
}

describe('apply', () => {
  test('writes what was previewed, once, and says each step', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const plan = await server.service.get();
    const { seen, onSteps } = recorder();
    const result = await server.service.apply(plan.planHash, onSteps);
    expect(result).toMatchObject({
      applied: true,
      entry: { result: 'applied', undoable: true, by: 'WEB01\\admin' },
    });
    expect(text(gateway.bytes)).toBe(fixedText);
    expect(gateway.commits).toHaveLength(1);
    expect(gateway.settled).toBe(1);
    expect(await readFile(result.backup?.file ?? '', 'utf8')).toBe(troubleText);
    expect(await server.service.pending()).toMatchObject({ count: 0 });
    expect(seen).toEqual(['wwww', 'rwww', 'dwww', 'drww', 'ddww', 'ddrw', 'dddw', 'dddr', 'dddd']);
  });

  test('a second click on the same plan writes nothing twice', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    const both = await Promise.allSettled([server.service.apply(planHash), server.service.apply(planHash)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(gateway.commits).toHaveLength(1);
  });

  test('a foreign write between preview and apply stops it before anything is begun', async () => {
    const { path, server } = await fileServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await writeFile(path, `${troubleText}\n`);
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'file-changed' });
    expect(await readFile(path, 'utf8')).toBe(`${troubleText}\n`);
    expect((await server.service.journal(0, 10)).total).toBe(0);
    expect(await server.service.pending()).toMatchObject({ count: 1 });
  });

  test('a change that was added after the preview is not smuggled in', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await server.service.add([set(site('Chat'), 'limits.maxConnections', '3')], 'edit');
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'file-changed' });
    expect(text(gateway.bytes)).toBe(troubleText);
  });

  test('a foreign write between the check and the replacement stays, and the journal says nothing was written', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    gateway.hooks.afterBackup = () => gateway.overwrite(new TextEncoder().encode('<configuration />'));
    const result = await server.service.apply(planHash);
    expect(result).toMatchObject({
      applied: false,
      error: { code: 'file-changed' },
      entry: { result: 'failed' },
    });
    expect(result.steps.map(({ state }) => state)).toEqual(['done', 'failed', 'skipped', 'skipped']);
    expect(text(gateway.bytes)).toBe('<configuration />');
    expect(await server.service.pending()).toMatchObject({ count: 1 });
  });

  test('a foreign write right behind ours is told, and the journal says that it is different now', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    gateway.hooks.afterWrite = () => gateway.overwrite(new TextEncoder().encode(`${fixedText}\n`));
    const result = await server.service.apply(planHash);
    expect(result).toMatchObject({
      applied: true,
      error: { code: 'file-changed' },
      entry: { result: 'different', undoable: true },
    });
    expect(result.entry?.sentence).toContain('something else has changed it since');
    expect(await server.service.pending()).toMatchObject({ count: 0 });
  });

  test('a commit that fails after the file was replaced is not told as "not written"', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    gateway.hooks.afterWrite = () => {
      throw new AppError('write-failed', 'The disk did not answer.');
    };
    expect(await server.service.apply(planHash)).toMatchObject({
      applied: true,
      entry: { result: 'applied' },
    });
    expect((await server.service.journal(0, 1)).entries[0]?.sentence).toContain('The disk did not answer.');
  });

  test('a copy that cannot be made leaves the file as it was', async () => {
    const { path, server } = await fileServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await writeFile(server.folder.path('servers/test/backups'), 'in the way');
    const result = await server.service.apply(planHash);
    expect(result).toMatchObject({
      applied: false,
      error: { code: 'write-failed' },
      entry: { result: 'failed' },
    });
    expect(await readFile(path, 'utf8')).toBe(troubleText);
  });

  test('a journal that cannot be written stops it before the file is touched', async () => {
    const { path, server } = await fileServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await mkdir(server.folder.path('journal.jsonl'));
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'data-folder-unusable' });
    expect(await readFile(path, 'utf8')).toBe(troubleText);
  });

  test('a journal of a newer version is not appended to, so nothing is applied', async () => {
    const { path, server } = await fileServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await writeFile(server.folder.path('journal.jsonl'), '{"version":2,"event":"begun"}\n');
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'file-newer' });
    expect(await readFile(path, 'utf8')).toBe(troubleText);
  });

  test('a read-only file is refused with its reason', async () => {
    const { path, server } = await fileServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    await chmod(path, 0o444);
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'read-only' });
  });

  test('cancelled before the write, nothing is written and the list stays', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const { planHash } = await server.service.get();
    const controller = new AbortController();
    controller.abort();
    const cancelled = server.service.apply(planHash, undefined, controller.signal);
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(text(gateway.bytes)).toBe(troubleText);
    expect(await server.service.pending()).toMatchObject({ count: 1 });
  });

  test('an empty list is nothing to apply', async () => {
    const { server } = await troubleServer();
    const { planHash } = await server.service.get();
    await expect(server.service.apply(planHash)).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('requests of the command line leave the pending list of the window alone', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const requests = [set(site('Orders'), 'limits.maxConnections', '100')];
    const { planHash } = await server.service.preview(requests);
    expect(await server.service.applyRequests(requests, planHash)).toMatchObject({ applied: true });
    expect(text(gateway.bytes)).toBe(troubleText.replace('maxConnections="0"', 'maxConnections="100"'));
    expect(await server.service.pending()).toMatchObject({ count: 1 });
  });

  test('a change that came true meanwhile is done with, without a write', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    gateway.overwrite(new TextEncoder().encode(fixedText));
    const plan = await server.service.get();
    expect(plan.diffs).toEqual([]);
    expect(await server.service.apply(plan.planHash)).toMatchObject({ applied: true, entry: null });
    expect(gateway.commits).toHaveLength(0);
    expect(await server.service.pending()).toMatchObject({ count: 0 });
  });
});

describe('actions', () => {
  const bare = async (): Promise<{ gateway: MemoryGateway; server: TestServer }> => {
    const gateway = new MemoryGateway(bareText);
    return { gateway, server: await TestServer.start(gateway) };
  };
  const first = configOf(bareText).sites[0]?.name ?? '';
  const edit = set(site(first), 'limits.maxConnections', '77');

  test('the feature is installed first, and the rest is planned on the text that it left', async () => {
    const { server, gateway } = await bare();
    await server.service.add([edit, install], 'blocks');
    const plan = await server.service.get();
    const result = await server.service.apply(plan.planHash);
    expect(result).toMatchObject({ applied: true, entry: { result: 'applied', undoable: true } });
    expect(result.steps.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'done'));
    expect(text(gateway.bytes)).toContain('iiswsock.dll');
    expect(text(gateway.bytes)).toContain('maxConnections="77"');
    const { entries } = await server.service.journal(0, 10);
    expect(entries.map(({ result: end, changes }) => [end, changes[0]?.setting])).toEqual([
      ['applied', 'limits.maxConnections'],
      ['applied', 'Web-WebSockets'],
    ]);
    expect(await server.service.pending()).toMatchObject({ count: 0 });
  });

  test('an action alone leaves nothing to write and cannot be undone', async () => {
    const { server, gateway } = await bare();
    await server.service.add([install], 'blocks');
    const { planHash } = await server.service.get();
    const { entry, applied } = await server.service.apply(planHash);
    expect({ applied, undoable: entry?.undoable, backup: entry?.backup }).toEqual({
      applied: true,
      undoable: false,
      backup: null,
    });
    expect(gateway.commits).toHaveLength(0);
    await expect(server.service.undo(entry?.id ?? '')).rejects.toMatchObject({ code: 'cannot-undo' });
  });

  test('an action that makes the rest another change stops before writing it, and keeps it pending', async () => {
    const { server, gateway } = await bare();
    await server.service.add([edit, install], 'blocks');
    const { planHash } = await server.service.get();
    const perform = gateway.perform.bind(gateway);
    gateway.perform = async (action) => {
      const said = await perform(action);
      gateway.overwrite(
        new TextEncoder().encode(
          text(gateway.bytes)
            .replace(`name="${first}" id="1"`, `name="${first}"   id="1"`)
            .replace('<bindings>', '<limits /><bindings>'),
        ),
      );
      return said;
    };
    const result = await server.service.apply(planHash);
    expect(result).toMatchObject({ applied: false, error: { code: 'file-changed' } });
    expect(result.sentence).toContain('was installed');
    expect(gateway.commits).toHaveLength(0);
    expect(await server.service.pending()).toMatchObject({ count: 1 });
  });

  test('an action that fails stops all that follows', async () => {
    const { server, gateway } = await bare();
    await server.service.add([edit, install], 'blocks');
    const { planHash } = await server.service.get();
    gateway.perform = () => Promise.reject(new AppError('host-died', 'The server went away.'));
    const result = await server.service.apply(planHash);
    expect(result).toMatchObject({
      applied: false,
      sentence: 'The server went away. Not begun: writing the configuration.',
      error: { code: 'host-died' },
    });
    expect((await server.service.journal(0, 10)).entries).toMatchObject([{ result: 'failed' }]);
    expect(await server.service.pending()).toMatchObject({ count: 2 });
    expect(text(gateway.bytes)).toBe(bareText);
  });
});

describe('undo', () => {
  async function applied(): Promise<Awaited<ReturnType<typeof fileServer>> & { id: string }> {
    const { path, server } = await fileServer(`\ufeff${troubleText.replaceAll('\n', '\r\n')}`);
    await server.service.add([integrated, set(site('Chat'), 'limits.maxConnections', '100')], 'blocks');
    const { entry } = await server.service.apply((await server.service.get()).planHash);
    return { path, server, id: entry?.id ?? '' };
  }
  const original = `\ufeff${troubleText.replaceAll('\n', '\r\n')}`;

  test('gives back the very bytes, BOM and CRLF included', async () => {
    const { path, server, id } = await applied();
    expect(await readFile(path, 'utf8')).not.toBe(original);
    const result = await server.service.undo(id);
    expect(result).toMatchObject({ applied: true, entry: { result: 'applied', undoable: false } });
    expect(await readFile(path, 'utf8')).toBe(original);
    const { entries } = await server.service.journal(0, 10);
    expect(entries.map(({ result: end }) => end)).toEqual(['applied', 'undone']);
    expect(entries[0]?.changes[0]).toMatchObject({ old: 'Integrated', new: 'Classic' });
  });

  test('goes back out of order by the values, and in order to the very bytes', async () => {
    const { path, server, id } = await applied();
    const requests = [set(pool('ChatPool'), 'queueLength', '2000')];
    const { entry } = await server.service.applyRequests(
      requests,
      (await server.service.preview(requests)).planHash,
    );
    expect(await server.service.undoPlan(id)).toMatchObject({ parts: [{ how: 'rest', kept: [] }] });
    await server.service.undo(id);
    const text = await readFile(path, 'utf8');
    expect(text).toContain('queueLength="2000"');
    expect(text).toContain('managedPipelineMode="Classic"');
    await server.service.undo(entry?.id ?? '');
    expect(await readFile(path, 'utf8')).not.toContain('queueLength="2000"');
    const { entries } = await server.service.journal(0, 10);
    expect(entries.map(({ undoable }) => undoable)).toEqual([false, false, false, false]);
  });

  test('in the opposite order gives the very bytes', async () => {
    const { path, server, id } = await applied();
    const requests = [set(pool('ChatPool'), 'queueLength', '2000')];
    const { entry } = await server.service.applyRequests(
      requests,
      (await server.service.preview(requests)).planHash,
    );
    expect(await server.service.undoPlan(entry?.id ?? '')).toMatchObject({ parts: [{ how: 'bytes' }] });
    await server.service.undo(entry?.id ?? '');
    await server.service.undo(id);
    expect(await readFile(path, 'utf8')).toBe(original);
  });

  test('leaves what somebody changed since, puts the rest back, and shows both beforehand', async () => {
    const { path, server, id } = await applied();
    const foreign = (await readFile(path, 'utf8')).replace('maxConnections="100"', 'maxConnections="7"');
    await writeFile(path, foreign);
    const plan = await server.service.undoPlan(id);
    expect(plan.parts).toMatchObject([
      {
        how: 'rest',
        back: [{ object: 'ChatPool', old: 'Integrated', new: 'Classic' }],
        kept: [{ change: { setting: 'limits.maxConnections', new: '100' }, now: '7' }],
      },
    ]);
    expect(await readFile(path, 'utf8')).toBe(foreign);
    const { sentence } = await server.service.undo(id, plan.hash);
    expect(sentence).toContain('Chat limits.maxConnections');
    expect(await readFile(path, 'utf8')).toBe(
      foreign.replace('managedPipelineMode="Integrated"', 'managedPipelineMode="Classic"'),
    );
  });

  test('with nothing of it left writes nothing', async () => {
    const { path, server, id } = await applied();
    const foreign = (await readFile(path, 'utf8'))
      .replace('maxConnections="100"', 'maxConnections="7"')
      .replace('managedPipelineMode="Integrated"', 'managedPipelineMode="ISAPI"');
    await writeFile(path, foreign);
    await expect(server.service.undo(id)).rejects.toMatchObject({ code: 'cannot-undo' });
    expect(await readFile(path, 'utf8')).toBe(foreign);
  });

  test('is refused when the file is not that of its preview any more', async () => {
    const { path, server, id } = await applied();
    const { hash } = await server.service.undoPlan(id);
    const foreign = `${await readFile(path, 'utf8')}\r\n`;
    await writeFile(path, foreign);
    await expect(server.service.undo(id, hash)).rejects.toMatchObject({ code: 'file-changed' });
    expect(await readFile(path, 'utf8')).toBe(foreign);
  });

  test('is not done twice', async () => {
    const { server, id } = await applied();
    await server.service.undo(id);
    await expect(server.service.undo(id)).rejects.toMatchObject({ code: 'cannot-undo' });
    await expect(server.service.undo('unknown')).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each(['gone', 'altered'])('a copy that is %s is not written; the values are put back', async (how) => {
    const { path, server, id } = await applied();
    const backup = (await server.service.journal(0, 1)).entries[0]?.backup ?? '';
    if (how === 'gone') await rm(dirname(backup), { recursive: true });
    else await writeFile(backup, '<configuration />');
    await server.service.undo(id);
    const text = await readFile(path, 'utf8');
    expect(text).toContain('managedPipelineMode="Classic"');
    expect(text).not.toContain('maxConnections="100"');
  });
});

describe('restoring a backup', () => {
  async function twice(): Promise<Awaited<ReturnType<typeof fileServer>> & { id: string }> {
    const { path, server } = await fileServer(troubleText);
    const apply = async (requests: ChangeRequest[]): Promise<string> => {
      const { entry } = await server.service.applyRequests(
        requests,
        (await server.service.preview(requests)).planHash,
      );
      return entry?.id ?? '';
    };
    const id = await apply([integrated]);
    await apply([set(pool('ChatPool'), 'queueLength', '2000')]);
    return { path, server, id };
  }

  test('shows what else it takes away, needs the name, and can itself be undone', async () => {
    const { path, server, id } = await twice();
    const plan = await server.service.restorePlan(id);
    expect(plan).toMatchObject({ outside: false });
    expect(plan.loses).toHaveLength(2);
    expect(plan.diffs[0]).toMatchObject({ added: 1, removed: 1 });
    const before = await readFile(path, 'utf8');
    await expect(
      server.service.restore({ entryId: id, previewed: plan.hash, typed: 'Another server' }),
    ).rejects.toMatchObject({ code: 'bad-request' });
    expect(await readFile(path, 'utf8')).toBe(before);
    const { entry } = await server.service.restore({
      entryId: id,
      previewed: plan.hash,
      typed: 'Test server',
    });
    expect(await readFile(path, 'utf8')).toBe(troubleText);
    await server.service.undo(entry?.id ?? '');
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  test('says that somebody else wrote since, and is refused when the file is not that of its preview', async () => {
    const { path, server, id } = await twice();
    const { hash } = await server.service.restorePlan(id);
    const foreign = `${await readFile(path, 'utf8')}\n`;
    await writeFile(path, foreign);
    expect(await server.service.restorePlan(id)).toMatchObject({ outside: true });
    await expect(
      server.service.restore({ entryId: id, previewed: hash, typed: 'Test server' }),
    ).rejects.toMatchObject({ code: 'file-changed' });
    expect(await readFile(path, 'utf8')).toBe(foreign);
  });
});
