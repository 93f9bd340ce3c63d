import type { ConnectRequest } from '../../shared/model/connect';
import { dial, type DialOptions, type DialResult } from './dial';
import { headerValues } from './http-head';
import { isSecretHeader, isSecretProtocol } from './keep/secret-fields';

type Redirects = NonNullable<DialResult['report']['redirects']>;

/**
 * As `dial`, and follows as many redirects as the request allows, within its time-out. What is meant for one server
 * (credentials, secret headers, cookies, client certificate, trust, other address or name) is left behind when it leads
 * to another one.
 */
export function dialFollowing(
  request: ConnectRequest,
  options: DialOptions,
  done: (result: DialResult, url: string) => void,
): { abort: () => void } {
  const started = options.now();
  const redirects: Redirects = [];
  let current = dial(request, options, (result) => settle(request, result));

  function settle(asked: ConnectRequest, result: DialResult): void {
    const next = redirects.length < (request.followRedirects ?? 0) ? redirected(asked, result) : null;
    if (next) {
      redirects.push({
        url: asked.url,
        status: result.report.status ?? 0,
        location: headerValues(result.report.headers, 'location')[0] ?? '',
      });
      const left = request.timeoutMs - (options.now() - started);
      try {
        const again = { ...next, timeoutMs: Math.max(1, Math.round(left)) };
        current = dial(again, options, (coming) => settle(next, coming));
        return;
      } catch {
        // It leads to what is no socket's address: then it is a refusal like any other.
        redirects.pop();
      }
    }
    if (redirects.length > 0) result.report.redirects = redirects;
    done(result, asked.url);
  }

  return { abort: () => current.abort() };
}

/** What to ask next; null where the answer leads nowhere. */
function redirected(request: ConnectRequest, { report }: DialResult): ConnectRequest | null {
  const [location] = headerValues(report.headers, 'location');
  const status = report.status ?? 0;
  if (location === undefined || status < 301 || status > 308 || status === 304) return null;
  const url = URL.canParse(location, request.url) ? new URL(location, request.url) : null;
  if (!url) return null;
  const href = url.href.replace(/^http(s?):/i, 'ws$1:');
  if (
    new URL(href).host === new URL(request.url).host &&
    new URL(href).protocol === new URL(request.url).protocol
  )
    return { ...request, url: href };
  const { tls, headers } = request;
  return {
    ...request,
    url: href,
    credentials: undefined,
    cookies: undefined,
    connectTo: undefined,
    subprotocols: request.subprotocols.filter((name) => !isSecretProtocol(name)),
    headers: headers.filter(({ name }) => !isSecretHeader(name) && name.toLowerCase() !== 'host'),
    tls: tls?.ca === undefined ? undefined : { ca: tls.ca },
  };
}
