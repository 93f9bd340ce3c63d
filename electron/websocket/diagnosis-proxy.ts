import { embed, lowered } from '../../shared/words';
import type { ProxyChoice } from '../../shared/model/connect';
import type { Diagnosis, HandshakeReport, SocketEnd } from '../../shared/model/tester';
import type { Seen } from './diagnosis';

type Talk = NonNullable<HandshakeReport['proxy']>;

/** A proxy of the tester's own that gave no way: nothing is said about the server then. null where it opened the way. */
export function diagnoseProxy({ handshake, proxy }: Seen, end: SocketEnd): Diagnosis | null {
  const talk = handshake?.proxy;
  if (!handshake || handshake.status !== null || end.kind === 'close') return null;
  const status = /^HTTP\/\d\.\d (\d{3})/.exec(talk?.responseText ?? '')?.[1];
  if (talk && status !== undefined && status.startsWith('2')) return null;
  if (talk) return end.kind === 'refused' ? refused(talk, status) : unopened(end, proxy);
  return proxy ? unreached(end, proxy) : null;
}

function refused({ requestText, responseText }: Talk, status: string | undefined): Diagnosis {
  const why =
    status === '407'
      ? wantsToKnow(requestText, responseText)
      : status === '403'
        ? 'its rules do not allow this host and port'
        : status === '502' || status === '503' || status === '504'
          ? 'it could not reach the server itself'
          : 'it may be no proxy for CONNECT at all';
  return {
    id: 'proxy-refused',
    sentence: `The HTTP proxy did not open the way (${status ?? 'no status'}): ${why}; the server was not asked.`,
  };
}

function wantsToKnow(requestText: string, responseText: string): string {
  const schemes = [...responseText.matchAll(/^proxy-authenticate:[ \t]*([^\s,]+)/gim)].map(([, one]) => one);
  const takesBasic = schemes.length === 0 || schemes.some((scheme) => /^basic$/i.test(scheme ?? ''));
  if (!takesBasic)
    return `it takes ${schemes.join(' or ')} only, which the tester does not speak, so use one that takes Basic`;
  return /^proxy-authorization:/im.test(requestText)
    ? 'it does not take the name and password that were given, so check both'
    : 'it wants a name and password (Proxy-Authorization); NTLM and Negotiate are not spoken here';
}

const nameOf = (proxy: ProxyChoice | undefined): string =>
  proxy ? `The HTTP proxy ${proxy.host} port ${proxy.port}` : 'The HTTP proxy';

/** It took the connection, and then nothing came of it. */
function unopened(end: SocketEnd, proxy: ProxyChoice | undefined): Diagnosis {
  const name = nameOf(proxy);
  if (end.kind === 'timeout')
    return {
      id: 'proxy-silent',
      sentence: `${name} took the connection but did not open the way to the server in time: it can't reach the server, or is no HTTP proxy; nothing can be said of the server.`,
    };
  const what =
    end.kind === 'protocol-error'
      ? 'does not answer in HTTP'
      : `${end.kind === 'rst' ? 'reset' : 'closed'} the connection without an answer to CONNECT`;
  return {
    id: 'proxy-failed',
    sentence: `${name} ${what}: it may be no HTTP proxy (SOCKS, or one that wants TLS), or takes nothing from this computer; the server was not asked.`,
  };
}

function unreached(end: SocketEnd, proxy: ProxyChoice): Diagnosis {
  const name = nameOf(proxy);
  const id = 'proxy-unreachable';
  const check = "the server was not asked, so check the proxy's address or connect without it";
  if (end.kind === 'timeout')
    return {
      id,
      sentence: `${name} did not answer the connection attempt: it is off, or a firewall on the way to it drops packets; ${check}.`,
    };
  if (end.kind === 'unreachable' && end.by === 'server')
    return { id, sentence: `${name} can't be reached, because nothing listens there: ${check}.` };
  return { id, sentence: `${name} can't be reached: ${lowered(embed(end.reason))}; ${check}.` };
}
