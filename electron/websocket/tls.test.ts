import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { switching } from './fixtures/raw-server';
import { ended, open, request, runToEnd } from './fixtures/sessions';
import { SocketSession } from './socket-session';

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, 'fixtures', name), 'utf8');
const cert = read('test-only.cert.pem');
const key = read('test-only-not-a-secret.key.pem');
const servers: net.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: net.Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function secure(onUpgraded: (socket: tls.TLSSocket) => void): Promise<number> {
  return listen(
    tls.createServer({ cert, key }, (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (head: Buffer) => {
        socket.write(switching(/Sec-WebSocket-Key: (\S+)/.exec(head.toString('latin1'))?.[1] ?? ''));
        onUpgraded(socket);
      });
    }),
  );
}

describe('wss', () => {
  it('with a trusted certificate upgrades and times the TLS handshake', async () => {
    const port = await secure(() => undefined);
    const session = new SocketSession(request(`wss://127.0.0.1:${port}/`), { ca: cert, closeTimeoutMs: 50 });
    const state = await open(session);
    expect(state.phase).toBe('open');
    expect(state.handshake?.timingsMs.tls).toBeGreaterThan(0);
    session.close();
    await ended(session);
  });

  it('never sends the request to a server whose certificate is not trusted', async () => {
    let asked = false;
    const port = await secure(() => (asked = true));
    const { state } = await runToEnd(`wss://127.0.0.1:${port}/`);
    expect(state).toMatchObject({
      end: { kind: 'tls-error', by: 'client', reason: 'the certificate is self-signed' },
      diagnosis: { id: 'tls-untrusted' },
      handshake: { status: null, timingsMs: { tls: expect.any(Number) as number, upgrade: null } },
    });
    expect(asked).toBe(false);
  });

  it('a certificate for another name is told as such', async () => {
    const server = tls.createServer({ cert, key });
    servers.push(server);
    // 127.0.0.2 is loopback, too, but not in the certificate. Windows and Linux have it, macOS doesn't.
    const bound = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(0, '127.0.0.2', () => resolve(true));
    });
    if (!bound) return;
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { state } = await runToEnd(`wss://127.0.0.2:${port}/`, {}, { ca: cert });
    expect(state).toMatchObject({
      end: { kind: 'tls-error', reason: 'the certificate is for another name' },
      diagnosis: { id: 'tls-untrusted' },
    });
  });

  it('to a port without TLS, and to one that hangs up, says what to check', async () => {
    const plain = await listen(net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    expect((await runToEnd(`wss://127.0.0.1:${plain}/`)).state).toMatchObject({
      end: { kind: 'tls-error' },
      diagnosis: {
        id: 'tls-failed',
        sentence: expect.stringMatching(/https binding has a certificate/) as string,
      },
    });
    const silent = await listen(
      net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect((await runToEnd(`wss://127.0.0.1:${silent}/`)).state.end).toMatchObject({
      kind: 'tls-error',
      by: 'server',
    });
  });

  it('ws to a TLS port says to use wss', async () => {
    const port = await secure(() => undefined);
    const { state } = await runToEnd(`ws://127.0.0.1:${port}/`, { timeoutMs: 3000 });
    expect(['protocol-error', 'fin', 'rst']).toContain(state.end?.kind);
    if (state.end?.kind === 'protocol-error') expect(state.end.reason).toMatch(/use wss/);
  });

  it('a reset under TLS is a reset', async () => {
    const port = await listen(
      net.createServer((raw) => {
        const socket = new tls.TLSSocket(raw, { isServer: true, cert, key });
        socket.on('error', () => undefined);
        socket.once('data', (head: Buffer) => {
          socket.write(switching(/Sec-WebSocket-Key: (\S+)/.exec(head.toString('latin1'))?.[1] ?? ''));
          setTimeout(() => raw.resetAndDestroy(), 50);
        });
      }),
    );
    const { state } = await runToEnd(`wss://127.0.0.1:${port}/`, {}, { ca: cert });
    expect(state.end).toMatchObject({ kind: 'rst', by: 'server' });
  });
});
