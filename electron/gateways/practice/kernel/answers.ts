import type { Duplex } from 'node:stream';
import type { ErrorReason } from '../logs/request-logs';
import type { Answer } from './exchange';

/** On every answer, so that nobody takes this for a real server. */
export const practiceHeader = { 'X-Practice-Server': 'IIS Switchboard' } as const;

/** HTTP.sys answers for itself, under its own name. */
const kernelHeaders = { Server: 'Microsoft-HTTPAPI/2.0', ...practiceHeader } as const;

const page = (title: string, line: string): string =>
  `<!DOCTYPE HTML>\r\n<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\r\n<BODY><h2>${title}</h2>\r\n<hr><p>${line}</p>\r\n<p>IIS Switchboard practice server</p></BODY></HTML>\r\n`;

const kernel = (status: number, title: string, line: string, httpErr: ErrorReason): Answer => ({
  status,
  httpErr,
  reason: title.split(' - ')[0] ?? title,
  headers: kernelHeaders,
  html: page(title, line),
  close: true,
});

/** What HTTP.sys says before any worker process sees the request; none of it is in the site's log. */
export const answerKernel = {
  connectionLimit: kernel(
    503,
    'Service Unavailable',
    'HTTP Error 503. The service is unavailable.',
    'ConnLimit',
  ),
  /** The pool is stopped, or there is none. */
  noPool: kernel(503, 'Service Unavailable', 'HTTP Error 503. The service is unavailable.', 'AppOffline'),
  /** A site has this address, but it is stopped. */
  notFound: kernel(404, 'Not Found', 'HTTP Error 404. The requested resource is not found.', 'NotFound'),
  /** No site of this port has the name in the Host header. */
  invalidHost: kernel(
    400,
    'Bad Request - Invalid Hostname',
    'HTTP Error 400. The request hostname is invalid.',
    'Hostname',
  ),
  malformed(socket: Duplex): void {
    if (!socket.writable) return void socket.destroy();
    const body = page('Bad Request', 'HTTP Error 400. The request is badly formed.');
    const head = ['HTTP/1.1 400 Bad Request', 'Content-Type: text/html; charset=us-ascii']
      .concat(Object.entries(kernelHeaders).map(([name, value]) => `${name}: ${value}`))
      .concat('Connection: close', `Content-Length: ${body.length}`);
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  },
};
