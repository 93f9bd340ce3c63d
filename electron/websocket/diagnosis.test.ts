import { describe, expect, it } from 'vitest';
import type { HandshakeReport, SocketEnd } from '../../shared/model/tester';
import { diagnose, type SiteHint } from './diagnosis';

const url = 'ws://chat.example:8080/hub';

function answer(status: number | null, more: Partial<HandshakeReport> = {}): HandshakeReport {
  const timingsMs = { dns: null, tcp: 1, tls: null, upgrade: 2, total: 3 };
  return {
    status,
    statusText: '',
    headers: [],
    body: '',
    requestText: '',
    subprotocol: '',
    timingsMs,
    ...more,
  };
}

function refusal(status: number, more: Partial<HandshakeReport> = {}, hint: SiteHint | null = null) {
  const end: SocketEnd = { kind: 'refused', by: 'server', code: null, reason: `${status}` };
  return diagnose({ url, offered: [], handshake: answer(status, more), end }, hint);
}

function ending(kind: SocketEnd['kind'], status: number | null, more: Partial<SocketEnd> = {}) {
  const end: SocketEnd = { kind, by: 'server', code: null, reason: 'It ended.', ...more };
  return diagnose({ url, offered: [], handshake: answer(status), end });
}

describe('a refused handshake', () => {
  it.each([
    [200, '', 'not-upgraded-200', /feature is not installed.*Classic.*switched off.*module was removed/],
    [400, '', 'bad-request', /HTTP.sys/],
    [400, '<h3>HTTP Error 400.11 - Bad Request</h3>', 'invalid-websocket-request', /400\.11/],
    [400, '<h2>Bad Request - Invalid Hostname</h2>', 'invalid-hostname', /Host header/],
    [401, '', 'unauthorized', /authentication/],
    [403, 'HTTP Error 403.4 - Forbidden', 'tls-required', /wss/],
    [403, '', 'forbidden', /Origin/],
    [404, '', 'not-found', /path/],
    [404, 'HTTP Error 404.15 - Not Found', 'query-too-long', /2,048/],
    [426, '', 'upgrade-required', /IIS itself never/],
    [500, 'HTTP Error 500.19 - Internal Server Error', 'configuration-error', /0x80070021/],
    [500, 'HTTP Error 500.22', 'classic-configuration', /httpModules/],
    [500, '', 'server-error', /500\.19/],
    [501, '', 'not-implemented', /iisnode/],
    [502, 'HTTP Error 502.5 - Bad Gateway', 'gateway-websocket-failed', /ARR/],
    [502, '', 'gateway-failed', /502\.3/],
    [503, 'HTTP Error 503.2', 'request-limit', /appConcurrentRequestLimit/],
    [
      503,
      'HTTP Error 503. The service is unavailable.',
      'service-unavailable',
      /maxConnections.*pool is stopped/,
    ],
    [418, '', 'not-upgraded-418', /418/],
  ])('%i %s is %s', (status, body, id, sentence) => {
    const diagnosis = refusal(status, { body });
    expect(diagnosis.id).toBe(id);
    expect(diagnosis.sentence).toMatch(sentence);
  });

  it('a substatus of another status in the body is not believed', () => {
    expect(refusal(404, { body: 'HTTP Error 500.19' }).id).toBe('not-found');
  });

  it('a redirect says where to and what to do', () => {
    const to = (value: string) => refusal(302, { headers: [{ name: 'location', value }] }).sentence;
    expect(to('https://chat.example/hub')).toMatch(/use wss/);
    expect(to('/Account/Login')).toMatch(/sign-in/);
    expect(refusal(301).id).toBe('redirected');
  });

  const chat = { site: 'Chat', maxConnections: 3, connections: 3, poolState: 'Started' };
  it('503 names the limit when the site is known to be full', () => {
    expect(refusal(503, {}, chat)).toEqual({
      id: 'connection-limit',
      sentence:
        'Chat already has 3 of 3 connections (limits.maxConnections); the fourth is refused by HTTP.sys.',
    });
    expect(refusal(503, {}, { ...chat, maxConnections: 500, connections: 512 }).sentence).toMatch(
      /the next one is/,
    );
    expect(refusal(503, {}, { ...chat, maxConnections: 0, connections: 0 }).sentence).toMatch(
      /is 0.*4294967295/,
    );
  });
  it('503 names the pool when it is known to be stopped, and nothing when nothing fits', () => {
    expect(refusal(503, {}, { ...chat, poolState: 'Stopped', pool: 'ChatPool' })).toMatchObject({
      id: 'pool-stopped',
      sentence: expect.stringMatching(/ChatPool is stopped/) as string,
    });
    for (const unknown of [
      { ...chat, connections: 1 },
      { ...chat, maxConnections: 4_294_967_295 },
      { site: 'Chat', maxConnections: null, connections: null, poolState: null },
    ])
      expect(refusal(503, {}, unknown).id).toBe('service-unavailable');
  });
});

