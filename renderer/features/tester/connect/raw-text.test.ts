import { describe, expect, it } from 'vitest';
import { dateWords } from './certificate-words';
import { partText, withoutSecrets } from './raw-text';

describe('withoutSecrets', () => {
  it('would show who signs in to everybody who sees the screen', () => {
    const raw =
      'GET / HTTP/1.1\r\nauthorization: Bearer abc\r\nCookie: sid=1; b=2\r\nX-Cookie: no\r\nProxy-Authorization:\tBasic eA==\r\nHost: h';
    expect(withoutSecrets(raw)).toBe(
      'GET / HTTP/1.1\r\nauthorization: ••••••\r\nCookie: ••••••\r\nX-Cookie: no\r\nProxy-Authorization:\t••••••\r\nHost: h',
    );
  });
});

describe('dateWords', () => {
  it('would leave to the reader whether a certificate has run out', () => {
    const now = Date.parse('2026-11-26T12:00:00Z');
    expect(dateWords('Nov 27 12:00:00 2026 GMT', now)).toBe('2026-11-27 12:00 UTC, in 1 day');
    expect(dateWords('Jan  1 00:00:00 2020 GMT', now)).toBe('2020-01-01 00:00 UTC, 6 years ago');
    expect(dateWords('never', now)).toBe('never');
  });
});

describe('partText', () => {
  it('would say that nothing came where something other than HTTP did', () => {
    const report = {
      status: null,
      statusText: '',
      headers: [],
      body: '',
      requestText: 'GET / HTTP/1.1\r\n\r\n',
      subprotocol: '',
      timingsMs: { dns: null, tcp: 1, tls: null, upgrade: null, total: 2 },
    };
    const response = (responseText?: string) =>
      partText({ ...report, ...(responseText === undefined ? {} : { responseText }) }, 'response');
    expect(response()).toBe('No HTTP answer came.');
    expect(response('HTTP/1.1 101 Swi')).toBe('HTTP/1.1 101 Swi');
    expect(response('\xff\x00SSH')).toBe('ff 00 53 53 48');
  });
});
