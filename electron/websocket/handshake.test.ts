import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors';
import { acceptFor, checkUpgrade } from './handshake-check';
import { version } from '../version';
import { buildUpgradeRequest } from './handshake-request';
import { parseHead } from './http-head';
import { ResponseReader, type ResponseProgress } from './response-reader';
import { parseSocketUrl } from './socket-url';

const url = parseSocketUrl('ws://chat.example:8080/hub?id=1');

describe('addresses', () => {
  it.each([
    ['http://chat.example/', /use ws:\/\/ here/],
    ['https://chat.example/', /use wss:\/\/ here/],
    ['ftp://chat.example/', /ws:\/\/ or wss:\/\//],
    ['chat.example/hub', /not a URL/],
    ['', /not a URL/],
    ['ws://', /not a URL/],
    ['ws://chat.example/#top', /fragment/],
    ['ws://chat.example/#', /fragment/],
    ['ws://user:secret@chat.example/', /Authorization/],
    ['ws://chat.example:99999/', /not a URL/],
    ['ws://chat.example:0/', /Port 0/],
    [`ws://${'a'.repeat(64)}.example/`, /at most 63 between two dots: check it\.$/],
    [`ws://${'a.'.repeat(150)}example/`, /has 307 characters/],
  ])('%s is refused with one sentence', (text, sentence) => {
    expect(() => parseSocketUrl(text)).toThrow(sentence);
    expect(() => parseSocketUrl(text)).toThrow(AppError);
  });

  it('a password in an address is not repeated in the message', () => {
    expect(() => parseSocketUrl('ws://user:hunter2@x/')).not.toThrow(/hunter2/);
  });

  it('IPv6 literals lose their brackets, default ports stay out of Host', () => {
    expect(parseSocketUrl('wss://[::1]/a')).toMatchObject({
      host: '::1',
      port: 443,
      authority: '[::1]',
      serverName: '',
    });
    expect(parseSocketUrl('ws://Chat.example:80')).toMatchObject({ authority: 'chat.example', target: '/' });
  });
});

const values = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', ':', ' ', '\r', '\n', '\0') }),
);
const names = fc.oneof({ weight: 3, arbitrary: fc.constant('X-Any') }, { weight: 1, arbitrary: values });

describe('the request', () => {
  it('keeps order and case of the given headers and sends Origin only if given', () => {
    const headers = [
      { name: 'X-b', value: '1' },
      { name: 'x-A', value: '2' },
      { name: 'X-b', value: '3' },
    ];
    const { text } = buildUpgradeRequest(url, { headers, subprotocols: ['v2', 'v1'] }, 'a2V5');
    expect(text).toBe(
      [
        'GET /hub?id=1 HTTP/1.1',
        'Host: chat.example:8080',
        `User-Agent: IIS-Switchboard/${version}`,
        'Upgrade: websocket',
        'Connection: Upgrade',
        'Sec-WebSocket-Key: a2V5',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Protocol: v2, v1',
        'X-b: 1',
        'x-A: 2',
        'X-b: 3',
        '\r\n',
      ].join('\r\n'),
    );
  });

  it('takes a Host of the caller, so that a binding with a host name can be tried by address', () => {
    const { text } = buildUpgradeRequest(url, {
      headers: [{ name: 'host', value: 'shop.example' }],
      subprotocols: [],
    });
    expect(text.match(/^host:.*$/gim)).toEqual(['host: shop.example']);
  });

  it('names itself unless the caller does, so that a log tells a handshake test from a client', () => {
    const headers = [{ name: 'user-agent', value: 'a browser' }];
    const { text } = buildUpgradeRequest(url, { headers, subprotocols: [] });
    expect(text.match(/^user-agent:.*$/gim)).toEqual(['user-agent: a browser']);
  });

  it('can never be split by a header, whatever it holds', () => {
    fc.assert(
      fc.property(names, values, (name, value) => {
        let text: string;
        try {
          ({ text } = buildUpgradeRequest(url, { headers: [{ name, value }], subprotocols: [] }));
        } catch (error) {
          return error instanceof AppError;
        }
        return text.split('\r\n').length === 10 && !/\0|[^\r]\n|\r[^\n]/.test(text);
      }),
    );
  });

  it.each([
    [{ headers: [{ name: 'X', value: 'a\r\nHost: evil' }], subprotocols: [] }],
    [{ headers: [{ name: 'X\n', value: 'a' }], subprotocols: [] }],
    [{ headers: [{ name: 'X', value: 'a\0' }], subprotocols: [] }],
    [{ headers: [{ name: 'X', value: '€' }], subprotocols: [] }],
    [{ headers: [{ name: 'Connection', value: 'close' }], subprotocols: [] }],
    [{ headers: [{ name: 'Sec-WebSocket-Protocol', value: 'a' }], subprotocols: [] }],
    [{ headers: [], subprotocols: ['a b'] }],
    [{ headers: [], subprotocols: ['a', 'a'] }],
  ])('refuses %j', (wrong) => {
    expect(() => buildUpgradeRequest(url, wrong)).toThrow(AppError);
  });
});

