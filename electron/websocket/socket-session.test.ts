import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { AppError } from '../../shared/errors';
import { ended, open, request, until } from './fixtures/sessions';
import { type SessionOptions, SocketSession } from './socket-session';

const servers: WebSocketServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** A ws server, the reference of the other side. */
async function reference(
  onConnection: (socket: WebSocket) => void,
  options: { handleProtocols?: () => string } = {},
): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, ...options });
  servers.push(server);
  server.on('connection', onConnection);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

const echo = (socket: WebSocket): void =>
  void socket.on('message', (data: Buffer, binary) => socket.send(data, { binary }));

async function connect(
  url: string,
  options: SessionOptions = {},
  subprotocols: string[] = [],
): Promise<SocketSession> {
  const session = new SocketSession(request(url, { subprotocols }), options);
  await open(session);
  return session;
}

const frames = (count: number) => (state: { frames: number }) => state.frames >= count;

describe('with ws on the other side', () => {
  it('text, binary and ping come back and are logged in order', async () => {
    const session = await connect(await reference(echo));
    session.send({ kind: 'text', text: 'grüße 🦊' });
    session.send({ kind: 'binary', hex: '00 ff,10:2a' });
    session.send({ kind: 'ping', text: 'hi' });
    await until(session, frames(6));
    session.close(1000, 'bye');
    const state = await ended(session);
    const rows = session.frames(0, 100);
    expect(
      rows.filter(({ direction }) => direction === 'in').map(({ opcode, preview }) => [opcode, preview]),
    ).toEqual(
      expect.arrayContaining([
        ['text', 'grüße 🦊'],
        ['binary', '00ff102a'],
        ['pong', '6869'],
        ['close', '1000 bye'],
      ]),
    );
    expect(rows.map(({ index }) => index)).toEqual(rows.map((_, at) => at));
    expect(rows.every(({ at }, i) => at >= (rows[i - 1]?.at ?? 0))).toBe(true);
    expect(state.end).toEqual({ kind: 'close', by: 'client', code: 1000, reason: 'bye' });
    expect(state.diagnosis?.id).toBe('closed-normally');
    expect(state.handshake).toMatchObject({ status: 101, timingsMs: { dns: null, tls: null } });
    expect(state.handshake?.timingsMs.upgrade).toBeGreaterThan(0);
  });

  it.each([0, 125, 126, 65_535, 65_536, 1_000_000])(
    'a message of %i bytes survives both ways',
    async (size) => {
      const session = await connect(await reference(echo));
      const text = 'x'.repeat(size);
      session.send({ kind: 'text', text });
      await until(session, frames(2));
      const answer = session.log.detail(1);
      expect(answer).toMatchObject({ size, direction: 'in', truncated: size > 262_144 });
      expect(answer.text === text.slice(0, 262_144)).toBe(true);
      session.dispose();
    },
  );

  it('a ping of the server is answered by itself, with its bytes', async () => {
    const pong = new Promise<string>((resolve) => {
      void reference((socket) => {
        socket.on('pong', (data: Buffer) => resolve(data.toString()));
        socket.ping('are you there');
      }).then(connect);
    });
    expect(await pong).toBe('are you there');
  });

  it('fragments are shown as the frames they were', async () => {
    const session = await connect(
      await reference((socket) => {
        socket.send('a€', { fin: false });
        socket.send('b', { fin: false });
        socket.send('c', { fin: true });
      }),
    );
    await until(session, frames(3));
    expect(session.frames(0, 9).map(({ opcode, fin, size }) => [opcode, fin, size])).toEqual([
      ['text', false, 4],
      ['continuation', false, 1],
      ['continuation', true, 1],
    ]);
    session.dispose();
  });

  it.each([
    [1000, '', 'closed-normally'],
    [1001, 'recycle', 'closed-normally'],
    [1011, 'boom', 'closed-with-error'],
    [4401, 'token', 'closed-with-error'],
  ])('a close of the server with %i is answered and told', async (code, reason, id) => {
    const heard = new Promise<number>((resolve) => {
      void reference((socket) => {
        socket.on('close', (answer) => resolve(answer));
        socket.close(code, reason);
      }).then(async (url) => {
        const session = await connect(url);
        const state = await ended(session);
        expect(state.end).toEqual({ kind: 'close', by: 'server', code, reason });
        expect(state.diagnosis?.id).toBe(id);
      });
    });
    expect(await heard).toBe(code);
  });

  it('a close without a code is one', async () => {
    const session = await connect(await reference((socket) => socket.close()));
    expect((await ended(session)).end).toEqual({ kind: 'close', by: 'server', code: null, reason: '' });
  });

  it('a chosen subprotocol is told, an unchosen one is warned of', async () => {
    const chosen = await connect(await reference(echo, { handleProtocols: () => 'v2' }), {}, ['v1', 'v2']);
    expect(chosen.state().handshake?.subprotocol).toBe('v2');
    const unchosen = await connect(await reference(echo, { handleProtocols: () => '' }), {}, ['v1']);
    expect(unchosen.state().diagnosis?.sentence).toMatch(/none of the offered subprotocols/);
    for (const session of [chosen, unchosen]) session.dispose();
  });
});

