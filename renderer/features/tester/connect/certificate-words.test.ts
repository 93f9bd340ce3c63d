import { describe, expect, it } from 'vitest';
import type { TlsReport } from '../../../../shared/model/connect';
import { certificateFaults, hostAsked, nameFault, timeFault } from './certificate-words';

const NOW = Date.parse('2026-06-01T00:00:00Z');
const certificate = {
  subject: 'CN=chat.example',
  issuer: 'CN=Test CA',
  names: ['DNS:other.example', 'IP Address:10.0.0.1'],
  validFrom: 'Jan  1 00:00:00 2026 GMT',
  validTo: 'May 31 00:00:00 2026 GMT',
  serialNumber: '01',
  fingerprint: '',
};
const report = (more: Partial<TlsReport> = {}): TlsReport => ({
  version: 'TLSv1.3',
  cipher: null,
  serverName: 'chat.example',
  trusted: false,
  problem: 'the issuer of the certificate is not trusted here or not sent along',
  chain: [certificate],
  ...more,
});

describe('certificateFaults', () => {
  it('would stop at the first fault: an unknown issuer hid that it had expired and was for another name', () => {
    expect(certificateFaults(report(), 'chat.example', NOW)).toEqual([
      'Not trusted: the issuer of the certificate is not trusted here or not sent along.',
      'It is for other.example, 10.0.0.1, not for chat.example.',
      'It was valid until 2026-05-31 00:00 UTC, 1 day ago.',
    ]);
  });

  it('would find fault with what is trusted, or call an expired issuer the server’s own', () => {
    expect(certificateFaults(report({ trusted: true, problem: null }), 'chat.example', NOW)).toEqual([]);
    const issuer = {
      ...certificate,
      subject: 'CN=Test CA',
      validFrom: 'Jul  1 00:00:00 2026 GMT',
      validTo: 'x',
    };
    const chain = [{ ...certificate, names: ['DNS:*.example'], validTo: 'Jan  1 00:00:00 2030 GMT' }, issuer];
    expect(certificateFaults(report({ chain }), 'chat.example', NOW).slice(1)).toEqual([
      'The certificate of CN=Test CA is valid from 2026-07-01 00:00 UTC, in 30 days only.',
    ]);
  });
});

describe('nameFault', () => {
  it('would take a star for more than one label, or another spelling of an address for another address', () => {
    expect(nameFault(['DNS:*.example'], 'chat.example')).toBe(false);
    expect(nameFault(['DNS:*.example'], 'a.chat.example')).toBe(true);
    expect(nameFault(['DNS:*.example'], 'example')).toBe(true);
    expect(nameFault(['DNS:Chat.Example'], 'CHAT.example.')).toBe(false);
    expect(nameFault(['IP Address:0:0:0:0:0:0:0:1'], '[::1]')).toBe(false);
    expect(nameFault(['IP Address:127.0.0.1'], '127.0.0.2')).toBe(true);
    // No name at all: only the subject says what it is for, which is left to who judged it.
    expect(nameFault([], 'chat.example')).toBe(false);
  });
});

it('knows neither fault where the dates can’t be read', () => {
  expect(timeFault({ validFrom: 'x', validTo: 'y' }, NOW)).toBeNull();
});

it('compares with the name that was asked for, or with the address where none was', () => {
  expect(hostAsked({ serverName: 'sni.example' }, '10.0.0.1:443')).toBe('sni.example');
  expect(hostAsked({ serverName: '' }, '[::1]:8443')).toBe('[::1]');
  expect(hostAsked({ serverName: '' }, '')).toBe('');
});
