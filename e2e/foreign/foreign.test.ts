import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, open, request, until } from '../../electron/websocket/fixtures/sessions';
import { idleProbe } from '../../electron/websocket/idle-probe';
import { runLoad } from '../../electron/websocket/load/load-run';
import { originProbe } from '../../electron/websocket/origin-probe';
import { SocketSession } from '../../electron/websocket/socket-session';
import type { ConnectRequest } from '../../shared/model/connect';
import {
  endServers,
  freePort,
  haproxy,
  libwebsockets,
  needForeignServers,
  nginx,
  pythonServer,
  toUpstream,
  websocketd,
} from './servers';

const at = (port: number, path = '/'): string => `ws://127.0.0.1:${port}${path}`;
const sessions: SocketSession[] = [];

async function connect(url: string, more: Partial<ConnectRequest> = {}): Promise<SocketSession> {
  const session = new SocketSession(request(url, more), { closeTimeoutMs: 2000 });
  sessions.push(session);
  await open(session);
  return session;
}

/** What came in as text, whole messages. */
const heard = (session: SocketSession): (string | null)[] =>
  session
    .frames(0, 500)
    .filter(({ direction, opcode }) => direction === 'in' && opcode === 'text')
    .map(({ index }) => session.log.detail(index).text);

const quiet = { progress: () => undefined, signal: new AbortController().signal };

beforeAll(() => needForeignServers(), 300_000);
afterAll(() => {
  for (const session of sessions.splice(0)) session.dispose();
  endServers();
});

