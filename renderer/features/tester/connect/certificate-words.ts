import type { TlsReport } from '../../../../shared/model/connect';
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

/** What is wrong with it, or that nothing is. */
export function faultSentence({ trusted, problem, serverName }: TlsReport): string {
  if (!trusted) return `Not trusted: ${problem ?? 'it could not be judged'}.`;
  return serverName === ''
    ? 'Trusted by this computer’s authorities.'
    : `Trusted by this computer’s authorities, for the name ${serverName}.`;
}
