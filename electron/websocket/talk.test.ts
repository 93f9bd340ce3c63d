import type net from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectRequest } from '../../shared/model/connect';
import { Deflater, Inflater } from './deflate';
import { rawServer, switching, upgradingServer } from './fixtures/raw-server';
import { ended, open, request, until } from './fixtures/sessions';
import { echo, reference } from './fixtures/test-servers';
import { FrameReader } from './frame-reader';
import { encodeFrame } from './frame-writer';
import { checkClose, outgoing } from './outgoing';
import { SocketSession } from './socket-session';
import { Variables } from './variables';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function connect(url: string, more: Partial<ConnectRequest> = {}): Promise<SocketSession> {
  const session = new SocketSession(request(url, more), { closeTimeoutMs: 200 });
  closers.push(() => session.dispose());
  await open(session);
  return session;
}
const echoing = (options = {}) => reference(closers, echo, options);
const frames = (count: number) => (state: { frames: number }) => state.frames >= count;

/** A server that upgrades, keeps what it hears as frames, and tells its socket. */
async function listening(): Promise<{
  url: string;
  heard: FrameReader;
  got: string[];
  socket: () => net.Socket | undefined;
}> {
  const heard = new FrameReader({ masked: true });
  const got: string[] = [];
  let peer: net.Socket | undefined;
  const server = await upgradingServer((socket) => {
    peer = socket;
    socket.on('data', (chunk: Buffer) => {
      for (const { opcode, fin, payload } of heard.push(chunk))
        got.push(`${opcode}${fin ? '' : '…'} ${payload.toString()}`);
    });
  });
  closers.push(server.close);
  return { url: server.url, heard, got, socket: () => peer };
}
const eventually = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('compression', () => {
  it.each([
    ['with what browsers offer', 'on' as const, {}],
    [
      'without context takeover',
      { offer: 'permessage-deflate; server_no_context_takeover; client_no_context_takeover' },
      {},
    ],
    [
      'with small windows',
      { offer: 'permessage-deflate; server_max_window_bits=9; client_max_window_bits=9' },
      { serverMaxWindowBits: 9, clientMaxWindowBits: 9 },
    ],
  ])('talks to ws %s', async (_name, compression, options) => {
    const url = await echoing({ perMessageDeflate: { threshold: 0, ...options } });
    const session = await connect(url, { compression });
    expect(session.state().handshake?.extensions).toMatch(/^permessage-deflate/);
    const texts = ['hello hello hello', '', 'hello hello hello', 'ü€🦊'.repeat(3000), 'x'.repeat(70_000)];
    for (const text of texts) session.send({ kind: 'text', text, fragments: text.length > 10 ? 3 : 1 });
    const answers = () =>
      session
        .frames(0, 99)
        .flatMap(({ direction, index, fin }) =>
          direction === 'in' && fin ? [session.log.detail(index)] : [],
        );
    await until(session, () => answers().length === texts.length);
    expect(answers().map(({ text }) => text)).toEqual(texts);
    // What was on the wire was smaller, and is what the log shows.
    expect(answers().at(-1)?.hex.length).toBeLessThan(2000);
    expect(answers()[0]).toMatchObject({ rsv: 4, inflated: 17, preview: 'hello hello hello' });
  });

  it('is off where nothing is said', async () => {
    const session = await connect(await echoing({ perMessageDeflate: true }));
    expect(session.state().handshake?.extensions).toBeUndefined();
    expect(session.state().handshake?.requestText).not.toMatch(/extensions/i);
  });

  it('any messages survive it, whatever the window, with and without takeover', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 300 }),
            fc.nat(5000).map((size) => new Uint8Array(size)),
          ),
          { maxLength: 6 },
        ),
        fc.integer({ min: 8, max: 15 }),
        fc.boolean(),
        (messages, windowBits, noContextTakeover) => {
          const deflater = new Deflater({ windowBits, noContextTakeover });
          const inflater = new Inflater({ windowBits, noContextTakeover, maxBytes: 10_000 });
          for (const message of messages)
            expect(inflater.inflate(deflater.deflate(Buffer.from(message)))).toEqual({
              data: Buffer.from(message),
            });
        },
      ),
    );
  });

  it('a proxy that passes it on without speaking it is told apart from other cuts', async () => {
    const agree = ['Sec-WebSocket-Extensions: permessage-deflate'];
    const server = await rawServer((socket, key) => {
      socket.write(switching(key, agree));
      socket.once('data', () => socket.resetAndDestroy());
    });
    closers.push(server.close);
    const session = await connect(server.url, { compression: 'on' });
    session.send({ kind: 'text', text: 'first' });
    expect((await ended(session)).diagnosis).toMatchObject({
      id: 'compression-mismatch',
      sentence: expect.stringMatching(/ARR.*compression off/) as string,
    });
    const unasked = await upgradingServer(
      (socket) =>
        void socket.write(encodeFrame({ opcode: 'text', payload: Buffer.from('x'), rsv: 4, mask: null })),
    );
    closers.push(unasked.close);
    expect((await ended(await connect(unasked.url))).diagnosis?.id).toBe('compression-mismatch');
  });
});