describe.concurrent('against servers nobody here wrote', () => {
  it('python3-websockets: compressed echo, proper close, 1009 for a message too big', async () => {
    const port = await pythonServer('max_size=4096');
    const session = await connect(at(port), { compression: 'on' });
    expect(session.state().handshake).toMatchObject({
      status: 101,
      extensions: expect.stringMatching(/permessage-deflate/) as string,
    });
    const texts = ['grüße', 'grüße', 'x'.repeat(3000)];
    for (const text of texts) session.send({ kind: 'text', text, fragments: 2 });
    await until(session, () => heard(session).length === texts.length);
    expect(heard(session)).toEqual(texts);
    session.close(1000, 'done');
    expect((await ended(session)).diagnosis?.id).toBe('closed-normally');
    const big = await connect(at(port));
    big.send({ kind: 'text', text: 'y'.repeat(5000) });
    const state = await ended(big);
    expect(state.end).toMatchObject({ kind: 'close', by: 'server', code: 1009 });
    expect(state.diagnosis).toMatchObject({
      id: 'closed-with-error',
      sentence: expect.stringMatching(/by the server with 1009.*too big/) as string,
    });
  });

  it('python3-websockets: pings left unanswered are what it closes for, and it is told who began', async () => {
    const port = await pythonServer('ping_interval=1, ping_timeout=1');
    const session = await connect(at(port), { autoPong: false });
    const state = await ended(session);
    expect(state.end).toMatchObject({ kind: 'close', by: 'server', code: 1011 });
    expect(state.end?.reason).toMatch(/ping/);
  });

  it('python3-websockets: the origin probe tells a server that checks from one that does not', async () => {
    const open = await pythonServer();
    const result = await originProbe(request(at(open)), quiet);
    expect(result.diagnosis.id).toBe('origin-any');
    const port = await freePort();
    const checking = await pythonServer(`origins=[None, "http://127.0.0.1:${port}"]`);
    const checked = await originProbe(
      request(at(port), { connectTo: { host: '127.0.0.1', port: checking } }),
      quiet,
    );
    expect(checked.tries.map(({ upgraded, status }) => [upgraded, status])).toEqual([
      [true, 101],
      [true, 101],
      [false, 403],
      [false, 403],
    ]);
    expect(checked.diagnosis.id).toBe('origin-checked');
  });

  it('nginx: an idle cut is found by the probe, with how long it took', async () => {
    const port = await nginx(toUpstream(await pythonServer('ping_interval=None'), 'proxy_read_timeout 5s;'));
    const result = await idleProbe({ connect: request(at(port)), pausesS: [1, 2, 20] }, quiet);
    expect(result).toMatchObject({ outcome: 'cut', heldS: 2, end: { kind: 'fin', by: 'server' } });
    expect(result.cutAfterMs).toBeGreaterThan(4500);
    expect(result.cutAfterMs).toBeLessThan(8000);
    expect(result.diagnosis.id).toBe('idle-cut');
    expect(result.diagnosis.sentence).toMatch(
      /by FIN after \d s in which nothing.*Before, the socket outlived 2 s/,
    );
  });

  it('nginx: 502 where the application is gone, and what it sends without the Upgrade lines', async () => {
    const dead = await connect(at(await nginx(toUpstream(await freePort()))));
    expect(dead.state()).toMatchObject({
      end: { kind: 'refused' },
      handshake: { status: 502, body: expect.stringMatching(/nginx/) as string },
      diagnosis: { id: 'gateway-failed' },
    });
    const plain = await nginx(`proxy_pass http://127.0.0.1:${await pythonServer()};`);
    const stripped = await connect(at(plain));
    expect(stripped.state().end?.kind).toBe('refused');
    expect(stripped.state().handshake?.status).not.toBe(101);
  });

  it('haproxy: 503 when it has no room, which is where a load finds its ceiling', async () => {
    const port = await haproxy(
      await pythonServer(),
      ['timeout queue 300ms', 'timeout tunnel 60s'],
      'maxconn 5',
    );
    const result = await runLoad(
      { connect: request(at(port)), connections: 50, rate: 20, holdS: 1, messages: 0, bytes: 64 },
      quiet,
    );
    expect(result).toMatchObject({
      opened: 5,
      // Those that were on their way at the first refusal are answered, too.
      refused: { 503: expect.any(Number) as number },
      lost: 0,
      ceiling: 5,
      stopped: 'refused',
      diagnosis: { id: 'load-ceiling' },
    });
    const held = await Promise.all(Array.from({ length: 5 }, () => connect(at(port))));
    const full = await connect(at(port));
    expect(full.state()).toMatchObject({
      handshake: { status: 503 },
      diagnosis: { id: 'service-unavailable' },
    });
    for (const session of held) session.dispose();
  });

  it('haproxy: a tunnel time-out is an idle cut, by FIN and, where it does not linger, by RST', async () => {
    const upstream = await pythonServer('ping_interval=None');
    const [fin, rst] = await Promise.all([
      haproxy(upstream, ['timeout tunnel 5s']),
      haproxy(upstream, ['timeout tunnel 5s', 'option nolinger']),
    ]);
    const [one, other] = await Promise.all([connect(at(fin)), connect(at(rst))]);
    const [first, second] = await Promise.all([ended(one), ended(other)]);
    expect(first).toMatchObject({ end: { kind: 'fin', by: 'server' }, diagnosis: { id: 'idle-cut' } });
    expect(second).toMatchObject({ end: { kind: 'rst', by: 'server' }, diagnosis: { id: 'idle-cut' } });
    expect(first.lasted?.quietMs).toBeGreaterThan(4500);
  });

  it('haproxy: an extension header lost on the way is the compression mismatch', async () => {
    const port = await haproxy(await pythonServer(), ['http-response del-header Sec-WebSocket-Extensions']);
    const session = await connect(at(port), { compression: 'on' });
    expect(session.state().handshake?.extensions).toBeUndefined();
    session.send({ kind: 'text', text: 'hello hello hello hello' });
    const state = await ended(session);
    expect(state.end).toMatchObject({ kind: 'protocol-error', fault: 'reserved-bits' });
    expect(state.diagnosis?.id).toBe('compression-mismatch');
  });

  it("libwebsockets' test server: its subprotocols, and the mirror", async () => {
    const port = await libwebsockets();
    const counting = await connect(at(port), { subprotocols: ['dumb-increment-protocol'] });
    expect(counting.state().handshake?.subprotocol).toBe('dumb-increment-protocol');
    await until(counting, () => heard(counting).length >= 3);
    const numbers = heard(counting).map(Number);
    expect(numbers[1]).toBe((numbers[0] ?? NaN) + 1);
    counting.close(1000);
    expect((await ended(counting)).end?.kind).toBe('close');
    const unknown = await connect(at(port), { subprotocols: ['nobody-speaks-this'] });
    expect((await ended(unknown)).diagnosis?.id).not.toBe('upgraded');
  });

  it('websocketd: lines come back; a program that ends closes; a foreign origin is refused', async () => {
    const [cat, short, same] = await Promise.all([
      websocketd(['cat']),
      websocketd(['echo', 'bye']),
      websocketd(['cat'], ['--sameorigin=true']),
    ]);
    const session = await connect(at(cat));
    session.send({ kind: 'text', text: 'a line' });
    await until(session, () => heard(session).length === 1);
    expect(heard(session)).toEqual(['a line']);
    const over = await connect(at(short));
    const state = await ended(over);
    expect(heard(over)).toEqual(['bye']);
    expect(['close', 'fin']).toContain(state.end?.kind);
    expect(state.end?.by).toBe('server');
    const foreign = await connect(at(same), { origin: 'https://foreign.example' });
    expect(foreign.state()).toMatchObject({ handshake: { status: 403 }, diagnosis: { id: 'forbidden' } });
  });
});
