import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectRequest } from '../../../shared/model/tester';
import { connectRequest, schemeNote, socketUrl } from './connect-request';
import type { AddressDraft } from './connect-request';

const draft = (more: Partial<AddressDraft> = {}): AddressDraft => ({
  url: 'ws://127.0.0.1:8080/echo',
  subprotocols: '',
  headers: '',
  timeout: '10',
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
          timeout: fc.oneof(text, fc.double().map(String)),
        }),
        (typed) => {
          const built = connectRequest(typed);
          if (built.ok) expect(ConnectRequest.safeParse(built.request).success).toBe(true);
          else expect(built.sentence).toMatch(/\.$/);
        },
      ),
      { numRuns: 300 },
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

describe('schemeNote', () => {
  it('would dial another scheme than typed without a word', () => {
    expect(schemeNote(' HTTPS://chat.example/')).toBe(
      'Taken as wss://: a socket’s address does not begin with https://.',
    );
    expect(schemeNote('http://h/')).toContain('Taken as ws://');
    expect(schemeNote('ws://h/?http://')).toBeNull();
  });
});

describe('socketUrl', () => {
  it('would write two slashes, or forget TLS', () => {
    expect(socketUrl('https://127.0.0.1:8443/', '/chat?id=1')).toBe('wss://127.0.0.1:8443/chat?id=1');
    expect(socketUrl('http://[::1]:81', 'x')).toBe('ws://[::1]:81/x');
  });
});
