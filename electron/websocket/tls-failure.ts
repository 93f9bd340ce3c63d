/** What kind of TLS failure it is; decides what is advised. */
type TlsFault =
  'tls-untrusted' | 'tls-client-certificate' | 'tls-certificate-refused' | 'tls-version' | 'tls-failed';

interface TlsFailure {
  fault: TlsFault;
  /** Without a full stop. */
  reason: string;
}

const NOT_SENT = 'the issuer of the certificate is not trusted here or not sent along';
const NO_TLS = 'the server does not speak TLS on this port';

const untrusted = new Map([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate chain ends in an authority that is not trusted here'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', NOT_SENT],
  ['UNABLE_TO_GET_ISSUER_CERT', NOT_SENT],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', NOT_SENT],
  ['CERT_HAS_EXPIRED', 'the certificate has expired'],
  ['CERT_NOT_YET_VALID', 'the certificate is not valid yet'],
  ['ERR_TLS_CERT_UNLIKE', 'the certificate is not the one that was looked at and trusted'],
  ['ERR_TLS_NOT_JUDGED', 'the handshake broke off before the certificate could be judged'],
  ['CERT_REVOKED', 'the certificate was revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate is for another name'],
]);

/** OpenSSL (Node) and BoringSSL (Electron) name the same alert with different beginnings: only the end is looked at. */
const alerts: readonly (readonly [RegExp, TlsFault, string])[] = [
  [/CERTIFICATE_REQUIRED$/, 'tls-client-certificate', 'the server wants a client certificate'],
  [
    /ALERT_HANDSHAKE_FAILURE$/,
    'tls-failed',
    'the server refused the TLS handshake: no version or cipher in common, or it wants a client certificate',
  ],
  [
    /ALERT_UNKNOWN_CA$/,
    'tls-certificate-refused',
    "the server does not trust the client certificate's issuer",
  ],
  [/ALERT_CERTIFICATE_EXPIRED$/, 'tls-certificate-refused', 'it has expired'],
  [/ALERT_CERTIFICATE_REVOKED$/, 'tls-certificate-refused', 'it was revoked'],
  [
    /ALERT_(?:BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_UNKNOWN|ACCESS_DENIED)$/,
    'tls-certificate-refused',
    'the server refused the client certificate',
  ],
  [
    /ALERT_PROTOCOL_VERSION$|UNSUPPORTED_PROTOCOL$|INAPPROPRIATE_FALLBACK$|VERSION_TOO_LOW$/,
    'tls-version',
    'the server takes none of the TLS versions that are spoken here, 1.2 and 1.3',
  ],
  [/WRONG_VERSION_NUMBER$|PACKET_LENGTH_TOO_LONG$|HTTP_REQUEST$/, 'tls-failed', NO_TLS],
  [/^EPROTO$/, 'tls-failed', `${NO_TLS}, or none of the versions offered`],
  [/^ECONNRESET$/, 'tls-failed', 'the server ended the connection during the TLS handshake'],
];

/** Names a failure of TLS by its code; `text` is shown where neither the code nor anything else is known. */
export function tlsFailure(code: string, text = ''): TlsFailure {
  const distrust = untrusted.get(code);
  if (distrust !== undefined) return { fault: 'tls-untrusted', reason: distrust };
  const alert = alerts.find(([pattern]) => pattern.test(code));
  if (alert) return { fault: alert[1], reason: alert[2] };
  return { fault: 'tls-failed', reason: `the TLS handshake failed (${code || text.slice(0, 120)})` };
}