describe('a broken protocol', () => {
  const broken = (fault: string, { offered = false, firstFrame = true } = {}): string => {
    const end: SocketEnd = { kind: 'protocol-error', by: 'client', code: 1002, reason: 'So.', fault };
    const requestText = offered ? 'GET / HTTP/1.1\r\nSec-WebSocket-Extensions: permessage-deflate\r\n' : '';
    return diagnose({ url, offered: [], handshake: answer(101, { requestText }), end, firstFrame }).sentence;
  };

  it.each([
    'invalid-utf8',
    'bad-close-code',
    'half-close-code',
    'masked',
    'length-form',
    'lone-continuation',
    'nested-message',
    'fragmented-control',
    'long-control',
    'too-many-fragments',
  ])('%s is not laid on compression, offered or not', (fault) => {
    expect(broken(fault)).not.toMatch(/compress|deflate|ARR/);
    expect(broken(fault, { offered: true })).not.toMatch(/compress|deflate|ARR/);
  });

  it('reserved bits, or a first frame that is none, point at compression only where it was offered', () => {
    for (const fault of ['reserved-bits', 'reserved-opcode']) {
      expect(broken(fault)).not.toMatch(/compress|deflate/);
      expect(broken(fault, { offered: true })).toMatch(/ARR.*permessage-deflate.*compression off/);
    }
    expect(broken('reserved-opcode', { offered: true, firstFrame: false })).not.toMatch(/compress/);
  });
});

it('a length that no limit reaches is not answered with a higher limit', () => {
  const told = (bytes: string) => {
    const end: SocketEnd = {
      kind: 'protocol-error',
      by: 'client',
      code: 1009,
      reason: 'So.',
      fault: 'too-big',
    };
    return diagnose({ url, offered: [], handshake: answer(101), end: { ...end, bytes } }).sentence;
  };
  expect(told('827f000000000640000000')).toMatch(/set a higher limit/);
  expect(told('827fffffffff80000000')).toMatch(/no limit that can be set/);
});

it('a socket without any of the offered subprotocols is not told as plainly good: browsers refuse it', () => {
  const seen = { url, handshake: answer(101), end: null };
  expect(diagnose({ ...seen, offered: ['chat.v2'] })).toMatchObject({
    id: 'no-subprotocol',
    sentence: expect.stringMatching(/browsers refuse/) as string,
  });
  expect(diagnose({ ...seen, offered: [] }).id).toBe('upgraded');
});

it('a FIN right after the upgrade is not laid on a time-out of 120 s', () => {
  const end: SocketEnd = { kind: 'fin', by: 'server', code: null, reason: 'It ended.' };
  const after = (openMs: number) =>
    diagnose({ url, offered: [], handshake: answer(101), end, lasted: { openMs, quietMs: 100 } }).sentence;
  expect(after(200)).not.toMatch(/120 s/);
  expect(after(130_000)).toMatch(/ARR: 120 s/);
});

describe('an end', () => {
  it.each([
    ['close', 101, { code: 1000 }, 'closed-normally', /normal closure/],
    ['close', 101, { code: 1001 }, 'closed-normally', /recycle/],
    ['close', 101, {}, 'closed-normally', /without a code/],
    ['close', 101, { code: 1011 }, 'closed-with-error', /inside the application/],
    ['close', 101, { by: 'client', code: 4000 }, 'closed-normally', /by the client with 4000/],
    ['fin', 101, {}, 'cut-fin', /recycled.*ARR: 120 s/],
    ['fin', null, {}, 'cut-fin', /may have stopped/],
    ['rst', 101, {}, 'cut-rst', /killed/],
    ['rst', null, {}, 'cut-rst', /before the upgrade/],
    ['timeout', null, { by: 'client' }, 'timeout', /firewall/],
    ['timeout', 101, { by: 'client' }, 'timeout', /Upgraded, but then/],
    ['protocol-error', 101, { by: 'client', code: 1002 }, 'protocol-error', /the application, or a proxy/],
    ['protocol-error', 101, { by: 'client' }, 'protocol-error', /no valid upgrade/],
    ['protocol-error', null, { by: 'client' }, 'protocol-error', /It ended/],
    ['unreachable', null, {}, 'nothing-listens', /chat\.example port 8080/],
    [
      'unreachable',
      null,
      { by: 'client', reason: 'The name is not known to DNS.' },
      'unreachable',
      /not known to DNS/,
    ],
    [
      'tls-error',
      null,
      { by: 'client', reason: 'the certificate has expired', fault: 'tls-untrusted' },
      'tls-untrusted',
      /has expired/,
    ],
    ['tls-error', null, { reason: 'the server ended the connection' }, 'tls-failed', /https binding/],
  ] as const)('%s after %s %j is %s', (kind, status, more, id, sentence) => {
    const diagnosis = ending(kind, status, more);
    expect(diagnosis.id).toBe(id);
    expect(diagnosis.sentence).toMatch(sentence);
    expect(diagnosis.sentence).toMatch(/[^.]\.$/);
  });
});
