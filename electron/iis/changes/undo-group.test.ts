import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { sha256 } from '../../storage/hash';
import { integrated, set, site, TestServer, troubleServer, troubleText } from './testing/test-server';

const FOLDER = '%SystemDrive%\\inetpub\\chat';
const ASHX = `${FOLDER}\\Echo.ashx`;
const WEB = `${FOLDER}\\web.config`;
const THEIRS = '<configuration>\n  <!-- theirs -->\n</configuration>\n';

const ashx: ChangeRequest = {
  kind: 'file',
  file: {
    place: { site: 'Chat', application: '/', name: 'Echo.ashx' },
    content: { kind: 'new', text: '<%@ WebHandler %>' },
  },
};
const merge: ChangeRequest = {
  kind: 'file',
  file: {
    place: { site: 'Chat', application: '/', name: 'web.config' },
    content: {
      kind: 'merge',
      sections: [{ section: 'system.web/httpRuntime', attributes: { targetFramework: '4.8' }, children: [] }],
    },
  },
};
const ping = set(site('Chat'), 'webSocket.pingInterval', '00:00:30');

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

async function apply(server: TestServer, requests: ChangeRequest[]): Promise<void> {
  const plan = await server.service.preview(requests);
  await server.service.applyRequests(requests, plan.planHash);
}

/** A recipe-like apply upon an earlier one; `id` is its last entry, `hash` the configuration before it. */
async function placed() {
  const { server, gateway } = await troubleServer();
  gateway.siteFiles.all.set(WEB, encode(THEIRS));
  await apply(server, [integrated]);
  const hash = sha256(gateway.bytes);
  await apply(server, [ashx, merge, ping]);
  const [last] = (await server.service.journal(0, 1)).entries;
  return { server, gateway, hash, id: last?.id ?? '' };
}

const filesOf = ({ siteFiles }: MemoryGateway): [string, string][] =>
  [...siteFiles.all].map(([file, bytes]) => [file, new TextDecoder().decode(bytes)]);

const resultsOf = async (server: TestServer): Promise<string[]> =>
  (await server.service.wholeJournal()).map(({ result }) => result);

test('one undo takes back all that was applied together, the last first, and nothing that was applied before', async () => {
  const { server, gateway, hash, id } = await placed();
  const { parts, impact, hash: shown } = await server.service.undoPlan(id);
  expect(parts.map(({ file, how, back }) => [file, how, back.map(({ sentence }) => sentence)])).toEqual([
    [WEB, 'bytes', ['Chat/: web.config httpRuntime → as before']],
    [ASHX, 'bytes', ['Chat/: Echo.ashx placed → no file']],
    [expect.any(String), 'bytes', ['Chat: webSocket.pingInterval 00:00:30 → 00:00:00']],
  ]);
  expect(impact.join(' ')).toContain('Chat');
  expect(new Set(impact).size).toBe(impact.length);
  const result = await server.service.undo(id, shown);
  expect(result).toMatchObject({ applied: true });
  expect(sha256(gateway.bytes)).toBe(hash);
  expect(filesOf(gateway)).toEqual([[WEB, THEIRS]]);
  expect(await resultsOf(server)).toEqual([
    'applied',
    ...['undone', 'undone', 'undone'],
    ...['applied', 'applied', 'applied'],
  ]);
});

test('any of its entries stands for all of them', async () => {
  const { server, gateway, hash } = await placed();
  const config = (await server.service.wholeJournal())[1];
  await server.service.undo(config?.id ?? '');
  expect(sha256(gateway.bytes)).toBe(hash);
  expect(gateway.siteFiles.all.size).toBe(1);
});

