import { ServerResponse, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorReason } from '../logs/request-logs';

/** A request with the two ways out of it: an HTTP answer, or the bare connection. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  socket: Socket;
  /** What came behind the head of a request that asks for another protocol; null for a plain one. */
  upgradeHead: Buffer | null;
}

export function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  // A body nobody reads would hold the connection.
  request.resume();
  return { request, response, socket: request.socket, upgradeHead: null };
}

/**
 * Node hands a request for another protocol over without its HTTP parser, so an answer to it ends the connection where
 * IIS would keep it alive.
 */
export function exchangeOfUpgrade(request: IncomingMessage, socket: Socket, head: Buffer): Exchange {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  socket.on('error', () => socket.destroy());
  return { request, response, socket, upgradeHead: head };
}

const LINGER_MS = 2_000;

/** Ends a connection, and cuts it where the other side doesn't end its own half. */
function endSoon(socket: Socket): void {
  socket.end();
  socket.resume();
  const cut = setTimeout(() => socket.destroy(), LINGER_MS);
  cut.unref();
  socket.once('close', () => clearTimeout(cut));
}

export interface Answer {
  status: number;
  reason: string;
  headers: Readonly<Record<string, string>>;
  html: string;
  /** Ends the connection behind the answer. */
  close?: boolean;
  /** sc-substatus in the site's log; 0 where there is none. */
  subStatus?: number;
  /** The reason in HTTPERR: HTTP.sys answered for itself, and the site's log knows nothing of it. */
  httpErr?: ErrorReason;
}

export function send(exchange: Exchange, answer: Answer): void {
  const { request, response, socket, upgradeHead } = exchange;
  if (socket.destroyed) return;
  if (upgradeHead !== null) {
    response.assignSocket(socket);
    response.once('finish', () => endSoon(socket));
  }
  if (answer.close === true) response.shouldKeepAlive = false;
  const body = Buffer.from(answer.html, 'utf8');
  response.writeHead(answer.status, answer.reason, {
    'Content-Type': 'text/html; charset=utf-8',
    ...answer.headers,
    'Content-Length': body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
