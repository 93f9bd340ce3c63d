import { X509Certificate } from 'node:crypto';
import type tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { inspectCertificate } from './inspect-certificate';
import { rawServer } from './fixtures/raw-server';
import { open, request, runToEnd } from './fixtures/sessions';
import {
  cert,
  echo,
  key,
  pfx,
  PFX_PASS,
  reference,
  secureServer,
  tunnelProxy,
} from './fixtures/test-servers';
import { SocketSession } from './socket-session';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

const fingerprint = new X509Certificate(cert).fingerprint256;

async function connected(...made: Parameters<typeof request>): Promise<SocketSession> {
  const session = new SocketSession(request(...made), { closeTimeoutMs: 100 });
  closers.push(() => session.dispose());
  await open(session);
  return session;
}

describe('the request', () => {
  it('carries origin, credentials and cookies once, then the headers in their order and case', async () => {
    const heads: string[] = [];
    const server = await rawServer((socket) => socket.end('HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'));
    closers.push(server.close);
    const session = new SocketSession(
      request(server.url, {
        origin: 'https://app.example',
        credentials: { kind: 'basic', user: 'jörg', password: 'pä:ss' },
        cookies: [
          { name: 'a', value: '1' },
          { name: 'b', value: '2' },
        ],
        headers: [
          { name: 'X-Z', value: '1' },
          { name: 'x-a', value: '2' },
        ],
        compression: { offer: 'permessage-deflate; server_no_context_takeover' },
      }),
    );
    await open(session);
    heads.push(session.state().handshake?.requestText ?? '');
    const lines = heads[0]?.split('\r\n').slice(7) ?? [];
    expect(lines).toEqual([
      'Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover',
      'Origin: https://app.example',
      `Authorization: Basic ${Buffer.from('jörg:pä:ss').toString('base64')}`,
      'Cookie: a=1; b=2',
      'X-Z: 1',
      'x-a: 2',
      '',
      '',
    ]);
    expect(session.state().handshake).toMatchObject({
      responseText: 'HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n',
      remote: { address: '127.0.0.1', port: server.port },
    });
  });

  it.each([
    [{ origin: 'a', headers: [{ name: 'ORIGIN', value: 'b' }] }, /Origin is given twice/],
    [
      {
        credentials: { kind: 'bearer' as const, token: 't' },
        headers: [{ name: 'authorization', value: 'b' }],
      },
      /Authorization is given twice/,
    ],
    [{ compression: { offer: 'x-other' } }, /no other extension/],
    [{ compression: { offer: 'permessage-deflate;;' } }, /no list of extensions/],
    [{ headers: [{ name: 'Sec-WebSocket-Extensions', value: 'x' }] }, /choose compression instead/],
  ])('%j is refused before anything is opened', (more, sentence) => {
    expect(() => new SocketSession(request('ws://127.0.0.1:1/', more))).toThrow(sentence);
  });
});

describe('another way to the server', () => {
  it('connects to the address that is given and asks for the name', async () => {
    const heads: string[] = [];
    const server = await rawServer((socket, sent) => {
      heads.push(sent);
      socket.end('HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n');
    });
    closers.push(server.close);
    const { state } = await runToEnd('ws://chat.example:9999/hub', {
      connectTo: { host: '127.0.0.1', port: server.port },
    });
    expect(state.handshake?.status).toBe(404);
    expect(state.handshake?.requestText).toMatch(/^GET \/hub HTTP\/1.1\r\nHost: chat\.example:9999\r\n/);
  });

  it('goes through an HTTP proxy, plain and with TLS inside', async () => {
    const heads: string[] = [];
    const proxy = { host: '127.0.0.1', port: await tunnelProxy(closers, heads) };
    const plain = await connected(await reference(closers, echo), {
      proxy: { ...proxy, user: 'me', password: 'pw' },
    });
    expect(plain.state().phase).toBe('open');
    expect(heads[0]).toMatch(/Proxy-Authorization: Basic bWU6cHc=\r\n/);
    expect(plain.state().handshake?.proxy?.responseText).toMatch(/^HTTP\/1.1 200[^]*Via: 1.1 test/);
    const port = await secureServer(closers);
    const inside = await connected(`wss://localhost:${port}/`, { proxy, tls: { ca: cert } });
    expect(inside.state()).toMatchObject({ phase: 'open', handshake: { tls: { trusted: true } } });
    expect(heads[1]).toMatch(/^CONNECT localhost:\d+ HTTP/);
  });

  it('says what the proxy refused, and that the server was not asked', async () => {
    const answer = 'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n';
    const port = await tunnelProxy(closers, [], answer);
    const { state } = await runToEnd('ws://chat.example/', { proxy: { host: '127.0.0.1', port } });
    expect(state).toMatchObject({
      end: { kind: 'refused', by: 'server' },
      handshake: { status: null, proxy: { responseText: answer } },
      diagnosis: { id: 'proxy-refused' },
    });
    expect(state.diagnosis?.sentence).toMatch(/407.*was not asked/);
  });
});

