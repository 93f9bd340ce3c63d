import type { Checked } from './checked';
import { right, wrong } from './checked';

const FROM_BROWSER = /^\s*http(s?):\/\//i;

/** Said while the address stands there, so that nobody is connected elsewhere than typed without knowing; null: as typed. */
export function schemeNote(typed: string): string | null {
  const found = FROM_BROWSER.exec(typed);
  if (!found) return null;
  const s = found[1]?.toLowerCase() ?? '';
  return `Taken as ws${s}://: a socket’s address does not begin with http${s}://.`;
}

/** http and https are taken as ws and wss, as people paste them from a browser; see schemeNote. */
export function checkedUrl(typed: string): Checked<string> {
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
  const checked = checkedUrl(typed);
  return checked.ok ? new URL(checked.value).host : null;
}

/** A site's address with the path its socket is remembered by: http(s) of a binding becomes ws(s). */
export function socketUrl(bindingUrl: string, path: string): string {
  const base = bindingUrl.replace(/^http(s?):/i, 'ws$1:').replace(/\/+$/, '');
  return `${base}${path.startsWith('/') ? path : `/${path}`}`;
}
