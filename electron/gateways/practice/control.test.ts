import { readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LineReader } from './control/lines';
import { PracticeClient } from './practice-client';
import { PracticeServer } from './practice-server';
import { dial, eventually, startServer, takePort, tempDir, urlOf } from './testing/kit';

interface Announced {
  pid: number;
  port: number;
  token: string;
}
const runningFile = (dataDir: string): string => path.join(dataDir, 'practice', 'running.json');
const announced = async (dataDir: string): Promise<Announced> =>
  JSON.parse(await readFile(runningFile(dataDir), 'utf8')) as Announced;

async function find(dataDir: string): Promise<PracticeClient> {
  const client = await PracticeClient.find(dataDir);
  if (!client) throw new Error('no practice server found');
  onTestFinished(() => client.close());
  return client;
}

/** Sends bytes and answers all that comes until the server ends the connection. */
function raw(port: number, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let text = '';
    socket.on('data', (data) => (text += String(data)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

describe('the control port', () => {
  it('is found through the data folder, in an owner-only file', async () => {
    const { server, dataDir } = await startServer();
    const { port, pid } = await announced(dataDir);
    expect(port).toBe(server.controlPort);
    expect(pid).toBe(process.pid);
    if (process.platform !== 'win32') expect((await stat(runningFile(dataDir))).mode & 0o777).toBe(0o600);
    const client = await find(dataDir);
    expect(await client.info()).toMatchObject({ scenario: 'typical-trouble', clockScale: 1, pid });
    expect((await client.runtime()).sites.map(({ name }) => name)).toEqual([
      'Echo',
      'Chat',
      'Orders',
      'Board',
      'Feed',
      'Archive',
    ]);
  });

  it('does everything for a client, and brings errors back with code, place and fix', async () => {
    const { server, dataDir } = await startServer();
    const client = await find(dataDir);
    await client.setClock(50);
    await client.loadScenario('bare-server');
    expect(await client.info()).toMatchObject({ scenario: 'bare-server', clockScale: 50 });
    await client.loadFile(server.configPath);
    expect((await client.info()).scenario).toBeNull();
    await expect(client.loadScenario('nope')).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.perform({ kind: 'start-site', site: '__proto__' })).rejects.toMatchObject({
      code: 'not-found',
      fix: expect.any(String) as string,
    });
    await writeFile(server.configPath, '<configuration>');
    await expect(client.reload()).rejects.toMatchObject({
      code: 'not-xml',
      where: { file: server.configPath },
    });
  });

  it('tells changes to whoever listens, merged', async () => {
    const { server, dataDir } = await startServer();
    const client = await find(dataDir);
    const seen: string[] = [];
    const end = client.onChange(({ what }) => seen.push(what));
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(urlOf(server, 'Echo'))));
    await eventually(() => expect(seen).toContain('runtime'));
    expect(seen.length).toBeLessThan(10);
    await client.loadScenario('bare-server');
    await eventually(() => expect(seen).toContain('config'));
    end();
    const count = seen.length;
    sockets.forEach(({ socket }) => socket.terminate());
    await client.setClock(2);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(seen).toHaveLength(count);
  });

  it.each([
    ['garbage', 'what?\n'],
    ['a web page that posts', 'POST / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a wrong token', `{"id":1,"op":"hello","token":"${'0'.repeat(64)}"}\n`],
    ['a short token', '{"id":1,"op":"hello","token":""}\n'],
    ['a request without the token', '{"id":1,"op":"info"}\n'],
    ['an unknown op', '{"id":1,"op":"__proto__"}\n'],
    ['a key too many', '{"id":1,"op":"info","__proto__x":1}\n'],
  ])('refuses %s with one sentence, no stack, and ends the connection', async (_, bytes) => {
    const { server } = await startServer();
    const answer = await raw(server.controlPort, bytes);
    const message = JSON.parse(answer) as { ok: boolean; error: { code: string; message: string } };
    expect(message).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(answer).not.toMatch(/\.ts:|\n +at /);
  });

  it('refuses a line of 10 MB without keeping it, and lives on', async () => {
    const { server, dataDir } = await startServer();
    const answer = await raw(server.controlPort, Buffer.alloc(10_000_000, 'a'));
    expect(answer === '' || answer.includes('longer')).toBe(true);
    expect((await (await find(dataDir)).info()).pid).toBe(process.pid);
  });

  it('rejects what waits when the server goes, and tells that it is lost', async () => {
    const { server, dataDir } = await startServer();
    const client = await find(dataDir);
    let lost = 0;
    client.onLost(() => (lost += 1));
    await server.stop();
    await eventually(() => expect(lost).toBe(1));
    await expect(client.runtime()).rejects.toMatchObject({ code: 'practice-unavailable' });
    expect(await PracticeClient.find(dataDir)).toBeNull();
  });
});

describe('one server a data folder', () => {
  it('refuses a second one, and leaves the first one findable', async () => {
    const { dataDir } = await startServer();
    await expect(new PracticeServer({ dataDir }).start()).rejects.toMatchObject({ code: 'busy' });
    expect((await (await find(dataDir)).info()).pid).toBe(process.pid);
  });

  it('lets exactly one of four win that start at once', async () => {
    const dataDir = await tempDir();
    const servers = Array.from({ length: 4 }, () => new PracticeServer({ dataDir }));
    onTestFinished(async () => {
      await Promise.all(servers.map((one) => one.stop()));
    });
    const ends = await Promise.allSettled(servers.map((one) => one.start()));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await find(dataDir);
  });

  it.each([
    ['a process that is gone', { pid: 2_147_483_646 }],
    ['a port where nothing listens', { port: 1 }],
    ['a token of another server', { token: 'f'.repeat(64) }],
    ['a version of the future', { version: 99 }],
  ])('takes over an announcement of %s', async (_, wrong) => {
    const { server, dataDir } = await startServer();
    const stale = { ...JSON.parse(await readFile(runningFile(dataDir), 'utf8')), ...wrong } as object;
    await server.stop();
    const stranger = await takePort();
    await writeFile(runningFile(dataDir), JSON.stringify({ port: stranger, ...stale, ...wrong }));
    expect(await PracticeClient.find(dataDir)).toBeNull();
    const next = await startServer(dataDir);
    expect((await announced(dataDir)).port).toBe(next.server.controlPort);
  });

  it('takes over an announcement that is no JSON', async () => {
    const { server, dataDir } = await startServer();
    await server.stop();
    await writeFile(runningFile(dataDir), '{"version": 1, "pid"');
    expect(await PracticeClient.find(dataDir)).toBeNull();
    await startServer(dataDir);
  });
});

describe('lines', () => {
  it('come out the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ' '))),
        fc.nat(7),
        (lines, cut) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          const got: string[] = [];
          const reader = new LineReader(
            1e6,
            (line) => got.push(line),
            () => got.push('too long'),
          );
          for (let at = 0; at < bytes.length; at += cut + 1) reader.push(bytes.subarray(at, at + cut + 1));
          expect(got).toEqual(lines.map((line) => Buffer.from(line).toString('utf8')));
        },
      ),
    );
  });
});