describe('bounds', () => {
  it('dropped frames are still counted and said to be gone', async () => {
    const session = await connect(
      await reference((socket) => {
        for (let at = 0; at < 1000; at += 1) socket.send(`${at}`.padStart(10));
      }),
      { maxRows: 100, maxBytes: 50 * (10 + 14) },
    );
    const state = await until(session, frames(1000));
    expect(state).toMatchObject({ frames: 1000, firstKept: 950, keptBytes: 50 * (10 + 14), bytesIn: 10_000 });
    expect(session.frames(0, 500).map(({ index }) => index)).toEqual(
      Array.from({ length: 50 }, (_, at) => 950 + at),
    );
    expect(() => session.log.detail(3)).toThrow(/no longer kept; the oldest one kept is 950/);
    expect(() => session.log.detail(5000)).toThrow(/no frame 5000/);
    session.dispose();
  });

  it('a server that does not read makes send refuse, not memory grow', async () => {
    const session = await connect(await reference((socket) => socket.pause()));
    const text = 'x'.repeat(8_000_000);
    const send = (): void => {
      for (let turn = 0; turn < 30; turn += 1) session.send({ kind: 'text', text });
    };
    expect(send).toThrow(/reads too slowly.*64 MB may/);
    session.dispose();
  });

  it('a message over the 64 MB that may wait is refused as such, not as a server that does not read', async () => {
    const session = await connect(await reference(() => undefined));
    expect(() => session.send({ kind: 'text', text: 'x'.repeat(70 * 1024 * 1024) })).toThrow(
      /A message of 70 MB can't be sent.*64 MB is the limit/,
    );
    session.dispose();
  });

  it("a message over our own limit is no fault of the server, and the limit is the request's", async () => {
    const url = await reference((socket) => socket.send(Buffer.alloc(2 * 1024 * 1024)));
    const small = new SocketSession(request(url, { maxMessageMb: 1 }));
    const state = await ended(small);
    expect(state.end).toMatchObject({ kind: 'protocol-error', code: 1009, fault: 'too-big' });
    expect(state.diagnosis).toMatchObject({ id: 'message-too-big' });
    expect(state.diagnosis?.sentence).toMatch(/own limit.*a frame of 2 MB; the tester takes .* up to 1 MB/);
    expect(state.diagnosis?.sentence).not.toMatch(/server broke/);
    const large = new SocketSession(request(url, { maxMessageMb: 3 }));
    expect((await until(large, ({ frames }) => frames > 0)).bytesIn).toBe(2 * 1024 * 1024);
    large.dispose();
  });

  it('a frame over the cap ends the socket with 1009', async () => {
    const session = await connect(await reference((socket) => socket.send('x'.repeat(5000))), {
      maxMessageBytes: 1000,
    });
    const { end } = await ended(session);
    expect(end).toMatchObject({ kind: 'protocol-error', by: 'client', code: 1009 });
  });
});

describe('what cannot be sent is refused with a sentence', () => {
  it('a wrong address opens no socket', () => {
    expect(() => new SocketSession(request('http://localhost/'))).toThrow(AppError);
  });

  it('sends and closes', async () => {
    const session = await connect(await reference(echo));
    expect(() => session.send({ kind: 'ping', text: 'ü'.repeat(63) })).toThrow(/126/);
    expect(() => session.send({ kind: 'binary', hex: '0' })).toThrow(/pairs of hex/);
    expect(() => session.close(1005)).toThrow(/1005/);
    expect(() => session.close(1000, 'ü'.repeat(62))).toThrow(/123 bytes/);
    expect(() => session.close(null, 'why')).toThrow(/needs a close code/);
    session.close(null);
    expect(() => session.send({ kind: 'text', text: 'late' })).toThrow(/closing/);
    expect((await ended(session)).end).toMatchObject({ kind: 'close', by: 'client', code: null });
    expect(() => session.close()).toThrow(/Connect again/);
  });
});
