import type { Checked } from './checked';
import { right, wrong } from './checked';

const FROM_BROWSER = /^\s*http(s?):\/\//i;

/** What stands in an address of a file where a secret stood when it was saved. */
const MASK = '•••';
const MASKED = `A secret of this address was left out when it was saved: put it in the place of ${MASK}, then connect.`;

/** Said while the address stands there: where else it leads than typed, or what is missing in it; null: all is as typed. */
export function addressNote(typed: string): string | null {
  if (typed.includes(MASK)) return MASKED;
  const found = FROM_BROWSER.exec(typed);
  if (!found) return null;
  const s = found[1]?.toLowerCase() ?? '';
  return `Taken as ws${s}://: a socket’s address does not begin with http${s}://.`;
}

/** http and https are taken as ws and wss, as people paste them from a browser; see addressNote. */
export function checkedUrl(typed: string): Checked<string> {
  return typed.includes(MASK) ? wrong('url', MASKED) : readUrl(typed);
}

function readUrl(typed: string): Checked<string> {
  const text = typed.trim().replace(FROM_BROWSER, 'ws$1://');
  if (text === '') return wrong('url', 'Type the address of a socket, such as ws://localhost:8080/echo.');
  if (text.length > 4096) return wrong('url', 'The address is over 4,096 characters.');
  if (!/^wss?:\/\//i.test(text))
    return wrong('url', 'A socket’s address begins with ws:// or, over TLS, wss://.');
  if (!URL.canParse(text)) return wrong('url', 'This address can’t be read: check host, port and brackets.');
  if (text.includes('#'))
    return wrong('url', 'A socket’s address has no part behind #: remove it (RFC 6455, section 3).');
  return right(text);
}

/** Host and port of what is typed, to which a trust belongs; null where the address can't be read. */
export function authorityOf(typed: string): string | null {
  const checked = readUrl(typed);
  return checked.ok ? new URL(checked.value).host : null;
}

/** A site's address with the path its socket is remembered by: http(s) of a binding becomes ws(s). */
export function socketUrl(bindingUrl: string, path: string): string {
  const base = bindingUrl.replace(/^http(s?):/i, 'ws$1:').replace(/\/+$/, '');
  return `${base}${path.startsWith('/') ? path : `/${path}`}`;
}
