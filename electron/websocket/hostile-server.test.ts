import { afterEach, describe, expect, it } from 'vitest';
import type net from 'node:net';
import { type RawServer, rawServer, switching, upgradingServer } from './fixtures/raw-server';
import { ended, open, request, runToEnd } from './fixtures/sessions';
import { encodeFrame } from './frame-writer';
import { SocketSession } from './socket-session';

const servers: RawServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function answering(onRequest: (socket: net.Socket, key: string) => void): Promise<string> {
  const server = await rawServer(onRequest);
  servers.push(server);
  return server.url;
}
async function upgrading(onOpen: (socket: net.Socket) => void): Promise<string> {
  const server = await upgradingServer(onOpen);
  servers.push(server);
  return server.url;
}
const server = { mask: null };

describe('handshakes that fail', () => {
  it('a refusal keeps status, headers and a chunked body', async () => {
    const url = await answering((socket) => {
      socket.write(
        'HTTP/1.1 503 Service Unavailable\r\nServer: Microsoft-HTTPAPI/2.0\r\nTransfer-Encoding: chunked\r\n\r\n',
      );
      socket.write('13\r\nService Unavailable\r\n');
      socket.end('0\r\n\r\n');
    });
    const { state } = await runToEnd(url);
    expect(state.handshake).toMatchObject({ status: 503, body: 'Service Unavailable' });
    expect(state.end).toEqual({
      kind: 'refused',
      by: 'server',
      code: null,
      reason: '503 Service Unavailable',
    });
    expect(state.diagnosis).toEqual({
      id: 'service-unavailable',
      sentence:
        "Service Unavailable before the application: the site's limits.maxConnections is reached or its pool is stopped.",
    });
  });

  it('a refusal whose body never ends, or is cut by a reset, is a refusal', async () => {
    const endless = await answering((socket) =>
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<html>'),
    );
    const { state } = await runToEnd(endless, { timeoutMs: 300 });
    expect(state).toMatchObject({
      end: { kind: 'refused' },
      handshake: { body: '<html>' },
      diagnosis: { id: 'not-upgraded-200' },
    });
    const cut = await answering((socket) => {
      socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n<html>', () =>
        setTimeout(() => socket.resetAndDestroy(), 30),
      );
    });
    expect((await runToEnd(cut)).state).toMatchObject({
      end: { kind: 'refused' },
      diagnosis: { id: 'not-found' },
    });
  });

  it.each([
    ['garbage', 'SSH-2.0-OpenSSH_9\r\n', 'protocol-error', /not HTTP: "SSH-2.0/],
    [
      'a wrong accept',
      'HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n',
      'protocol-error',
      /does not fit/,
    ],
    ['HTTP/1.0', 'HTTP/1.0 101 S\r\nUpgrade: websocket\r\n\r\n', 'protocol-error', /only 1.1/],
    [
      'a header without a colon',
      'HTTP/1.1 101 S\r\nnonsense\r\n\r\n',
      'protocol-error',
      /no header: "nonsense"/,
    ],
  ])('%s', async (_name, text, kind, sentence) => {
    const { state } = await runToEnd(await answering((socket) => socket.write(text, 'latin1')));
    expect(state.end).toMatchObject({ kind, by: 'client', code: null });
    expect(state.end?.reason).toMatch(sentence);
    expect(state.diagnosis?.id).toBe('protocol-error');
  });

  it('10 MB of headers are not read', async () => {
    const url = await answering((socket) => {
      socket.write('HTTP/1.1 101 S\r\n');
      socket.write(`X: ${'a'.repeat(10_000_000)}\r\n\r\n`);
    });
    const { state } = await runToEnd(url);
    expect(state.end?.reason).toMatch(/larger than 64 KB/);
  });

  it('headers that drip time out', async () => {
    const url = await answering((socket) => {
      socket.write('HTTP/1.1 101 S\r\n');
      const timer = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const { state } = await runToEnd(url, { timeoutMs: 300 });
    expect(state.end).toMatchObject({ kind: 'protocol-error', by: 'client', fault: 'half-header' });
    expect(state.diagnosis?.sentence).toMatch(/did not end the header of its answer within 300 ms/);
  });

  it('a server that never answers times out, one that hangs up or resets is told apart', async () => {
    expect((await runToEnd(await answering(() => undefined), { timeoutMs: 200 })).state.end?.kind).toBe(
      'timeout',
    );
    expect((await runToEnd(await answering((socket) => socket.end()))).state).toMatchObject({
      end: { kind: 'fin', by: 'server', reason: 'The server closed the connection without an answer.' },
      diagnosis: { id: 'cut-fin' },
    });
    expect((await runToEnd(await answering((socket) => socket.end('HTTP/1.1 1')))).state.end?.reason).toMatch(
      /middle/,
    );
    expect((await runToEnd(await answering((socket) => socket.resetAndDestroy()))).state).toMatchObject({
      end: { kind: 'rst', by: 'server' },
      diagnosis: { id: 'cut-rst' },
    });
  });

  it('where nothing listens it says so', async () => {
    const url = await answering(() => undefined);
    await servers.pop()?.close();
    const { state } = await runToEnd(url);
    expect(state).toMatchObject({ end: { kind: 'unreachable' }, diagnosis: { id: 'nothing-listens' } });
    expect(state.handshake).toMatchObject({ status: null, timingsMs: { tcp: null, upgrade: null } });
  });

  it('giving up while connecting ends it at once', async () => {
    const session = new SocketSession(request(await answering(() => undefined)));
    session.close();
    expect(session.state()).toMatchObject({ phase: 'ended', diagnosis: { id: 'given-up' } });
  });
});

describe('after the upgrade', () => {
  it('frames that come in one piece with the 101 are not lost', async () => {
    const url = await answering((socket, key) => {
      const both = [
        Buffer.from(switching(key)),
        encodeFrame({ ...server, opcode: 'text', payload: Buffer.from('hi') }),
      ];
      socket.end(Buffer.concat(both));
    });
    const { session, state } = await runToEnd(url);
    expect(session.frames(0, 9)).toMatchObject([{ opcode: 'text', preview: 'hi' }]);
    expect(state.end).toMatchObject({ kind: 'fin', by: 'server' });
  });

  it('half a frame and then FIN shows the half', async () => {
    const url = await upgrading((socket) => socket.end(Buffer.from([0x81, 0x05, 0x68, 0x69])));
    const { session, state } = await runToEnd(url);
    expect(state.end).toMatchObject({ kind: 'fin', reason: 'The frame was cut off: 2 of 5 bytes arrived.' });
    expect(session.frames(0, 9)).toMatchObject([{ preview: 'hi', size: 5, problem: state.end?.reason }]);
    expect(session.log.detail(0).truncated).toBe(true);
  });

  it('a reset is no FIN', async () => {
    const url = await upgrading((socket) => setTimeout(() => socket.resetAndDestroy(), 50));
    const { state } = await runToEnd(url);
    expect(state).toMatchObject({ end: { kind: 'rst', by: 'server' }, diagnosis: { id: 'cut-rst' } });
  });

  it.each([
    ['reserved bits', Buffer.from([0xc1, 0x01, 0x61]), 1002],
    ['a masked frame', encodeFrame({ opcode: 'text', payload: Buffer.from('a') }), 1002],
    [
      'text that is not UTF-8',
      encodeFrame({ ...server, opcode: 'text', payload: Buffer.from([0xff]) }),
      1007,
    ],
    [
      'a lone continuation',
      encodeFrame({ ...server, opcode: 'continuation', payload: Buffer.from('a') }),
      1002,
    ],
    ['close code 1005', encodeFrame({ ...server, opcode: 'close', payload: Buffer.from([3, 0xed]) }), 1002],
    ['bytes that are no frames', Buffer.from('HTTP/1.1 200 OK\r\n'), 1002],
  ])('%s is kept in the log and answered with a close frame', async (_name, bytes, code) => {
    const heard: Buffer[] = [];
    const url = await upgrading((socket) => {
      socket.on('data', (chunk: Buffer) => heard.push(chunk));
      socket.write(bytes);
    });
    const { session, state } = await runToEnd(url);
    expect(state.end).toMatchObject({ kind: 'protocol-error', by: 'client', code });
    const [wrong, close] = session.frames(0, 9);
    expect(wrong).toMatchObject({ direction: 'in', problem: state.end?.reason });
    expect(close).toMatchObject({ direction: 'out', opcode: 'close' });
    expect(close?.preview).toMatch(new RegExp(`^${code} `));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard[0]?.[0]).toBe(0x88);
  });

  it('a close frame that is never answered ends after the time-out', async () => {
    const session = new SocketSession(request(await upgrading(() => undefined)), { closeTimeoutMs: 100 });
    await open(session);
    session.close(1000);
    expect(session.state().phase).toBe('closing');
    expect((await ended(session)).end).toMatchObject({ kind: 'timeout', by: 'client' });
  });

  it('a server that drops the line instead of answering the close is a FIN', async () => {
    const session = new SocketSession(
      request(await upgrading((socket) => socket.on('data', () => socket.end()))),
    );
    await open(session);
    session.close(1000);
    const { end } = await ended(session);
    expect(end).toMatchObject({ kind: 'fin', by: 'server' });
    expect(end?.reason).toMatch(/without answering the close frame/);
  });

  it('a server that answers the close but keeps the line is not waited for long', async () => {
    const url = await upgrading((socket) =>
      socket.on('data', () =>
        socket.write(encodeFrame({ ...server, opcode: 'close', payload: Buffer.from([3, 232]) })),
      ),
    );
    const session = new SocketSession(request(url));
    await open(session);
    session.close(1000);
    expect((await ended(session)).end).toEqual({ kind: 'close', by: 'client', code: 1000, reason: '' });
  });

  it('a flood of pings to a tester that cannot write is answered with bounded memory', async () => {
    const ping = encodeFrame({ ...server, opcode: 'ping', payload: Buffer.alloc(125) });
    const flood = Buffer.concat(Array.from({ length: 5000 }, () => ping));
    const url = await upgrading((socket) => {
      socket.pause();
      for (let turn = 0; turn < 20; turn += 1) socket.write(flood);
      socket.write(encodeFrame({ ...server, opcode: 'text', payload: Buffer.from('end') }));
    });
    const session = new SocketSession(request(url));
    await new Promise<void>((resolve) =>
      session.onFrame(({ frame }) => {
        if (frame.opcode === 'text') resolve();
      }),
    );
    const sent = session.state().bytesOut;
    expect(session.state().bytesIn).toBeGreaterThanOrEqual(100_000 * 125);
    // What loopback's own buffers take (some 4 MB) goes out; one pong for each ping would be 12.5 MB.
    expect(sent).toBeLessThan(9_000_000);
    session.dispose();
  });
});
