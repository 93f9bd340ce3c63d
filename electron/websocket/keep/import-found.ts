import type { KeptRequest } from '../../../shared/model/keep';
import { visibleLine } from '../../../shared/visible';
import { count } from '../../../shared/words';
import { MASK } from '../../storage/mask-secrets';

/** What a file holds, and what of it is left out. */
export interface Found {
  kind: string;
  requests: KeptRequest[];
  /** Requests that are no sockets. */
  others: number;
  /** Requests and messages that could not be read. */
  unsound: number;
  unsoundMessages: number;
  /** Names of headers that can't go over the wire, and of those that a browser sets for itself. */
  unsendable: Set<string>;
  /** Names of those whose value was masked when the file was written. */
  masked: Set<string>;
  browserHeaders: Set<string>;
}

export const foundIn = (kind: string): Found => ({
  kind,
  requests: [],
  others: 0,
  unsound: 0,
  unsoundMessages: 0,
  unsendable: new Set(),
  masked: new Set(),
  browserHeaders: new Set(),
});

/** Whether a header can be sent as it is: a token, and a value of Latin-1 in one line (RFC 9110 §5.5). */
export function isSendable({ name, value }: { name: string; value: string }): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name) && /^[\t\x20-\x7e\x80-\xff]{0,8192}$/.test(value);
}

/** Why a header is left out, by its name. */
export function leaveOut(found: Found, { name, value }: { name: string; value: string }): void {
  (value.includes(MASK) ? found.masked : found.unsendable).add(name);
}

const MAX_NAMES = 12;

function names(set: ReadonlySet<string>): string {
  const shown = [...set].slice(0, MAX_NAMES).map((name) => visibleLine(name.slice(0, 60)));
  return `${shown.join(', ')}${set.size > MAX_NAMES ? ` and ${set.size - MAX_NAMES} more` : ''}`;
}

/** "2 requests of plain HTTP", "the header X-Odd, which can't be sent": what was left out, one phrase each. */
export function leftOut({
  others,
  unsound,
  unsoundMessages,
  unsendable,
  masked,
  browserHeaders,
}: Found): string[] {
  return [
    ...(others > 0 ? [`${count(others, 'request')} of plain HTTP`] : []),
    ...(unsound > 0 ? [`${count(unsound, 'request')} that could not be read`] : []),
    ...(unsoundMessages > 0 ? [`${count(unsoundMessages, 'message')} that could not be read`] : []),
    ...(masked.size > 0 ? [`secrets that were masked when it was saved (${names(masked)})`] : []),
    ...(unsendable.size > 0 ? [`what can't be sent as a header (${names(unsendable)})`] : []),
    ...(browserHeaders.size > 0 ? [`what a browser sets for itself (${names(browserHeaders)})`] : []),
  ];
}
