import type { ClientCertificate, TlsChoice } from '../../../../shared/model/connect';
import type { AddressDraft } from './address-draft';
import { type Checked, isPlain, right, wrong } from './checked';
import { authorityOf } from './checked-url';

/** What of the TLS group is sent along; undefined where nothing is set. */
export function checkedTls(draft: AddressDraft): Checked<TlsChoice | undefined> {
  const client = checkedClient(draft);
  if (!client.ok) return client;
  const names = checkedTrustee(draft);
  if (!names.ok) return names;
  const trust = trustFor(draft);
  const choice: TlsChoice = {
    ...(client.value ? { clientCertificate: client.value } : {}),
    ...names.value,
    ...(trust === null ? {} : { trust }),
  };
  return right(Object.keys(choice).length === 0 ? undefined : choice);
}

/** Own authority and name for SNI: what decides where a certificate is looked at, too. */
export function checkedTrustee(draft: AddressDraft): Checked<{ ca?: string; serverName?: string }> {
  const { ca } = draft;
  const serverName = draft.serverName.trim();
  if (ca !== null && !ca.content.includes('-----BEGIN CERTIFICATE-----'))
    return wrong('ca', `${ca.name} is no PEM text: export the authority as Base-64 X.509.`);
  if (serverName !== '' && !/^[A-Za-z0-9_.-]{1,253}$/.test(serverName))
    return wrong('serverName', 'The name for SNI is a host name, without scheme and port.');
  return right({
    ...(ca === null ? {} : { ca: ca.content }),
    ...(serverName === '' ? {} : { serverName }),
  });
}

/** The fingerprint that was trusted, if it was this server’s. */
export function trustFor({ trust, url }: AddressDraft): string | null {
  return trust !== null && trust.authority === authorityOf(url) ? trust.fingerprint : null;
}

function checkedClient(draft: AddressDraft): Checked<ClientCertificate | undefined> {
  const { certKind, pfx, certificate, key, passphrase } = draft;
  if (certKind === 'none') return right(undefined);
  if (!isPlain(passphrase, 8192)) return wrong('passphrase', 'The passphrase is one line.');
  const secret = passphrase === '' ? {} : { passphrase };
  if (certKind === 'pfx') {
    if (pfx === null) return wrong('pfx', 'Choose the PFX file, or no client certificate.');
    return right({ kind: 'pfx', base64: pfx.content, ...secret });
  }
  if (certificate === null) return wrong('certificate', 'Choose the PEM file of the certificate.');
  if (key === null) return wrong('key', 'Choose the PEM file of the certificate’s key.');
  return right({ kind: 'pem', certificate: certificate.content, key: key.content, ...secret });
}
