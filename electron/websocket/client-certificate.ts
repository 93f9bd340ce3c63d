import tls from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import { AppError } from '../../shared/errors';
import type { ClientCertificate, TlsChoice } from '../../shared/model/connect';

/** For tls.connect. Throws `bad-request` with one sentence where file, passphrase or PEM text can't be used. */
export function certificateOptions(choice: TlsChoice | undefined): SecureContextOptions {
  const options = {
    ...(choice?.clientCertificate ? clientOptions(choice.clientCertificate) : {}),
    ...(choice?.ca === undefined ? {} : { ca: checkedCa(choice.ca) }),
  };
  try {
    tls.createSecureContext(options);
  } catch (error) {
    throw new AppError('bad-request', `The certificate can't be used: ${whyNot(error, choice)}.`);
  }
  return options;
}

function clientOptions(given: ClientCertificate): SecureContextOptions {
  const passphrase = given.passphrase === undefined ? {} : { passphrase: given.passphrase };
  return given.kind === 'pfx'
    ? { pfx: Buffer.from(given.base64, 'base64'), ...passphrase }
    : { cert: given.certificate, key: given.key, ...passphrase };
}

function checkedCa(ca: string): string {
  if (ca.includes('-----BEGIN CERTIFICATE-----')) return ca;
  throw new AppError(
    'bad-request',
    'The authority must be PEM text that begins with -----BEGIN CERTIFICATE-----; export it as Base-64 X.509.',
  );
}

/** OpenSSL's reasons by their code; its texts change with its version. */
function whyNot(error: unknown, choice: TlsChoice | undefined): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const text = error instanceof Error ? error.message : '';
  const kind = choice?.clientCertificate?.kind;
  if (/mac verify failure/i.test(text) || code === 'ERR_OSSL_EVP_BAD_DECRYPT' || /bad decrypt/i.test(text))
    return 'the passphrase is wrong';
  if (code === 'ERR_MISSING_PASSPHRASE' || /interrupted or cancelled|empty password/i.test(text))
    return 'its key is encrypted, so it needs the passphrase';
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return 'the key is not the one of the certificate';
  if (/unsupported/i.test(text) && kind === 'pfx')
    return 'the PFX is encrypted in an old way (RC2 or 3DES); export it again with AES256-SHA256';
  if (kind === 'pfx') return 'the file is no PFX (PKCS #12)';
  return 'certificate, key or authority is no sound PEM text';
}
