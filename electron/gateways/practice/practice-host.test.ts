import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { toErrorData } from '../../../shared/errors';
import type { HostHandle, SpawnHost } from '../../hosts/host';
import { sha256 } from '../../storage/hash';
import { silentLog } from '../../storage/log';
import type { PracticeClient } from './practice-client';
import { PracticeGateway } from './practice-gateway';
import { ensurePractice } from './practice-host';
import { PracticeServer } from './practice-server';
import { dial, eventually, startServer, tempDir } from './testing/kit';

/** The host in this process: same server, same messages, and it can be made to die. */
function inProcess() {
  const servers: PracticeServer[] = [];
  const spawnHost: SpawnHost = (_, [dataDir = '']): HostHandle => {
    const server = new PracticeServer({ dataDir });
    servers.push(server);
    const messages: ((message: unknown) => void)[] = [];
    const exits: ((code: number | null) => void)[] = [];
    const tell = (message: unknown): void => messages.forEach((listener) => listener(message));
    server.start().then(
      () => tell({ type: 'ready', port: server.controlPort }),
      (error: unknown) => tell({ type: 'failed', error: toErrorData(error) }),
    );
    return {
      post: () => undefined,
      onMessage: (listener) => void messages.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => void server.stop().then(() => exits.forEach((listener) => listener(0))),
    };
  };
  onTestFinished(async () => {
    await Promise.all(servers.map((one) => one.stop()));
  });
  return { spawnHost, servers };
}

async function ensure(dataDir: string, spawnHost: SpawnHost, onDied: (sentence: string) => void = () => {}) {
  const client = await ensurePractice({ dataDir, spawnHost, log: silentLog, onDied });
  onTestFinished(() => client.close());
  return client;
}

it('uses the server that runs already, and does not end it', async () => {
  const { server, dataDir } = await startServer();
  const { spawnHost, servers } = inProcess();
  const client = await ensure(dataDir, spawnHost);
  expect(client.own).toBe(false);
  expect(servers).toHaveLength(0);
  client.close();
  const again = await ensure(dataDir, spawnHost);
  expect((await again.info()).configPath).toBe(server.configPath);
});

it('starts one where none runs, and ends it with the client without calling that a death', async () => {
  const dataDir = await tempDir();
  const { spawnHost } = inProcess();
  const died: string[] = [];
  const client = await ensure(dataDir, spawnHost, (sentence) => died.push(sentence));
  expect(client.own).toBe(true);
  const url = (await client.runtime()).sites[0]?.bindings[0]?.url ?? '';
  expect((await dial(url)).status).toBe(101);
  client.close();
  await eventually(() => expect(dial(url)).rejects.toThrow());
  expect(died).toEqual([]);
});

it('says in one sentence that it died, once, and the next one starts with the file as it was', async () => {
  const dataDir = await tempDir();
  const { spawnHost, servers } = inProcess();
  const died: string[] = [];
  const client = await ensure(dataDir, spawnHost, (sentence) => died.push(sentence));
  await client.loadScenario('bare-server');
  await servers[0]?.stop();
  await eventually(() => expect(died).toHaveLength(1));
  expect(died[0]).toMatch(/^The practice server .*\.$/);
  const next = await ensure(dataDir, spawnHost);
  expect((await next.info()).scenario).toBe('bare-server');
});

it('joins the server of whoever was quicker', async () => {
  const dataDir = await tempDir();
  const { spawnHost } = inProcess();
  const clients = await Promise.all([ensure(dataDir, spawnHost), ensure(dataDir, spawnHost)]);
  expect(clients.filter(({ own }) => own)).toHaveLength(1);
});

it('gives up on a host that ends while it starts, with the reason', async () => {
  const spawnHost: SpawnHost = () => ({
    post: () => undefined,
    onMessage: () => undefined,
    onExit: (listener) => void setTimeout(() => listener(1), 5),
    kill: () => undefined,
  });
  const end = ensure(await tempDir(), spawnHost);
  await expect(end).rejects.toMatchObject({ code: 'practice-unavailable' });
});

it('as a gateway reads, commits, settles and watches like any other server', async () => {
  const dataDir = await tempDir();
  const { spawnHost, servers } = inProcess();
  let client: Promise<PracticeClient> | null = null;
  const gateway = new PracticeGateway({
    dataDir,
    connect: () => (client ??= ensure(dataDir, spawnHost, () => (client = null))),
    log: silentLog,
  });
  onTestFinished(() => gateway.dispose());
  const { files, readOnly } = await gateway.read();
  expect(readOnly).toBeUndefined();
  expect(files.webConfigs).toEqual({ complete: true, files: [] });

  const seen: string[] = [];
  gateway.watch((what) => seen.push(what));
  const { path: file, bytes } = files.applicationHost;
  const text = Buffer.from(bytes).toString('utf8');
  await gateway.commit({
    path: file,
    expectedHash: sha256(bytes),
    content: {
      kind: 'bytes',
      bytes: Buffer.from(text.replace(' managedPipelineMode="Classic"', '')),
      backupPath: path.join(dataDir, 'backups', 'one.config'),
    },
  });
  await gateway.settle();
  const chat = (await gateway.runtime()).sites.find(({ name }) => name === 'Chat');
  expect((await dial(chat?.bindings[0]?.url ?? '')).status).toBe(101);
  expect(await readFile(path.join(dataDir, 'backups', 'one.config'))).toEqual(Buffer.from(bytes));
  await eventually(() => expect(seen).toContain('config'));

  seen.length = 0;
  await servers[0]?.stop();
  await eventually(() => expect(seen).toContain('runtime'), 5_000);
  expect((await gateway.runtime()).sites).toHaveLength(6);
});
