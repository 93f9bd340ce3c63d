import type { InspectRequest, TlsReport } from '../../shared/model/connect';
import { AppError } from '../../shared/errors';
import { routeOf } from './route';
import { parseSocketUrl } from './socket-url';
import { openTransport } from './transport';

/**
 * Looks at the certificate of a wss:// address and goes: no request, no header, no certificate of ours is sent. Throws
 * `bad-request` for ws://, `socket-failed` with one sentence where no certificate came.
 */
export function inspectCertificate(request: InspectRequest): Promise<TlsReport> {
  const url = parseSocketUrl(request.url);
  if (!url.secure) throw new AppError('bad-request', 'Only a wss:// address has a certificate to look at.');
  const { ca, serverName, ...way } = request;
  const route = routeOf(url, {
    ...way,
    tls: { ...(ca === undefined ? {} : { ca }), ...(serverName === undefined ? {} : { serverName }) },
  });
  return new Promise((resolve, reject) => {
    const settle = (report: TlsReport | undefined, reason: string): void => {
      clearTimeout(timer);
      transport.abort();
      if (report) resolve(report);
      else reject(new AppError('socket-failed', `No certificate came: ${reason.replace(/\.$/, '')}.`));
    };
    const transport = openTransport(route, () => performance.now(), {
      ready({ socket }) {
        socket.on('error', () => undefined);
        settle(transport.seen.tls, '');
      },
      failed: (end) => settle(transport.seen.tls, end.reason),
    });
    const timer = setTimeout(
      () => settle(undefined, `the server was not reached within ${request.timeoutMs} ms`),
      request.timeoutMs,
    );
  });
}