function read(text: string, size: number): ResponseProgress | undefined {
  const reader = new ResponseReader();
  const bytes = Buffer.from(text, 'latin1');
  let last: ResponseProgress | undefined;
  for (let at = 0; at < bytes.length; at += size) {
    last = reader.push(bytes.subarray(at, at + size));
    if (last.kind === 'switched')
      return { ...last, rest: Buffer.concat([last.rest, bytes.subarray(at + size)]) };
    if (last.kind !== 'more') return last;
  }
  return last;
}

describe('the answer', () => {
  const sizes = fc.integer({ min: 1, max: 40 });
  const bodies: [string, string][] = [
    ['Content-Length', 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy and more'],
    ['chunks', 'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nbu\r\n2;x=y\r\nsy\r\n0\r\n\r\n'],
    ['LF only', 'HTTP/1.0 503 No\nContent-Length: 4\n\nbusy'],
    [
      'an interim answer before',
      'HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 503 No\r\nContent-Length: 4\r\n\r\nbusy',
    ],
  ];
  it.each(bodies)('is read alike in any pieces: %s', (_name, text) => {
    fc.assert(
      fc.property(sizes, (size) => {
        expect(read(text, size)).toMatchObject({ kind: 'answered', body: 'busy', head: { status: 503 } });
      }),
    );
  });

  it('keeps the first bytes of the socket, order, case and repeats of headers', () => {
    const text = 'HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: a\r\nx: \r\nset-cookie: b\r\n\r\n\x81\x00';
    fc.assert(
      fc.property(sizes, (size) => {
        expect(read(text, size)).toMatchObject({
          kind: 'switched',
          rest: Buffer.from([0x81, 0]),
          head: {
            headers: [
              { name: 'Set-Cookie', value: 'a' },
              { name: 'x', value: '' },
              { name: 'set-cookie', value: 'b' },
            ],
          },
        });
      }),
    );
  });

  it('of any bytes never throws and never holds more than its caps', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), sizes, (bytes, http, size) => {
        const text = Buffer.from(bytes).toString('latin1');
        const progress = read(
          http ? `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${text}` : text,
          size,
        );
        if (!http && text !== '' && !'HTTP/'.startsWith(text.slice(0, 5)))
          expect(progress?.kind).toBe('not-http');
      }),
    );
  });

  it('ends with a sentence at 64 KB of headers and cuts the body at 64 KB', () => {
    expect(read(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(70_000)}`, 1000)).toMatchObject({
      kind: 'not-http',
      sentence: expect.stringMatching(/64 KB/) as string,
    });
    const long = read(`HTTP/1.1 200 OK\r\n\r\n${'a'.repeat(200_000)}`, 1000);
    expect(long?.kind === 'answered' && long.body.length).toBe(65_536);
  });

  it('says that the port speaks TLS', () => {
    expect(read('\x15\x03\x01\x00\x02', 2)).toMatchObject({
      sentence: expect.stringMatching(/use wss/) as string,
    });
  });
});

describe('a 101 is believed only with', () => {
  const good = [
    'Upgrade: WebSocket',
    'Connection: keep-alive, Upgrade',
    `Sec-WebSocket-Accept: ${acceptFor('k')}`,
  ];
  const check = (lines: string[], version = '1.1') => {
    const head = parseHead(`HTTP/${version} 101 Switching Protocols\r\n${lines.join('\r\n')}`);
    if (typeof head === 'string') throw new Error(head);
    return checkUpgrade(head, 'k', { subprotocols: ['v1'], extensions: null });
  };
  it('the accept of RFC 6455 section 1.3', () => {
    expect(acceptFor('dGhlIHNhbXBsZSBub25jZQ==')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(check(good)).toMatchObject({ subprotocol: '', deflate: null });
    expect(check([...good, 'Sec-WebSocket-Protocol: v1'])).toMatchObject({ subprotocol: 'v1' });
  });
  it.each([
    ['another accept', [...good.slice(0, 2), 'Sec-WebSocket-Accept: x'], /does not fit the key/],
    ['two accepts', [...good, `Sec-WebSocket-Accept: ${acceptFor('k')}`], /does not fit the key/],
    ['no accept', good.slice(0, 2), /without Sec-WebSocket-Accept/],
    ['no Upgrade', good.slice(1), /without "Upgrade/],
    ['no Connection', [good[0] ?? '', good[2] ?? ''], /without "Connection/],
    [
      'an extension nobody offered',
      [...good, 'Sec-WebSocket-Extensions: permessage-deflate'],
      /permessage-deflate/,
    ],
    ['a subprotocol nobody offered', [...good, 'Sec-WebSocket-Protocol: v2'], /"v2", which was not offered/],
  ])('not with %s', (_name, lines, sentence) => {
    expect(check(lines)).toMatchObject({ problem: expect.stringMatching(sentence) as string });
  });
  it('not in HTTP/1.0', () => {
    expect(check(good, '1.0')).toMatchObject({ problem: expect.stringMatching(/HTTP\/1.0/) as string });
  });
});