test('a file that was edited by hand stays and is named; the other files and the configuration go back', async () => {
  const { server, gateway, hash, id } = await placed();
  gateway.siteFiles.all.set(ASHX, encode('edited by hand'));
  const plan = await server.service.undoPlan(id);
  expect(plan.parts.map(({ how }) => how)).toEqual(['bytes', 'none', 'bytes']);
  expect(plan.parts[1]?.kept).toMatchObject([
    { why: `${ASHX} has been changed since, so it is left as it is.` },
  ]);
  const { sentence } = await server.service.undo(id, plan.hash);
  expect(sentence).toContain(`Left as it is: Chat/: place Echo.ashx. ${ASHX} has been changed since`);
  expect(sha256(gateway.bytes)).toBe(hash);
  expect(filesOf(gateway)).toEqual([
    [WEB, THEIRS],
    [ASHX, 'edited by hand'],
  ]);
  const entries = await server.service.wholeJournal();
  expect(entries.find(({ file }) => file === ASHX)?.result).toBe('applied');
});

test('a failure half way says what is left, and a second undo takes that back', async () => {
  const { server, gateway, hash, id } = await placed();
  const { siteFiles } = gateway;
  const commit = siteFiles.commit.bind(siteFiles);
  siteFiles.commit = async (write) => {
    if (write.name === 'Echo.ashx') throw new Error('the disk is full');
    return commit(write);
  };
  const half = await server.service.undo(id);
  expect(half.error).toBeDefined();
  expect(half.sentence).toMatch(/^Taken back: web\.config of Chat\/ is as it was before\. .*undo it again/s);
  expect(half.sentence).toContain('applicationHost.config');
  expect(filesOf(gateway)[0]).toEqual([WEB, THEIRS]);
  expect(sha256(gateway.bytes)).not.toBe(hash);
  siteFiles.commit = commit;
  const left = (await server.service.wholeJournal()).findLast(({ undoable }) => undoable);
  const again = await server.service.undoPlan(left?.id ?? '');
  expect(again.parts.map(({ how }) => how)).toEqual(['bytes', 'bytes']);
  await server.service.undo(left?.id ?? '');
  expect(sha256(gateway.bytes)).toBe(hash);
  expect(gateway.siteFiles.all.size).toBe(1);
});

test('what changes between preview and undo writes nothing at all', async () => {
  const { server, gateway, id } = await placed();
  const { hash } = await server.service.undoPlan(id);
  gateway.siteFiles.all.set(ASHX, encode('edited by hand'));
  await expect(server.service.undo(id, hash)).rejects.toMatchObject({ code: 'file-changed' });
  expect(filesOf(gateway)[0]).not.toEqual([WEB, THEIRS]);
});

test('a journal from before there were groups is still undone entry by entry', async () => {
  const { server, gateway, hash, id } = await placed();
  const old = (await server.folder.readText('journal.jsonl')).replaceAll(/,"group":"[^"]*"/g, '');
  await writeFile(server.folder.path('journal.jsonl'), old);
  const again = await TestServer.start(gateway, server.dir);
  expect((await again.service.undoPlan(id)).parts).toHaveLength(1);
  await again.service.undo(id);
  expect(filesOf(gateway)[0]).toEqual([WEB, THEIRS]);
  expect(gateway.siteFiles.all.has(ASHX)).toBe(true);
  expect(sha256(gateway.bytes)).not.toBe(hash);
});

test('what others recorded on the server under our own group is not taken back with ours', async () => {
  let text = '';
  const record = { read: () => Promise.resolve(text), append: () => Promise.resolve() };
  const gateway = Object.assign(new MemoryGateway(troubleText), { record });
  const server = await TestServer.start(gateway);
  await apply(server, [integrated]);
  const lines = await server.folder.readText('journal.jsonl');
  text = lines.replaceAll(/"id":"[^"]*"/g, '"id":"theirs"').replaceAll(/"at":"[^"]*"/g, '"at":"2020"');
  const [mine] = (await server.service.wholeJournal()).filter(({ elsewhere }) => !elsewhere);
  const { parts } = await server.service.undoPlan(mine?.id ?? '');
  expect(parts.map(({ entryId }) => entryId)).toEqual([mine?.id]);
});
