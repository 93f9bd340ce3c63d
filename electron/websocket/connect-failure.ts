import type { SocketEnd } from '../../shared/model/tester';
import { tlsFailure } from './tls-failure';

/** How far the connection was when it failed. */
export type ConnectStage = 'tcp' | 'proxy' | 'tls' | 'http' | 'open';

/** Names an error of node:net or node:tls as an end. Told apart by code, never by text. */
export function endOfError(error: Error, stage: ConnectStage): SocketEnd {
  const code = codeOf(error);
  const end = (kind: SocketEnd['kind'], by: SocketEnd['by'], reason: string): SocketEnd => ({
    kind,
    by,
    code: null,
    reason,
  });
  if (code === 'ETIMEDOUT')
    return {
      ...end('timeout', 'client', 'The server did not answer the connection attempt.'),
      fault: 'silent-tcp',
    };
  if (stage === 'tcp')
    return end('unreachable', code === 'ECONNREFUSED' ? 'server' : 'client', unreachable(code));
  // In TLS 1.3 the server judges the client's certificate when the client is done with the handshake.
  if (stage === 'tls' || (stage === 'http' && code.startsWith('ERR_SSL_'))) {
    const { fault, reason } = tlsFailure(code, error.message);
    const by = code === 'ECONNRESET' || code.includes('_ALERT_') ? 'server' : 'client';
    return { ...end('tls-error', by, reason), fault };
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED')
    return end('rst', 'server', 'The connection was reset.');
  return end('unreachable', 'client', unreachable(code));
}

function codeOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string') return code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return inner instanceof Error ? codeOf(inner) : '';
}

const unreachableReasons = new Map([
  ['ECONNREFUSED', 'The connection was refused: nothing listens on this address and port.'],
  [
    'ENOTFOUND',
    'The name is not known to DNS; check how it is written, or connect to an IP address and keep the name (Options, or --connect-to).',
  ],
  ['EAI_AGAIN', 'DNS did not answer.'],
  ['EHOSTUNREACH', 'There is no way to the host.'],
  ['ENETUNREACH', 'There is no way to the network.'],
  ['ECONNRESET', 'The connection was reset before it was made.'],
  ['EADDRNOTAVAIL', 'This computer has no free port or no fitting address for the connection.'],
  ['EACCES', 'This computer does not permit the connection.'],
  ['EPERM', 'This computer does not permit the connection.'],
  ['EMFILE', 'This process may open no more connections.'],
]);

function unreachable(code: string): string {
  return unreachableReasons.get(code) ?? `The connection failed${code ? ` (${code})` : ''}.`;
}
