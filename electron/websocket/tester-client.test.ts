import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { AppError } from '../../shared/errors';
import type { TesterState } from '../../shared/model/tester';
import { silentLog } from '../storage/log';
import { InProcessHosts } from './fixtures/in-process-host';
import { rawServer } from './fixtures/raw-server';
import { request } from './fixtures/sessions';
import { MAX_SESSIONS } from './tester';
import { TesterClient } from './tester-client';

let server: WebSocketServer;
let url: string;
let hosts: InProcessHosts;
let client: TesterClient;
let notices: string[];

beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer, binary) => socket.send(data, { binary })),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  hosts = new InProcessHosts();
  notices = [];
  client = new TesterClient({
    spawnHost: hosts.spawn,
    log: silentLog,
    onDied: (sentence) => notices.push(sentence),
  });
});
afterEach(async () => {
  await client.dispose();
  for (const socket of server.clients) socket.terminate();
  server.close();
});

function changed(sessionId: string, holds: (state: TesterState) => boolean): Promise<TesterState> {
  return new Promise((resolve) => {
    const stop = client.onChanged(sessionId, (state) => {
      if (!holds(state)) return;
      stop();
      resolve(state);
    });
    // Asked for, too: it may have changed before. A process that died answers by its last event.
    client.state(sessionId).then(
      (state) => {
        if (holds(state)) resolve(state);
      },
      () => undefined,
    );
  });
}
const opened = (sessionId: string) => changed(sessionId, ({ phase }) => phase === 'open');

