import type { ConnectRequest, HeaderField } from '../../../shared/model/connect';
import type { HandshakeReport } from '../../../shared/model/tester';
import type { z } from 'zod';
import { MASK } from '../../storage/mask-secrets';

type Header = z.infer<typeof HeaderField>;

/** Headers that hold a credential by their own definition, or by the name that somebody gave them. */
const SECRET_HEADER =
  /^(?:proxy-)?authorization$|cookie|token|secret|passw|passphrase|pwd$|credential|session|key$|key[-_](?:id|secret)$|x-auth|[-_]auth$|jwt|signature/i;
/** Keys that open nothing: the handshake's own nonce, and what names a cache entry or a request. */
const OPEN_KEY = /^sec-websocket-key$|(?:idempotency|surrogate|cache|partition|routing|sort)[-_]?key$/i;
/**
 * Parameters of an address: many send their token there. `id` is what SignalR calls its connection token there, `sid`
 * what Engine.IO calls its session's.
 */
const SECRET_PARAMETER =
  /token|secret|passw|pwd$|credential|session|ticket|otp$|nonce|(?:api|access|subscription|functions|account|shared)[-_]?key|(?:^|[-_.])key$|jwt|^auth|^sig$|signature|^code$|^s?id$/i;
/** A token in a subprotocol, as Kubernetes and others send it. */
const SECRET_PROTOCOL = /bearer|authorization|token|ticket|jwt|secret/i;

export const isSecretHeader = (name: string): boolean => SECRET_HEADER.test(name) && !OPEN_KEY.test(name);
const isSecretParameter = (name: string): boolean => SECRET_PARAMETER.test(name) && !OPEN_KEY.test(name);

/** An address without what only its owner may know: user and password, and parameters that are tokens by their name. */
export function maskedUrl(url: string): string {
  return url
    .replace(/^([a-z]+:\/\/)[^/?#@]*@/i, `$1${MASK}@`)
    .replace(/([?&;])([^=&#;]+)=([^&#;]*)/g, (whole, sign: string, name: string, value: string) =>
      isSecretParameter(name) && value !== '' ? `${sign}${name}=${MASK}` : whole,
    );
}

export const isSecretProtocol = (name: string): boolean => SECRET_PROTOCOL.test(name) && name.length > 20;
/** In a request's list, where only a token of HTTP may stand. */
export const MASKED_PROTOCOL = 'masked-by-iis-switchboard';
const maskedProtocol = (name: string): string => (isSecretProtocol(name) ? MASK : name);

/** Headers that hold an address. */
const URL_HEADER = /^(?:location|referer|content-location)$/i;

function maskedValue(name: string, value: string): string {
  if (isSecretHeader(name)) return MASK;
  if (URL_HEADER.test(name)) return maskedUrl(value);
  if (!/^sec-websocket-protocol$/i.test(name)) return value;
  return value.replace(/[^,\s]+/g, maskedProtocol);
}
const maskedHeader = ({ name, value }: Header): Header => ({ name, value: maskedValue(name, value) });

/** The request as it may stand in a file. A client certificate and its key are left out whatever was asked for. */
export function keptRequest(request: ConnectRequest, secrets: boolean): ConnectRequest {
  const { tls, ...others } = request;
  const { ca, trust, serverName } = tls ?? {};
  const choice = {
    ...(ca === undefined ? {} : { ca }),
    ...(trust === undefined ? {} : { trust }),
    ...(serverName === undefined ? {} : { serverName }),
  };
  const kept = { ...others, ...(Object.keys(choice).length === 0 ? {} : { tls: choice }) };
  if (secrets) return kept;
  const { credentials, cookies, proxy } = kept;
  return {
    ...kept,
    url: maskedUrl(kept.url),
    subprotocols: kept.subprotocols.map((name) => (isSecretProtocol(name) ? MASKED_PROTOCOL : name)),
    headers: kept.headers.map(maskedHeader),
    ...(cookies ? { cookies: cookies.map(({ name }) => ({ name, value: MASK })) } : {}),
    ...(credentials
      ? {
          credentials:
            credentials.kind === 'basic'
              ? { ...credentials, password: MASK }
              : { kind: 'bearer' as const, token: MASK },
        }
      : {}),
    ...(proxy?.password === undefined ? {} : { proxy: { ...proxy, password: MASK } }),
  };
}

/** What of a request can be used again: masked fields are left out, to be typed anew. */
export function usableRequest(request: ConnectRequest): ConnectRequest {
  const { cookies, credentials, proxy, ...others } = request;
  const sound = (text: string): boolean => !text.includes(MASK);
  const whole = credentials && sound(credentials.kind === 'basic' ? credentials.password : credentials.token);
  return {
    ...others,
    subprotocols: request.subprotocols.filter((name) => name !== MASKED_PROTOCOL),
    headers: request.headers.filter(({ value }) => sound(value)),
    ...(cookies ? { cookies: cookies.filter(({ value }) => sound(value)) } : {}),
    ...(whole ? { credentials } : {}),
    ...(proxy ? { proxy: sound(proxy.password ?? '') ? proxy : { host: proxy.host, port: proxy.port } } : {}),
  };
}

/** A head as it went over the wire, its secret lines masked. */
function maskedText(text: string): string {
  return text
    .split('\r\n')
    .map((line, at) => {
      const name = /^([^:\s]+):/.exec(line)?.[1];
      if (at === 0)
        return line.replace(/^(\S+ )(\S+)/, (_all, verb: string, target: string) => verb + maskedUrl(target));
      if (name === undefined) return line;
      const value = line.slice(name.length + 1);
      const masked = maskedValue(name, value.trim());
      return masked === value.trim() ? line : `${name}: ${masked}`;
    })
    .join('\r\n');
}

/** The handshake as it may stand in a file. */
export function keptHandshake(report: HandshakeReport | null, secrets: boolean): HandshakeReport | null {
  if (report === null || secrets) return report;
  const { proxy, redirects, responseText } = report;
  return {
    ...report,
    headers: report.headers.map(maskedHeader),
    requestText: maskedText(report.requestText),
    subprotocol: maskedProtocol(report.subprotocol),
    ...(responseText === undefined ? {} : { responseText: maskedText(responseText) }),
    ...(proxy
      ? {
          proxy: {
            requestText: maskedText(proxy.requestText),
            responseText: maskedText(proxy.responseText),
          },
        }
      : {}),
    ...(redirects
      ? {
          redirects: redirects.map((one) => ({
            ...one,
            url: maskedUrl(one.url),
            location: maskedUrl(one.location),
          })),
        }
      : {}),
  };
}
