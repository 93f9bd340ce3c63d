import type { InspectRequest } from '../../../shared/model/connect';
import type { ConnectRequest } from '../../../shared/model/tester';
import type { AddressDraft } from './connect/address-draft';
import type { Wrong } from './connect/checked';
import { checkedCookies, checkedHeaders, checkedSubprotocols } from './connect/checked-headers';
import { checkedTls, checkedTrustee } from './connect/checked-tls';
import { checkedUrl } from './connect/checked-url';
import {
  checkedCompression,
  checkedConnectTo,
  checkedCredentials,
  checkedLargest,
  checkedProxy,
  checkedTimeout,
} from './connect/checked-way';
import { isPlain, right, wrong } from './connect/checked';

export type BuiltRequest = { ok: true; request: ConnectRequest } | Wrong;
type BuiltInspect = { ok: true; request: InspectRequest } | Wrong;

/** As many redirects are followed where that is switched on. */
export const FOLLOWED = 5;

/** Makes the request to connect, or says in one sentence what is wrong with which field. */
export function connectRequest(draft: AddressDraft): BuiltRequest {
  const parts = {
    url: checkedUrl(draft.url),
    subprotocols: checkedSubprotocols(draft.subprotocols),
    headers: checkedHeaders(draft),
    origin: checkedOrigin(draft.origin),
    cookies: checkedCookies(draft.cookies),
    credentials: checkedCredentials(draft),
    tls: checkedTls(draft),
    connectTo: checkedConnectTo(draft.connectTo),
    proxy: checkedProxy(draft),
    compression: checkedCompression(draft),
    timeoutMs: checkedTimeout(draft.timeout),
    largest: checkedLargest(draft.largest),
  };
  const { url, subprotocols, headers, origin, cookies, credentials, tls } = parts;
  const { connectTo, proxy, compression, timeoutMs, largest } = parts;
  if (!url.ok) return url;
  if (!subprotocols.ok) return subprotocols;
  if (!headers.ok) return headers;
  if (!origin.ok) return origin;
  if (!cookies.ok) return cookies;
  if (!credentials.ok) return credentials;
  if (!tls.ok) return tls;
  if (!connectTo.ok) return connectTo;
  if (!proxy.ok) return proxy;
  if (!compression.ok) return compression;
  if (!timeoutMs.ok) return timeoutMs;
  if (!largest.ok) return largest;
  return {
    ok: true,
    request: {
      url: url.value,
      subprotocols: subprotocols.value,
      headers: headers.value,
      timeoutMs: timeoutMs.value,
      ...(origin.value === undefined ? {} : { origin: origin.value }),
      ...(cookies.value === undefined ? {} : { cookies: cookies.value }),
      ...(credentials.value === undefined ? {} : { credentials: credentials.value }),
      ...(tls.value === undefined ? {} : { tls: tls.value }),
      ...(connectTo.value === undefined ? {} : { connectTo: connectTo.value }),
      ...(proxy.value === undefined ? {} : { proxy: proxy.value }),
      ...(compression.value === undefined ? {} : { compression: compression.value }),
      ...(largest.value === undefined ? {} : { maxMessageMb: largest.value }),
      ...(draft.followRedirects ? { followRedirects: FOLLOWED } : {}),
      ...(draft.autoPong ? {} : { autoPong: false }),
    },
  };
}

/** Makes the request to look at a certificate: of the draft only what leads to the server. */
export function inspectRequest(draft: AddressDraft): BuiltInspect {
  const url = checkedUrl(draft.url);
  if (!url.ok) return url;
  if (!/^wss:/i.test(url.value))
    return wrong('url', 'Only an address that begins with wss:// has a certificate to look at.');
  const trustee = checkedTrustee(draft);
  if (!trustee.ok) return trustee;
  const connectTo = checkedConnectTo(draft.connectTo);
  if (!connectTo.ok) return connectTo;
  const proxy = checkedProxy(draft);
  if (!proxy.ok) return proxy;
  const timeoutMs = checkedTimeout(draft.timeout);
  if (!timeoutMs.ok) return timeoutMs;
  return {
    ok: true,
    request: {
      url: url.value,
      timeoutMs: timeoutMs.value,
      ...trustee.value,
      ...(connectTo.value === undefined ? {} : { connectTo: connectTo.value }),
      ...(proxy.value === undefined ? {} : { proxy: proxy.value }),
    },
  };
}

function checkedOrigin(typed: string) {
  const origin = typed.trim();
  if (origin === '') return right(undefined);
  return isPlain(origin, 1024)
    ? right(origin)
    : wrong('origin', 'An origin is one line of at most 1,024 characters, such as https://app.example.');
}
