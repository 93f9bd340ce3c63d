import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InspectRequest } from '../../../shared/model/connect';
import { ConnectRequest } from '../../../shared/model/tester';
import { EMPTY_ADDRESS } from './connect/address-draft';
import type { AddressDraft } from './connect/address-draft';
import { addressNote, authorityOf, socketUrl } from './connect/checked-url';
import { chipsOf } from './connect/groups';
import { connectRequest, inspectRequest } from './connect-request';

const draft = (more: Partial<AddressDraft> = {}): AddressDraft => ({
  ...EMPTY_ADDRESS,
  url: 'ws://127.0.0.1:8080/echo',
  ...more,
});

describe('connectRequest', () => {
  it('would hand the engine something the contract refuses', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.record({
          url: fc.oneof(
            text,
            text.map((rest) => `ws://localhost/${rest}`),
          ),
          subprotocols: text,
          headers: fc.oneof(
            text,
            fc.tuple(text, text).map(([name, value]) => `A${name}: ${value}`),
          ),
          timeout: fc.oneof(fc.constant('10'), text, fc.double().map(String)),
          origin: text,
          cookies: fc.oneof(
            text,
            fc.tuple(text, text).map((pair) => pair.join('=')),
          ),
          auth: fc.constantFrom('none' as const, 'basic' as const, 'bearer' as const),
          user: text,
          password: text,
          token: text,
          serverName: fc.oneof(fc.constant('a.example'), text),
          connectTo: fc.oneof(fc.constant('[::1]:443'), text, fc.ipV6(), fc.webAuthority()),
          host: text,
          proxy: fc.oneof(fc.constant(''), fc.webAuthority(), text),
          proxyUser: text,
          proxyPassword: text,
          compression: fc.constantFrom('off' as const, 'on' as const, 'offer' as const),
          offer: text,
          followRedirects: fc.boolean(),
          autoPong: fc.boolean(),
        }),
        (typed) => {
          const built = connectRequest(draft(typed));
          const look = inspectRequest(draft(typed));
          if (look.ok) expect(InspectRequest.safeParse(look.request).success).toBe(true);
          if (built.ok) expect(ConnectRequest.safeParse(built.request).success).toBe(true);
          else expect(built.sentence).toMatch(/\.$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('would split the request with a header value of two lines', () => {
    const built = connectRequest(draft({ headers: 'Cookie: a=1\r\nevil' }));
    expect(built).toMatchObject({
      ok: false,
      field: 'headers',
      sentence: '“evil” is no header: write Name: value, one a line.',
    });
  });

  it('would refuse an address pasted from a browser, or cut a header value at its second colon', () => {
    const built = connectRequest(
      draft({ url: ' https://chat.example/ws ', headers: '\n Origin :  http://a:1 \n' }),
    );
    expect(built).toMatchObject({
      ok: true,
      request: {
        url: 'wss://chat.example/ws',
        headers: [{ name: 'Origin', value: 'http://a:1' }],
        timeoutMs: 10_000,
      },
    });
  });

  it('would let the engine be the first to say what is wrong', () => {
    expect(connectRequest(draft({ url: 'chat.example' }))).toMatchObject({ field: 'url' });
    expect(connectRequest(draft({ url: 'ws://h/#x' }))).toMatchObject({ field: 'url' });
    expect(connectRequest(draft({ subprotocols: 'a b a' }))).toMatchObject({ field: 'subprotocols' });
    expect(connectRequest(draft({ timeout: '' }))).toMatchObject({ field: 'timeout' });
  });
});

describe('what must not go further than it should', () => {
  const secret = 'seeded-secret';
  const secrets = draft({
    url: 'wss://chat.example/',
    auth: 'basic',
    user: 'ada',
    password: secret,
    cookies: `sid=${secret}`,
    headers: `X-Key: ${secret}`,
    proxy: 'proxy.example:3128',
    proxyPassword: secret,
    certKind: 'pfx',
    pfx: { name: 'ada.pfx', content: btoa(secret) },
    passphrase: secret,
    trust: { fingerprint: 'AB', authority: 'other.example' },
  });

  it('would send credentials while a certificate is only looked at', () => {
    const built = inspectRequest({ ...secrets, proxy: '' });
    expect(built).toEqual({ ok: true, request: { url: 'wss://chat.example/', timeoutMs: 10_000 } });
  });

  it('would take the certificate that was trusted of one server for another one’s', () => {
    expect(connectRequest(secrets)).not.toHaveProperty('request.tls.trust');
    const same = { ...secrets, url: 'https://other.example/x' };
    expect(connectRequest(same)).toHaveProperty('request.tls.trust', 'AB');
  });

  it('would show a secret in a chip, or hide that one is set', () => {
    const chips = chipsOf(secrets).map(({ text }) => text);
    expect(chips.join(' ')).not.toContain(secret);
    expect(chips).toEqual([
      '1 header',
      '1 cookie',
      'Basic ada',
      'certificate ada.pfx',
      'proxy proxy.example:3128',
    ]);
  });

  it('would repeat a cookie or a token in the sentence that says what is wrong', () => {
    for (const typed of [
      { cookies: `${secret} x` },
      { auth: 'bearer', token: `${secret}\n${secret}` } as const,
    ])
      expect(JSON.stringify(connectRequest(draft(typed)))).not.toContain(secret);
  });
});

describe('the ways to connect', () => {
  it('would send one header twice, or lose order and case', () => {
    expect(connectRequest(draft({ headers: 'cookie: a=1', cookies: 'b=2' }))).toMatchObject({
      field: 'headers',
      sentence: 'cookie is set under Cookies, too: keep one of the two.',
    });
    expect(connectRequest(draft({ headers: 'x-B: 1\nX-a: 2', host: 'chat' }))).toHaveProperty(
      'request.headers',
      [
        { name: 'Host', value: 'chat' },
        { name: 'x-B', value: '1' },
        { name: 'X-a', value: '2' },
      ],
    );
  });

  it('would go to another node, proxy or offer than typed', () => {
    const built = connectRequest(
      draft({
        connectTo: '[fe80::1]:8443',
        proxy: 'http://proxy.example:3128/',
        compression: 'offer',
        offer: 'permessage-deflate; client_max_window_bits',
        followRedirects: true,
        autoPong: false,
      }),
    );
    expect(built).toHaveProperty('request.connectTo', { host: 'fe80::1', port: 8443 });
    expect(built).toHaveProperty('request.proxy', { host: 'proxy.example', port: 3128 });
    expect(built).toHaveProperty('request.compression.offer', 'permessage-deflate; client_max_window_bits');
    expect(built).toMatchObject({ request: { followRedirects: 5, autoPong: false } });
    expect(connectRequest(draft({ proxy: 'proxy.example' }))).toMatchObject({ field: 'proxy' });
    expect(connectRequest(draft({ connectTo: 'a:0' }))).toMatchObject({ field: 'connectTo' });
    expect(connectRequest(draft({ certKind: 'pem' }))).toMatchObject({ field: 'certificate' });
  });
});

describe('addressNote', () => {
  it('would dial another scheme than typed without a word', () => {
    expect(addressNote(' HTTPS://chat.example/')).toBe(
      'Taken as wss://: a socket’s address does not begin with https://.',
    );
    expect(addressNote('http://h/')).toContain('Taken as ws://');
    expect(addressNote('ws://h/?http://')).toBeNull();
  });

  it('would dial with ••• for a secret that was left out of a saved session', () => {
    const url = 'wss://chat.example/?token=•••';
    expect(addressNote(url)).toContain('left out when it was saved');
    expect(connectRequest(draft({ url }))).toMatchObject({ ok: false, field: 'url' });
    expect(authorityOf(url)).toBe('chat.example');
  });
});

describe('socketUrl', () => {
  it('would write two slashes, or forget TLS', () => {
    expect(socketUrl('https://127.0.0.1:8443/', '/chat?id=1')).toBe('wss://127.0.0.1:8443/chat?id=1');
    expect(socketUrl('http://[::1]:81', 'x')).toBe('ws://[::1]:81/x');
  });
});
