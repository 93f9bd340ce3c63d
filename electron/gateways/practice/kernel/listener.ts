import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { fsCode } from '../../../storage/fs-error';
import { answerKernel } from './answers';
import type { Exchange } from './exchange';
import { exchangeOf, exchangeOfUpgrade } from './exchange';

export interface ListenerEvents {
  connection(socket: Socket): void;
  exchange(exchange: Exchange): void;
}

/** HTTP.sys reads at most 16 KB of a request's head (MaxRequestBytes). */
const MAX_HEAD_BYTES = 16_384;

/** One port on 127.0.0.1 and, where it can be had, on ::1. */
export class Listener {
  readonly port: number;
  /** Why it is another port than the configured one. */
  readonly note: string | undefined;
  readonly #servers: Server[];

  private constructor(port: number, note: string | undefined, servers: Server[]) {
    this.port = port;
    this.note = note;
    this.#servers = servers;
  }

  /** Takes a free port where the wanted one is taken or not permitted. Throws the system's error if there is none. */
  static async open(wanted: number, events: ListenerEvents): Promise<Listener> {
    let note: string | undefined;
    let v4: Server;
    try {
      v4 = await listen(wanted, '127.0.0.1', events);
    } catch (error) {
      v4 = await listen(0, '127.0.0.1', events);
      note = `${reason(fsCode(error), wanted)}; ${portOf(v4)} is used instead`;
    }
    const port = portOf(v4);
    // No IPv6 here, or the port is another program's there: 127.0.0.1 is enough.
    const v6 = await listen(port, '::1', events).catch(() => null);
    return new Listener(port, note, v6 ? [v4, v6] : [v4]);
  }

  /** Accepts nothing any more; connections that are open stay so. */
  close(): void {
    for (const server of this.#servers) server.close();
  }
}

function reason(code: string, port: number): string {
  if (code === 'EACCES' || code === 'EPERM') return `port ${port} is not permitted to this user`;
  return `port ${port} was not free`;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function listen(port: number, host: string, events: ListenerEvents): Promise<Server> {
  const server = createServer({ requireHostHeader: false, maxHeaderSize: MAX_HEAD_BYTES });
  // Idle connections are ended by the site's connectionTimeout, on the practice server's clock.
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => events.connection(socket));
  server.on('request', (request, response) => events.exchange(exchangeOf(request, response)));
  server.on('upgrade', (request, socket: Socket, head) =>
    events.exchange(exchangeOfUpgrade(request, socket, head)),
  );
  server.on('clientError', (_, socket) => answerKernel.malformed(socket));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // An accept that fails (no file handles left) must not end the process.
      server.on('error', () => undefined);
      resolve(server);
    });
  });
}
