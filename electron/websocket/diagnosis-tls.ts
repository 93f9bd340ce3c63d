import { embed } from '../../shared/words';
import type { Diagnosis, SocketEnd } from '../../shared/model/tester';
import type { Seen } from './diagnosis';

/** "chat.example port 8443", the scheme's own port where the address names none. */
export function placeOf(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname} port ${port === '' ? (protocol === 'wss:' ? '443' : '80') : port}`;
}

/** What a failure of TLS means and what to do about it, by its kind (tls-failure.ts). */
export function diagnoseTls({ url }: Pick<Seen, 'url'>, { fault, reason }: SocketEnd): Diagnosis {
  const why = embed(reason);
  switch (fault) {
    case 'tls-untrusted':
      return {
        id: 'tls-untrusted',
        sentence: why.includes('looked at and trusted')
          ? `The certificate of ${new URL(url).hostname} is not accepted: ${why}; look at the one it has now before you trust it.`
          : `The certificate of ${new URL(url).hostname} is not accepted: ${why}; browsers refuse it, too. Look at it and trust it for this session (--inspect, then --trust), or give its authority (--ca).`,
      };
    case 'tls-client-certificate':
      return {
        id: 'tls-client-certificate',
        sentence: `${placeOf(url)} ended TLS for want of a client certificate: give one as PFX or PEM, or let the site not require it (sslFlags SslRequireCert; IIS itself says 403.7).`,
      };
    case 'tls-certificate-refused':
      return {
        id: 'tls-certificate-refused',
        sentence: `${placeOf(url)} did not take the client certificate: ${why}; check that it is valid, is meant for client authentication, and that the server trusts its issuer.`,
      };
    case 'tls-version':
      return {
        id: 'tls-version',
        sentence: `No TLS connection to ${placeOf(url)}: ${why}; switch on TLS 1.2 there (Schannel on Windows), for browsers need it, too.`,
      };
    default:
      return {
        id: 'tls-failed',
        sentence: `No TLS connection to ${placeOf(url)}: ${why}; check that the https binding has a certificate, or use ws:// for an http binding.`,
      };
  }
}
