import type { ConnectRequest } from '../../../shared/model/tester';

/** What stands in the connect bar, as typed. */
export interface AddressDraft {
  url: string;
  /** "chat.v2, json" */
  subprotocols: string;
  /** One a line: "Name: value". */
  headers: string;
  /** Seconds. */
  timeout: string;
}

export type AddressField = 'url' | 'subprotocols' | 'headers' | 'timeout';
export type BuiltRequest =
  { ok: true; request: ConnectRequest } | { ok: false; field: AddressField; sentence: string };

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/;

/** Makes the request to connect, or says in one sentence what is wrong with which field. */
export function connectRequest(draft: AddressDraft): BuiltRequest {
  const url = checkedUrl(draft.url);
  if (!url.ok) return { ok: false, field: 'url', sentence: url.sentence };
  const subprotocols = draft.subprotocols.split(/[\s,]+/).filter((name) => name !== '');
  const odd = subprotocols.find((name) => !TOKEN.test(name));
  if (odd !== undefined)
    return wrong(
      'subprotocols',
      `“${odd}” is no subprotocol name: use letters, digits and signs such as . and -.`,
    );
  if (new Set(subprotocols).size < subprotocols.length)
    return wrong('subprotocols', 'A subprotocol stands here twice: name each once (RFC 6455, section 4.1).');
  if (subprotocols.length > 16) return wrong('subprotocols', 'At most 16 subprotocols can be offered.');
  const headers: { name: string; value: string }[] = [];
  for (const line of draft.headers.split(/\r\n|\r|\n/).map((text) => text.trim())) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    const value = line.slice(colon + 1).trim();
    if (!TOKEN.test(name))
      return wrong('headers', `“${shorten(line)}” is no header: write Name: value, one a line.`);
    if (value.includes('\0'))
      return wrong('headers', `The value of ${name} holds a NUL character: remove it.`);
    if (value.length > 8192) return wrong('headers', `The value of ${name} is over 8,192 characters.`);
    headers.push({ name, value });
  }
  if (headers.length > 64) return wrong('headers', 'At most 64 headers can be sent along.');
  const seconds = Number(draft.timeout);
  if (draft.timeout.trim() === '' || !(seconds >= 0.1 && seconds <= 600))
    return wrong('timeout', 'The time-out is a number of seconds from 0.1 to 600.');
  return {
    ok: true,
    request: {
      url: url.text,
      subprotocols,
      headers,
      timeoutMs: Math.round(seconds * 1000),
    },
  };
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

const wrong = (field: AddressField, sentence: string): BuiltRequest => ({ ok: false, field, sentence });

type CheckedUrl = { ok: true; text: string } | { ok: false; sentence: string };

const FROM_BROWSER = /^\s*http(s?):\/\//i;

/** Said while the address stands there, so that nobody is connected elsewhere than typed without knowing; null: as typed. */
export function schemeNote(typed: string): string | null {
  const found = FROM_BROWSER.exec(typed);
  if (!found) return null;
  const s = found[1]?.toLowerCase() ?? '';
  return `Taken as ws${s}://: a socket’s address does not begin with http${s}://.`;
}

/** http and https are taken as ws and wss, as people paste them from a browser; see schemeNote. */
function checkedUrl(typed: string): CheckedUrl {
  const text = typed.trim().replace(FROM_BROWSER, 'ws$1://');
  if (text === '')
    return { ok: false, sentence: 'Type the address of a socket, such as ws://localhost:8080/echo.' };
  if (text.length > 4096) return { ok: false, sentence: 'The address is over 4,096 characters.' };
  if (!/^wss?:\/\//i.test(text))
    return { ok: false, sentence: 'A socket’s address begins with ws:// or, over TLS, wss://.' };
  if (!URL.canParse(text))
    return { ok: false, sentence: 'This address can’t be read: check host, port and brackets.' };
  if (text.includes('#'))
    return {
      ok: false,
      sentence: 'A socket’s address has no part behind #: remove it (RFC 6455, section 3).',
    };
  return { ok: true, text };
}

/** A site's address with the path its socket is remembered by: http(s) of a binding becomes ws(s). */
export function socketUrl(bindingUrl: string, path: string): string {
  const base = bindingUrl.replace(/^http(s?):/i, 'ws$1:').replace(/\/+$/, '');
  return `${base}${path.startsWith('/') ? path : `/${path}`}`;
}
