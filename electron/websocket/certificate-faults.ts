import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import { tlsFailure } from './tls-failure';
import { trustedRoots } from './trusted-roots';

/** Below it, browsers and Windows refuse an RSA key (CA/Browser Forum Baseline Requirements, 6.1.5). */
const RSA_BITS = 2048;
const DATES = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const NAME = 'ERR_TLS_CERT_ALTNAME_INVALID';

/**
 * Everything that is wrong with a chain, leaf first, that is not trusted because of `problem`: TLS libraries name one
 * fault only, and the one behind it may be the graver one. Clauses without a full stop, as in `tlsFailure`.
 */
export function certificateFaults(
  chain: readonly X509Certificate[],
  problem: string,
  judged: { name: string; ca: SecureContextOptions['ca'] },
): string[] {
  const [leaf] = chain;
  const named = tlsFailure(problem).reason;
  if (!leaf || problem === 'ERR_TLS_NOT_JUDGED') return [named];
  const aboutIssuer = !DATES.has(problem) && problem !== NAME;
  const dates = datesOf(leaf);
  const faults = [
    ...(aboutIssuer ? [named] : isAnchored(chain, judged.ca) ? [] : [unanchored(leaf)]),
    ...dates,
    ...(DATES.has(problem) && dates.length === 0 ? ['a certificate of its issuers is not valid now'] : []),
    ...(tls.checkServerIdentity(judged.name, leaf.toLegacyObject()) ? [tlsFailure(NAME).reason] : []),
    ...weakKey(leaf),
  ];
  return faults.length > 0 ? faults : [named];
}

function datesOf({ validFrom, validTo }: X509Certificate): string[] {
  if (Date.parse(validTo) < Date.now()) return [tlsFailure('CERT_HAS_EXPIRED').reason];
  return Date.parse(validFrom) > Date.now() ? [tlsFailure('CERT_NOT_YET_VALID').reason] : [];
}

function weakKey(leaf: X509Certificate): string[] {
  const bits = rsaBits(leaf);
  return bits !== null && bits < RSA_BITS
    ? [`its key is weak (RSA of ${bits} bits, ${RSA_BITS} are the least)`]
    : [];
}

function rsaBits(leaf: X509Certificate): number | null {
  try {
    return leaf.publicKey.asymmetricKeyDetails?.modulusLength ?? null;
  } catch {
    // A kind of key that this library doesn't know.
    return null;
  }
}

const unanchored = (leaf: X509Certificate): string =>
  tlsFailure(leaf.checkIssued(leaf) ? 'DEPTH_ZERO_SELF_SIGNED_CERT' : 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
    .reason;

/** Whether some certificate of the chain is an authority that is trusted, or was issued by one. */
function isAnchored(chain: readonly X509Certificate[], ca: SecureContextOptions['ca']): boolean {
  const anchors = anchorsOf(ca ?? trustedRoots() ?? tls.rootCertificates);
  return chain.some((certificate) =>
    anchors.some(
      (anchor) =>
        anchor.fingerprint256 === certificate.fingerprint256 ||
        (certificate.checkIssued(anchor) && certificate.verify(anchor.publicKey)),
    ),
  );
}

type Authorities = string | Buffer | readonly (string | Buffer)[];
let parsed: { from: Authorities; anchors: X509Certificate[] } | null = null;

/** The last ones are kept: a load asks for the same ones with every socket. */
function anchorsOf(ca: Authorities): X509Certificate[] {
  if (parsed?.from === ca) return parsed.anchors;
  const anchors = [ca].flat().flatMap((one) => {
    const blocks = one.toString().match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g) ?? [];
    return blocks.flatMap((block) => {
      try {
        return [new X509Certificate(block)];
      } catch {
        return [];
      }
    });
  });
  parsed = { from: ca, anchors };
  return anchors;
}