describe('sending', () => {
  it('in as many frames as asked, JSON checked, bytes of a file, ping and pong with bytes', async () => {
    const { url, got } = await listening();
    const session = await connect(url);
    session.send({ kind: 'text', text: 'abcdef', fragments: 3 });
    session.send({ kind: 'json', text: '{"a": [1]}', pretty: false });
    session.send({ kind: 'json', text: '{"n":1.0}' });
    session.send({ kind: 'file', base64: Buffer.from('bytes').toString('base64') });
    session.send({ kind: 'ping', text: '', hex: '70 71' });
    session.send({ kind: 'pong', text: 'unasked' });
    await eventually(() => got.length === 8);
    expect(got).toEqual([
      'text… ab',
      'continuation… cd',
      'continuation ef',
      'text {"a":[1]}',
      'text {"n":1.0}',
      'binary bytes',
      'ping pq',
      'pong unasked',
    ]);
    expect(() => session.send({ kind: 'json', text: '{"a":}' })).toThrow(/This is no JSON: /);
  });

  it('variables: the counter goes on by message, other names stay', () => {
    const variables = new Variables(() => new Date(0));
    expect(variables.fill('{{now}} {{counter}} {{counter}} {{other}}')).toBe(
      '1970-01-01T00:00:00.000Z 1 1 {{other}}',
    );
    expect(variables.fill('no counter')).toBe('no counter');
    expect(variables.fill('{{counter}}')).toBe('2');
    expect(variables.fill('{{uuid}}{{uuid}}')).toMatch(/^([0-9a-f-]{36})(?!\1)[0-9a-f-]{36}$/);
    expect(
      outgoing({ kind: 'text', text: '{{counter}}' }, (text) => variables.fill(text)).payload.toString(),
    ).toBe('{{counter}}');
  });

  it('again and again until it is stopped, as often as asked, and no longer than the socket lives', async () => {
    const { url, got, socket } = await listening();
    const session = await connect(url);
    session.repeat({ kind: 'text', text: '{{counter}}', variables: true }, 5, 4);
    await eventually(() => got.length === 4);
    expect(got).toEqual(['text 1', 'text 2', 'text 3', 'text 4']);
    await until(session, ({ tasks }) => tasks?.[0]?.ended === 'done');
    const endless = session.repeat({ kind: 'text', text: 'x' }, 5, null);
    await eventually(() => got.length >= 6);
    session.stopTask(endless);
    const then = got.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(got.length).toBeLessThanOrEqual(then + 1);
    session.repeat({ kind: 'text', text: 'y' }, 5, null);
    socket()?.destroy();
    expect((await ended(session)).tasks?.map(({ ended: why }) => why)).toEqual([
      'done',
      'stopped',
      'the socket has ended',
    ]);
    expect(() => session.repeat({ kind: 'text', text: 'x' }, 5, 1)).toThrow(/Connect again/);
  });

  it('what another socket sent, in its rhythm, fragments and all', async () => {
    const first = await connect(await echoing());
    first.send({ kind: 'text', text: 'one' });
    await new Promise((resolve) => setTimeout(resolve, 120));
    first.send({ kind: 'binary', hex: '616263', fragments: 3 });
    await until(first, frames(6));
    const { url, got } = await listening();
    const second = await connect(url);
    const started = performance.now();
    second.replay(first.sentFrames(), 1);
    await eventually(() => got.length === 4);
    expect(performance.now() - started).toBeGreaterThan(100);
    expect(got).toEqual(['text one', 'binary… a', 'continuation… b', 'continuation c']);
    const empty = await connect(await echoing());
    expect(() => empty.replay(empty.sentFrames(), 1)).toThrow(/nothing to send again/);
  });
});

describe('without manners', () => {
  it('pings are left unanswered when asked', async () => {
    const { url, got, socket } = await listening();
    const session = await connect(url, { autoPong: false });
    socket()?.write(encodeFrame({ opcode: 'ping', payload: Buffer.from('?'), mask: null }));
    await until(session, frames(1));
    session.send({ kind: 'text', text: 'after' });
    await eventually(() => got.length > 0);
    expect(got).toEqual(['text after']);
  });

  it.each(['fin', 'rst'] as const)('TCP is dropped by %s, without a close frame', async (how) => {
    const { url, got, socket } = await listening();
    const session = await connect(url);
    await eventually(() => socket() !== undefined);
    const seen = new Promise<string>((resolve) => {
      socket()
        ?.on('end', () => resolve('fin'))
        .on('error', () => resolve('rst'));
    });
    session.drop(how);
    expect(await seen).toBe(how);
    expect(got).toEqual([]);
    expect(session.state().end).toMatchObject({ kind: how, by: 'client' });
    expect(() => session.drop(how)).toThrow(/Connect again/);
  });
});

it('a close code that is refused is answered with all that may be sent, not with some', () => {
  for (const code of [1001, 1003, 1007, 1014, 3000]) checkClose(code, '');
  expect(() => checkClose(1005, '')).toThrow(/1000 to 1003, 1007 to 1014, or 3000 to 4999/);
  expect(() => checkClose(null, 'bye')).toThrow(/1007 to 1014/);
});
