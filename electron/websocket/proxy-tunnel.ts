import type { Socket } from 'node:net';
import type { ProxyChoice } from '../../shared/model/connect';
import type { SocketEnd } from '../../shared/model/tester';
import { authorization } from './handshake-request';
import { ResponseReader } from './response-reader';

/** What was said to the proxy and what it answered; the answer is filled in when it has come. */
export interface ProxyTalk {
  requestText: string;
  responseText: string;
  status: number | null;
}

/**
 * Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6) and calls `open` when it stands. What the proxy refuses, or answers
 * wrongly, goes to `failed`; errors of the connection stay the caller's.
 */
export function askProxy(
  tcp: Socket,
  proxy: ProxyChoice,
  target: { host: string; port: number },
  open: () => void,
  failed: (end: SocketEnd) => void,
): ProxyTalk {
  const authority = `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
  const user = proxy.user === undefined ? null : { user: proxy.user, password: proxy.password ?? '' };
  const lines = [
    `CONNECT ${authority} HTTP/1.1`,
    `Host: ${authority}`,
    ...(user ? [`Proxy-Authorization: ${authorization({ kind: 'basic', ...user })}`] : []),
  ];
  const talk: ProxyTalk = { requestText: `${lines.join('\r\n')}\r\n\r\n`, responseText: '', status: null };
  const reader = new ResponseReader((status) => status >= 200 && status < 300);
  const end = (kind: SocketEnd['kind'], reason: string): void => {
    tcp.off('data', onData);
    failed({ kind, by: kind === 'refused' ? 'server' : 'client', code: null, reason });
  };
  const onData = (chunk: Buffer): void => {
    const progress = reader.push(chunk);
    talk.responseText = reader.headText;
    talk.status = reader.head?.status ?? null;
    if (progress.kind === 'not-http')
      end('protocol-error', `The proxy does not answer in HTTP: ${progress.sentence}`);
    else if (progress.kind === 'switched') {
      tcp.off('data', onData);
      // A server of TLS or HTTP waits for the client, so nothing can have come along.
      if (progress.rest.length > 0) tcp.unshift(progress.rest);
      open();
    } else if (reader.head) {
      end('refused', `The proxy answered ${`${reader.head.status} ${reader.head.statusText}`.trim()}.`);
    }
  };
  tcp.on('data', onData);
  tcp.write(talk.requestText, 'latin1');
  return talk;
}
