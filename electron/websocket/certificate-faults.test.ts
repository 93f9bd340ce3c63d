import { X509Certificate } from 'node:crypto';
import { expect, it } from 'vitest';
import { certificateFaults } from './certificate-faults';
import { cert, readFixture } from './fixtures/test-servers';

const authority = readFixture('test-only-authority.cert.pem').toString('utf8');
const worst = new X509Certificate(readFixture('test-only-worst.cert.pem'));
const name = 'chat.example';

const EXPIRED = 'the certificate has expired';
const NAME = 'the certificate is for another name';
const WEAK = 'its key is weak (RSA of 1024 bits, 2048 are the least)';
const ISSUER = 'the issuer of the certificate is not trusted here or not sent along';

it('every fault is named, not only the one that the library met first', () => {
  for (const problem of ['CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
    expect(certificateFaults([worst], problem, { name, ca: cert })).toEqual([ISSUER, EXPIRED, NAME, WEAK]);
});

it('an issuer that is trusted, or a name that fits, is no fault', () => {
  const judged = { name: 'other.example', ca: [authority] };
  expect(certificateFaults([worst], 'CERT_HAS_EXPIRED', judged)).toEqual([EXPIRED, WEAK]);
});

it('an expired authority is not laid on the leaf', () => {
  const sound = new X509Certificate(cert);
  expect(certificateFaults([sound], 'CERT_HAS_EXPIRED', { name: 'localhost', ca: cert })).toEqual([
    'a certificate of its issuers is not valid now',
  ]);
});

it('what could not be judged, or has a fault unknown here, says just that', () => {
  const judged = { name, ca: cert };
  expect(certificateFaults([worst], 'ERR_TLS_NOT_JUDGED', judged)).toEqual([
    'the handshake broke off before the certificate could be judged',
  ]);
  const sound = new X509Certificate(cert);
  expect(certificateFaults([sound], 'SOMETHING_NEW', { name: 'localhost', ca: cert })).toEqual([
    'the TLS handshake failed (SOMETHING_NEW)',
  ]);
});
