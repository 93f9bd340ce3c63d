import type { SocketEnd } from '../../shared/model/tester';

/** How far the connection was when it failed. */
export type ConnectStage = 'tcp' | 'proxy' | 'tls' | 'http' | 'open';

/** Names an error of node:net or node:tls as an end. Told apart by code, never by text. */
export function endOfError(error: Error, stage: ConnectStage): SocketEnd {
  const code = codeOf(error);
  const end = (kind: SocketEnd['kind'], by: SocketEnd['by'], reason: string): SocketEnd => ({
    kind,
    by,
    code: null,
    reason,
  });
  if (code === 'ETIMEDOUT')
    return end('timeout', 'client', 'The server did not answer the connection attempt.');
  if (stage === 'tcp')
    return end('unreachable', code === 'ECONNREFUSED' ? 'server' : 'client', unreachable(code));
  if (stage === 'tls')
    return end('tls-error', code === 'ECONNRESET' ? 'server' : 'client', tlsReason(code, error));
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED')
    return end('rst', 'server', 'The connection was reset.');
  return end('unreachable', 'client', unreachable(code));
}

function codeOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return inner instanceof Error ? codeOf(inner) : '';
}

const unreachableReasons = new Map([
  ['ECONNREFUSED', 'The connection was refused: nothing listens on this address and port.'],
  ['ENOTFOUND', 'The name is not known to DNS.'],
  ['EAI_AGAIN', 'DNS did not answer.'],
  ['EHOSTUNREACH', 'There is no way to the host.'],
  ['ENETUNREACH', 'There is no way to the network.'],
  ['ECONNRESET', 'The connection was reset before it was made.'],
  ['EADDRNOTAVAIL', 'This computer has no free port or no fitting address for the connection.'],
  ['EACCES', 'This computer does not permit the connection.'],
  ['EPERM', 'This computer does not permit the connection.'],
  ['EMFILE', 'This process may open no more connections.'],
]);

function unreachable(code: string): string {
  return unreachableReasons.get(code) ?? `The connection failed${code ? ` (${code})` : ''}.`;
}

const tlsReasons = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate chain ends in an authority that is not trusted here'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the issuer of the certificate is not trusted here or not sent along'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'the issuer of the certificate is not trusted here or not sent along'],
  [
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'the issuer of the certificate is not trusted here or not sent along',
  ],
  ['CERT_HAS_EXPIRED', 'the certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate is not valid yet'],
  ['ERR_TLS_CERT_UNLIKE', 'the certificate is not the one that was looked at and trusted'],
  ['ERR_TLS_NOT_JUDGED', 'the handshake broke off before the certificate could be judged'],
  ['CERT_REVOKED', 'the certificate was revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another name'],
  ['EPROTO', 'the server does not speak TLS on this port, or none of the versions offered'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'the server does not speak TLS on this port'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'the server does not speak TLS on this port'],
  ['ECONNRESET', 'the server ended the connection during the TLS handshake'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'the server wants a client certificate'],
  [
    'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    'the server refused the TLS handshake: no version or cipher in common, or it wants a client certificate',
  ],
  [
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'the server refused the TLS handshake: no version or cipher in common, or it wants a client certificate',
  ],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', "the server does not trust the client certificate's issuer"],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'the server refused the client certificate'],
]);

function tlsReason(code: string, error: Error): string {
  const known = tlsReasons.get(code);
  if (known) return known;
  const shown = code || error.message.slice(0, 120);
  return `the TLS handshake failed (${shown})`;
}
