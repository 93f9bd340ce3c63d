import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { runToEnd } from './fixtures/sessions';
import { cert, key, listen, pfx, PFX_PASS, secureServer } from './fixtures/test-servers';
import { tlsFailure } from './tls-failure';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

describe('a failure of TLS is told by what it means, not by the code of a library', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('a client certificate that is missing, %s', async (maxVersion) => {
    const options = { requestCert: true, rejectUnauthorized: true, ca: cert, maxVersion };
    const port = await secureServer(closers, options);
    const { state } = await runToEnd(`wss://localhost:${port}/`, { tls: { ca: cert } });
    expect(state.end?.kind).toBe('tls-error');
    expect(state.diagnosis?.sentence).toMatch(/client certificate/);
    expect(state.diagnosis?.sentence).not.toMatch(/ERR_|SSLV?\d|is not accepted/);
    if (maxVersion === 'TLSv1.3') {
      expect(state.diagnosis?.id).toBe('tls-client-certificate');
      expect(state.diagnosis?.sentence).toMatch(/SslRequireCert.*403\.7/);
    }
  });

  it('a server of TLS 1.0 and 1.1 only is not said to lack a certificate', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const port = await secureServer(closers, old);
    const { state } = await runToEnd(`wss://localhost:${port}/`, { tls: { ca: cert } });
    expect(state.diagnosis?.id).toBe('tls-version');
    expect(state.diagnosis?.sentence).toMatch(/TLS 1\.2.*Schannel/);
    expect(state.diagnosis?.sentence).not.toMatch(/binding has a certificate/);
  });

  it('a port that is silent to TLS points at ws://, not at a firewall', async () => {
    const port = await listen(net.createServer(), closers);
    const { state } = await runToEnd(`wss://127.0.0.1:${port}/`, { timeoutMs: 300 });
    expect(state.end).toMatchObject({ kind: 'timeout', fault: 'silent-tls' });
    expect(state.diagnosis?.sentence).toMatch(/does not speak TLS.*ws:\/\//);
    expect(state.diagnosis?.sentence).not.toMatch(/firewall|client edition/);
  });

  it('ws:// to a port that hangs up at once hints at https; wss:// does not', async () => {
    const port = await listen(
      net.createServer((socket) => socket.once('data', () => socket.end())),
      closers,
    );
    const { state } = await runToEnd(`ws://127.0.0.1:${port}/`);
    expect(state.diagnosis).toMatchObject({
      id: 'cut-fin',
      sentence: expect.stringMatching(/wss:\/\//) as string,
    });
  });

  it('all that is wrong with a certificate is named, and the time that TLS took', async () => {
    const port = await secureServer(closers);
    const { state } = await runToEnd(`wss://localhost:${port}/`, { tls: { serverName: 'other.example' } });
    expect(state.handshake?.tls?.problems).toEqual([
      'the certificate is self-signed',
      'the certificate is for another name',
    ]);
    expect(state.diagnosis?.sentence).toMatch(/is self-signed and the certificate is for another name;/);
    expect(state.handshake?.timingsMs.tls).toBeGreaterThan(0);
  });

  it('a client certificate that is refused is no fault of the server certificate', async () => {
    const options = { requestCert: true, rejectUnauthorized: false, cert, key };
    const port = await secureServer(closers, options);
    const clientCertificate = { kind: 'pfx' as const, base64: pfx, passphrase: PFX_PASS };
    const { state } = await runToEnd(`wss://localhost:${port}/`, { tls: { clientCertificate } });
    expect(state.diagnosis?.id).toBe('tls-untrusted');
    for (const code of ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE'])
      expect(tlsFailure(code).fault).toBe('tls-certificate-refused');
    // Electron's TLS library has another name for the alert that Node's calls ERR_SSL_TLSV13_ALERT_….
    expect(tlsFailure('ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED').fault).toBe('tls-client-certificate');
  });
});
