import type { CertificateInfo, TlsReport } from '../../../../shared/model/connect';
import { counted } from '../../../components/format';

/** "localhost, 127.0.0.1": the kind before the colon is plain from the name itself. */
export const nameWords = (names: readonly string[]): string =>
  names.length === 0
    ? 'no names: only the subject says what it is for'
    : names.map((name) => name.replace(/^(?:DNS|IP Address):/, '')).join(', ');

/** "2027-01-31 09:41 UTC, in 66 days"; as the certificate writes it where that is no date. */
export function dateWords(written: string, now = Date.now()): string {
  const at = Date.parse(written);
  if (Number.isNaN(at)) return written;
  const days = Math.trunc((at - now) / 86_400_000);
  const far = Math.abs(days);
  const span = far >= 730 ? counted(Math.floor(far / 365.25), 'year') : counted(far, 'day');
  const rel = days === 0 ? 'today' : days > 0 ? `in ${span}` : `${span} ago`;
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC, ${rel}`;
}

/** Whether a certificate's time is not yet there, over, or neither; null where its dates can't be read. */
export function timeFault(
  { validFrom, validTo }: Pick<CertificateInfo, 'validFrom' | 'validTo'>,
  now = Date.now(),
): 'early' | 'expired' | null {
  if (Date.parse(validTo) < now) return 'expired';
  return Date.parse(validFrom) > now ? 'early' : null;
}

/** Whether a certificate's names leave out the host it is asked for; false, too, where it says no name at all. */
export function nameFault(names: readonly string[], host: string): boolean {
  const known = names.flatMap((name) => /^(?:DNS|IP Address):(.*)$/s.exec(name)?.[1] ?? []);
  return (
    known.length > 0 && host !== '' && !known.some((name) => covers(name.toLowerCase(), plainHost(host)))
  );
}

/** A star stands for one label, the first (RFC 6125, section 6.4.3). */
function covers(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return plainHost(name) === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === name.slice(1);
}

/** Small letters, an IPv6 address in its shortest form and without brackets, no full stop at the end. */
function plainHost(host: string): string {
  const bare = host.toLowerCase().replace(/^\[|\]$|\.$/g, '');
  if (!bare.includes(':') || !URL.canParse(`ws://[${bare}]`)) return bare;
  return new URL(`ws://[${bare}]`).hostname.slice(1, -1);
}

/** Everything that is wrong with a certificate that isn't trusted, a sentence each: what was found, and what is plain from it. */
export function certificateFaults(report: TlsReport, host: string, now = Date.now()): string[] {
  const { trusted, problem, chain } = report;
  if (trusted) return [];
  const faults = [`Not trusted: ${problem ?? 'it could not be judged'}.`];
  const leaf = chain[0];
  if (leaf && nameFault(leaf.names, host))
    faults.push(`It is for ${nameWords(leaf.names)}, not for ${host}.`);
  chain.forEach((certificate, at) => {
    const which = at === 0 ? 'It' : `The certificate of ${certificate.subject || 'an issuer'}`;
    const fault = timeFault(certificate, now);
    if (fault === 'expired') faults.push(`${which} was valid until ${dateWords(certificate.validTo, now)}.`);
    if (fault === 'early')
      faults.push(`${which} is valid from ${dateWords(certificate.validFrom, now)} only.`);
  });
  return faults;
}

/** The host that a certificate must be for: the name that was asked for, or the address where none was. */
export const hostAsked = ({ serverName }: Pick<TlsReport, 'serverName'>, authority: string): string =>
  serverName !== '' || !URL.canParse(`ws://${authority}`)
    ? serverName
    : new URL(`ws://${authority}`).hostname;

/** By whom it is trusted. */
export const trustWords = ({ serverName }: TlsReport): string =>
  serverName === ''
    ? 'Trusted by this computer’s authorities.'
    : `Trusted by this computer’s authorities, for the name ${serverName}.`;
