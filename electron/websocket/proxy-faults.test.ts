import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { SocketEnd } from '../../shared/model/tester';
import { diagnose } from './diagnosis';
import { runToEnd } from './fixtures/sessions';
import { listen, tunnelProxy } from './fixtures/test-servers';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const SITE = /site is stopped|chat\.example|client edition|binding/;

async function through(port: number, more: { user?: string; password?: string } = {}) {
  const { state } = await runToEnd('ws://chat.example/hub', {
    proxy: { host: '127.0.0.1', port, ...more },
    timeoutMs: 400,
  });
  return state;
}

it('a proxy that does not listen is not a site that is stopped', async () => {
  const gone = net.createServer();
  const port = await listen(gone, closers);
  await new Promise((resolve) => gone.close(resolve));
  const { diagnosis } = await through(port);
  expect(diagnosis?.id).toBe('proxy-unreachable');
  expect(diagnosis?.sentence).toMatch(/proxy 127\.0\.0\.1 port \d+ .*nothing listens there.*was not asked/);
  expect(diagnosis?.sentence).not.toMatch(SITE);
});

it.each([
  ['unreachable', { by: 'client', reason: 'The name is not known to DNS.' }, /not known to DNS/],
  ['timeout', { by: 'client', reason: 'No.', fault: 'silent-tcp' }, /did not answer the connection/],
] as const)(
  'a proxy of an unknown name, or behind a firewall, is not the server: %s',
  (kind, more, words) => {
    const end: SocketEnd = { kind, code: null, ...more };
    const timingsMs = { dns: null, tcp: null, tls: null, upgrade: null, total: 3 };
    const handshake = {
      status: null,
      statusText: '',
      headers: [],
      body: '',
      requestText: '',
      subprotocol: '',
    };
    const proxy = { host: 'proxy.example', port: 8080 };
    const seen = {
      url: 'ws://chat.example/',
      offered: [],
      proxy,
      handshake: { ...handshake, timingsMs },
      end,
    };
    const { id, sentence } = diagnose(seen);
    expect(id).toBe('proxy-unreachable');
    expect(sentence).toMatch(/^The HTTP proxy proxy\.example port 8080 /);
    expect(sentence).toMatch(words);
    expect(sentence).not.toMatch(SITE);
  },
);

it('407 to a name and password says that they are wrong, and a proxy without Basic says so', async () => {
  const asks = (scheme: string) =>
    `HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ${scheme}\r\nContent-Length: 0\r\n\r\n`;
  const basic = await tunnelProxy(closers, [], asks('Basic realm="x"'));
  expect((await through(basic)).diagnosis?.sentence).toMatch(/wants a name and password/);
  expect((await through(basic, { user: 'me', password: 'pw' })).diagnosis?.sentence).toMatch(
    /does not take the name and password that were given/,
  );
  const other = await tunnelProxy(closers, [], asks('NTLM\r\nProxy-Authenticate: Negotiate'));
  expect((await through(other, { user: 'me', password: 'pw' })).diagnosis?.sentence).toMatch(
    /NTLM or Negotiate only/,
  );
});

it.each([
  ['is silent', () => undefined, 'proxy-silent', /did not open the way/],
  ['hangs up', (socket: net.Socket) => socket.end(), 'proxy-failed', /closed the connection/],
  ['resets', (socket: net.Socket) => socket.resetAndDestroy(), 'proxy-failed', /reset the connection/],
  [
    'speaks something else',
    (socket: net.Socket) => socket.end('\x05\xff junk'),
    'proxy-failed',
    /not answer in HTTP/,
  ],
] as const)('a proxy that %s is explained as a proxy', async (_name, act, id, words) => {
  const port = await listen(
    net.createServer((socket) => socket.once('data', () => void act(socket))),
    closers,
  );
  const { diagnosis } = await through(port);
  expect(diagnosis?.id).toBe(id);
  expect(diagnosis?.sentence).toMatch(words);
  expect(diagnosis?.sentence).not.toMatch(SITE);
});

it('a server that is cut off behind an open tunnel is no fault of the proxy', async () => {
  const port = await listen(
    net.createServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.once('data', () => socket.end());
      });
    }),
    closers,
  );
  expect((await through(port)).diagnosis?.id).toBe('cut-fin');
});