describe('the tester behind its port', () => {
  it('connects, sends, shows frames, closes; the process starts on first need only', async () => {
    expect(hosts.started).toHaveLength(0);
    const id = await client.connect(request(url));
    await opened(id);
    await client.send(id, { kind: 'text', text: 'hallo' });
    await changed(id, ({ frames }) => frames === 2);
    const { rows, state } = await client.frames(id, 0, 10);
    expect(rows.map(({ direction, preview }) => [direction, preview])).toEqual([
      ['out', 'hallo'],
      ['in', 'hallo'],
    ]);
    expect(state.frames).toBe(2);
    expect((await client.frame(id, 1)).text).toBe('hallo');
    await client.close(id, 1000, 'done');
    expect((await changed(id, ({ phase }) => phase === 'ended')).end).toMatchObject({
      kind: 'close',
      by: 'client',
    });
    expect(hosts.started).toHaveLength(1);
  });

  it('a busy socket is told about at most every 80 ms, and its last state always', async () => {
    const id = await client.connect(request(url));
    await opened(id);
    let events = 0;
    client.onChanged(id, () => (events += 1));
    const started = performance.now();
    for (let at = 0; at < 500; at += 1) await client.send(id, { kind: 'text', text: `${at}` });
    await changed(id, ({ frames }) => frames === 1000);
    expect(events).toBeLessThanOrEqual((performance.now() - started) / 80 + 2);
  });

  it('errors keep their code over the border', async () => {
    const wrong = client.connect(request('http://x/'));
    await expect(wrong).rejects.toMatchObject({ code: 'bad-request' });
    await expect(wrong).rejects.toBeInstanceOf(AppError);
    await expect(client.state('unknown')).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.probe({ ...request(url), echo: true })).resolves.toMatchObject({ upgraded: true });
  });

  it('a crash ends each socket with one sentence, and the next call starts a new process', async () => {
    const id = await client.connect(request(url));
    await opened(id);
    const told = changed(id, ({ phase }) => phase === 'ended');
    const silent = await rawServer(() => undefined);
    const waiting = client.probe({ ...request(silent.url), echo: false });
    const refused = expect(waiting).rejects.toMatchObject({ code: 'host-died' });
    hosts.started[0]?.crash(1);
    await refused;
    await silent.close();
    expect((await told).diagnosis?.id).toBe('tester-died');
    expect(notices).toEqual([expect.stringMatching(/cut 1 open socket; connect again/)]);
    expect((await client.state(id)).phase).toBe('ended');
    expect((await client.frames(id, 0, 10)).rows).toEqual([]);
    await expect(client.send(id, { kind: 'text', text: 'x' })).rejects.toMatchObject({ code: 'host-died' });
    await opened(await client.connect(request(url)));
    expect(hosts.started).toHaveLength(2);
    await client.dispose(id);
  });

  it('our own shutdown is no crash', async () => {
    await client.connect(request(url));
    await client.dispose();
    expect(hosts.started[0]?.killed).toBe(true);
    expect(notices).toEqual([]);
  });

  it('at most 64 sockets: ended ones make room, open ones do not', async () => {
    const ids: string[] = [];
    for (let at = 0; at < MAX_SESSIONS; at += 1) ids.push(await client.connect(request(url)));
    await Promise.all(ids.map(opened));
    await expect(client.connect(request(url))).rejects.toMatchObject({ code: 'busy' });
    await client.close(ids[5] ?? '', 1000, '');
    await changed(ids[5] ?? '', ({ phase }) => phase === 'ended');
    await opened(await client.connect(request(url)));
    await expect(client.state(ids[5] ?? '')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('a load goes on in its process, tells how far it is, and ends when it is cancelled', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const load = { connections: 30, rate: 1000, holdS: 60, messages: 20, bytes: 64 };
    const result = await client.load(
      { connect: request(url), ...load },
      {
        signal: controller.signal,
        progress: ({ open, echoed }) => {
          told.push(open);
          if (open === 30 && echoed > 0) controller.abort();
        },
      },
    );
    expect(told.length).toBeGreaterThan(0);
    expect(result).toMatchObject({ opened: 30, refused: {}, lost: 0, ceiling: null, stopped: 'cancelled' });
    expect(result.latencyMs?.p50).toBeGreaterThan(0);
    expect(result.latencyMs?.max).toBeGreaterThanOrEqual(result.latencyMs?.p99 ?? Infinity);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.clients.size).toBe(0);
  });

  it('a load stops at the first of its own sockets that is lost', async () => {
    server.on('connection', (socket) => {
      if (server.clients.size === 8) for (const one of [...server.clients].slice(0, 1)) one.terminate();
      socket.on('error', () => undefined);
    });
    const quiet = { progress: () => undefined, signal: new AbortController().signal };
    const load = { connections: 5000, rate: 50, holdS: 60, messages: 0, bytes: 64 };
    const result = await client.load({ connect: request(url), ...load }, quiet);
    expect(result).toMatchObject({ lost: 1, stopped: 'lost', diagnosis: { id: 'load-lost' } });
    expect(result.opened).toBeLessThan(20);
    expect(result.ceiling).toBeNull();
  });

  it('a load on a wrong address asks it once', async () => {
    const silent = await rawServer((socket) => socket.end('HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'));
    const quiet = { progress: () => undefined, signal: new AbortController().signal };
    const load = { connections: 500, rate: 1000, holdS: 1, messages: 0, bytes: 64 };
    const result = await client.load({ connect: request(silent.url), ...load }, quiet);
    expect(result).toMatchObject({ opened: 0, refused: { 404: 1 }, ceiling: null, stopped: 'failed' });
    expect(result.diagnosis).toMatchObject({ id: 'not-found' });
    expect(silent.connections).toHaveLength(1);
    await silent.close();
    const wrong = client.load({ connect: request('http://x/'), ...load }, quiet);
    await expect(wrong).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('a probe whose process dies is one sentence, and nothing waits for ever', async () => {
    const probing = client.idleProbe(
      { connect: request(url), pausesS: [600] },
      { progress: () => hosts.started[0]?.crash(1), signal: new AbortController().signal },
    );
    await expect(probing).rejects.toMatchObject({ code: 'host-died' });
  });

  it('a quiet socket that is held, and one that nothing answers any more, are told apart', async () => {
    const quiet = { progress: () => undefined, signal: new AbortController().signal };
    const held = await client.idleProbe({ connect: request(url), pausesS: [0.1, 0.2] }, quiet);
    expect(held).toMatchObject({
      outcome: 'held',
      heldS: 0.2,
      cutAfterMs: null,
      diagnosis: { id: 'idle-held' },
    });
    server.on('connection', (socket) => setTimeout(() => socket.ping(), 50));
    const pinged = await client.idleProbe({ connect: request(url), pausesS: [0.2] }, quiet);
    expect(pinged.diagnosis.id).toBe('idle-pinged');
    const stopped = new AbortController();
    const stopping = { progress: () => stopped.abort(), signal: stopped.signal };
    const ended = await client.idleProbe({ connect: request(url), pausesS: [600] }, stopping);
    expect(ended.outcome).toBe('stopped');
  });
});