describe('redirects', () => {
  const redirecting = async (location: string): Promise<string> => {
    const server = await rawServer((socket) =>
      socket.end(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\nContent-Length: 0\r\n\r\n`),
    );
    closers.push(server.close);
    return server.url;
  };

  it('are shown, and followed only on request', async () => {
    const end = await reference(closers, echo);
    const start = await redirecting(end.replace('ws:', 'http:'));
    expect((await runToEnd(start)).state).toMatchObject({ diagnosis: { id: 'redirected' } });
    const session = await connected(start, { followRedirects: 2 });
    expect(session.state()).toMatchObject({
      phase: 'open',
      url: end,
      handshake: { redirects: [{ url: start, status: 302 }] },
    });
  });

  it('take no credential along to another server', async () => {
    const heads: string[] = [];
    const far = await rawServer((socket) => socket.end('HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'));
    closers.push(far.close);
    const start = await redirecting(`http://localhost:${far.port}/x`);
    const { state } = await runToEnd(start, {
      followRedirects: 1,
      credentials: { kind: 'bearer', token: 'hunter2' },
      cookies: [{ name: 'session', value: 'hunter2' }],
      subprotocols: ['chat.v2', 'base64url.bearer.authorization.hunter2'],
      headers: [
        { name: 'X-Room', value: 'kept' },
        ...['X-Api-Key', 'Ocp-Apim-Subscription-Key', 'x-functions-key', 'X-Auth-Token'].map((name) => ({
          name,
          value: 'hunter2',
        })),
      ],
    });
    heads.push(state.handshake?.requestText ?? '');
    expect(heads[0]).toMatch(/Sec-WebSocket-Protocol: chat\.v2\r\n/);
    expect(heads[0]).toMatch(/X-Room: kept/);
    expect(heads[0]).not.toMatch(/hunter2/);
  });

  it('without end are given up', async () => {
    let url = '';
    const server = await rawServer((socket) =>
      socket.end(`HTTP/1.1 307 Again\r\nLocation: ${url}\r\nContent-Length: 0\r\n\r\n`),
    );
    closers.push(server.close);
    url = server.url;
    const { state } = await runToEnd(url, { followRedirects: 3 });
    expect(state.handshake?.redirects).toHaveLength(3);
    expect(state.diagnosis?.id).toBe('redirected');
  });
});

describe('TLS', () => {
  it('tells version, cipher and chain, and sends the server name that is asked for', async () => {
    const names: unknown[] = [];
    const port = await secureServer(
      closers,
      {},
      {
        connection: (socket) => names.push(Reflect.get(socket, 'servername')),
      },
    );
    const session = await connected(`wss://chat.example:${port}/`, {
      connectTo: { host: '127.0.0.1' },
      tls: { ca: cert, serverName: 'localhost' },
    });
    expect(names).toEqual(['localhost']);
    expect(session.state().handshake?.tls).toMatchObject({
      version: 'TLSv1.3',
      cipher: expect.stringMatching(/^TLS_/) as string,
      serverName: 'localhost',
      trusted: true,
      problem: null,
      chain: [
        {
          subject: 'CN=Test only',
          fingerprint,
          names: ['DNS:localhost', 'IP Address:127.0.0.1', 'IP Address:0:0:0:0:0:0:0:1'],
        },
      ],
    });
  });

  it('shows an untrusted certificate without sending anything, and takes exactly that one when told to', async () => {
    const heads: string[] = [];
    const port = await secureServer(closers, {}, { head: (text) => heads.push(text) });
    const url = `wss://localhost:${port}/`;
    const secret = { credentials: { kind: 'bearer' as const, token: 'hunter2' } };
    const refused = await runToEnd(url, secret);
    expect(refused.state).toMatchObject({
      end: { kind: 'tls-error' },
      diagnosis: { id: 'tls-untrusted' },
      handshake: {
        tls: { trusted: false, problem: 'the certificate is self-signed', chain: [{ fingerprint }] },
      },
    });
    const seen = await inspectCertificate({ url, timeoutMs: 2000 });
    expect(seen).toMatchObject({ trusted: false, chain: [{ fingerprint }] });
    const other = fingerprint.replace(/^../, (pair) => (pair === '00' ? '01' : '00'));
    const unlike = await runToEnd(url, { ...secret, tls: { trust: other } });
    expect(unlike.state.end?.reason).toMatch(/not the one that was looked at/);
    expect(heads).toEqual([]);
    const session = await connected(url, { ...secret, tls: { trust: fingerprint } });
    expect(session.state().phase).toBe('open');
    expect(heads).toHaveLength(1);
  });

  it('no certificate to look at is one sentence', async () => {
    expect(() => inspectCertificate({ url: 'ws://localhost/', timeoutMs: 500 })).toThrow(/Only a wss/);
    await expect(inspectCertificate({ url: 'wss://127.0.0.1:1/', timeoutMs: 500 })).rejects.toThrow(
      /No certificate came: .*nothing listens/,
    );
  });

  it.each([
    ['PEM', { kind: 'pem' as const, certificate: cert, key }],
    ['PFX', { kind: 'pfx' as const, base64: pfx, passphrase: PFX_PASS }],
  ])('a client certificate as %s is shown to a trusted server', async (_name, clientCertificate) => {
    const seen: string[] = [];
    const port = await secureServer(
      closers,
      { requestCert: true, ca: cert },
      {
        connection: (socket) => seen.push(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none'),
      },
    );
    const session = await connected(`wss://localhost:${port}/`, { tls: { ca: cert, clientCertificate } });
    expect(session.state().phase).toBe('open');
    expect(seen).toEqual([fingerprint]);
  });

  it('a client certificate never goes to a server that is not trusted', async () => {
    const seen: string[] = [];
    const connection = (socket: tls.TLSSocket): void =>
      void seen.push(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
    const clientCertificate = { kind: 'pem' as const, certificate: cert, key };
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { requestCert: true, rejectUnauthorized: false, maxVersion };
      const port = await secureServer(closers, options, { connection });
      const url = `wss://localhost:${port}/`;
      const { state } = await runToEnd(url, { tls: { clientCertificate } });
      expect(state.end).toMatchObject({ kind: 'tls-error', reason: 'the certificate is self-signed' });
      const other = fingerprint.replace(/^../, (pair) => (pair === '00' ? '01' : '00'));
      await runToEnd(url, { tls: { clientCertificate, trust: other } });
      expect(seen.filter((one) => one === fingerprint)).toEqual([]);
      // Trusted by fingerprint it is looked at first, then shown ours.
      const session = await connected(url, { tls: { clientCertificate, trust: fingerprint } });
      expect(session.state().phase).toBe('open');
      expect(seen.filter((one) => one === fingerprint)).toHaveLength(1);
      seen.length = 0;
    }
  });

  it('a server of TLS 1.2 that insists on a client certificate gets it when it is trusted by fingerprint, and only then', async () => {
    const seen: string[] = [];
    const connection = (socket: tls.TLSSocket): void =>
      void seen.push(socket.getPeerX509Certificate()?.fingerprint256 ?? 'none');
    const clientCertificate = { kind: 'pem' as const, certificate: cert, key };
    const options = { requestCert: true, rejectUnauthorized: true, ca: cert, maxVersion: 'TLSv1.2' as const };
    const port = await secureServer(closers, options, { connection });
    const url = `wss://localhost:${port}/`;
    for (const more of [{}, { ca: cert }]) {
      const { state } = await runToEnd(url, { tls: { clientCertificate, ...more } });
      expect(state.end).toMatchObject({
        kind: 'tls-error',
        reason: expect.stringMatching(/fingerprint first/) as string,
      });
    }
    expect(seen).toEqual([]);
    const session = await connected(url, { tls: { clientCertificate, trust: fingerprint } });
    expect(session.state().phase).toBe('open');
    expect(seen).toEqual([fingerprint]);
  });

  it.each([
    [{ kind: 'pfx' as const, base64: pfx, passphrase: 'wrong' }, /passphrase is wrong/],
    [{ kind: 'pfx' as const, base64: Buffer.from('no pfx').toString('base64') }, /no PFX/],
    [{ kind: 'pem' as const, certificate: 'x', key: 'y' }, /no sound PEM/],
  ])('a certificate that can not be used is one sentence, %#', (clientCertificate, sentence) => {
    expect(() => new SocketSession(request('wss://127.0.0.1:1/', { tls: { clientCertificate } }))).toThrow(
      sentence,
    );
  });
});
