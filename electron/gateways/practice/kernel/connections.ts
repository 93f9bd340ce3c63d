import type { Socket } from 'node:net';
import type { Cancel, ScaledClock } from '../clock';

interface Connection {
  slot: string;
  /** The site of its latest request; null before the first one. */
  site: string | null;
  cancelIdle: Cancel;
}

interface Counts {
  open: Set<Socket>;
  refused: number;
}

/** HTTP.sys: a limit of this means none (HTTP_LIMIT_INFINITE). Nothing is special about 0. */
const UNLIMITED = 4_294_967_295;
/** What HTTP.sys waits where nothing, or 0, is configured. */
const DEFAULT_IDLE_MS = 120_000;

/**
 * HTTP.sys's connection table. A connection counts for the site of its latest request, idle keep-alive ones and
 * sockets among them, and is refused once the site has as many as `limits.maxConnections` allows.
 */
export class Connections {
  readonly #clock: ScaledClock;
  readonly #changed: () => void;
  readonly #all = new Map<Socket, Connection>();
  readonly #sites = new Map<string, Counts>();

  constructor(clock: ScaledClock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  add(socket: Socket, slot: string): void {
    const connection: Connection = { slot, site: null, cancelIdle: () => undefined };
    this.#all.set(socket, connection);
    this.#waitIdle(socket, connection, DEFAULT_IDLE_MS);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      connection.cancelIdle();
      this.#release(socket, connection);
      this.#all.delete(socket);
    });
  }

  /** Whether the connection may bring a request to the site; a refusal is counted. */
  admit(socket: Socket, site: string, maxConnections: number): boolean {
    const connection = this.#all.get(socket);
    if (!connection) return false;
    connection.cancelIdle();
    if (connection.site === site) return true;
    const counts = this.#counts(site);
    if (maxConnections < UNLIMITED && counts.open.size >= maxConnections) {
      counts.refused += 1;
      this.#changed();
      return false;
    }
    this.#release(socket, connection);
    connection.site = site;
    counts.open.add(socket);
    this.#changed();
    return true;
  }

  /** After an answer on a connection that stays: it may be silent for so long. */
  idle(socket: Socket, timeoutMs: number): void {
    const connection = this.#all.get(socket);
    if (!connection) return;
    connection.cancelIdle();
    this.#waitIdle(socket, connection, timeoutMs > 0 ? timeoutMs : DEFAULT_IDLE_MS);
  }

  open(site: string): number {
    return this.#sites.get(site)?.open.size ?? 0;
  }

  refused(site: string): number {
    return this.#sites.get(site)?.refused ?? 0;
  }

  /** Cuts the connections of every site that `keeps` doesn't keep. */
  cutSites(keeps: (site: string) => boolean): void {
    for (const [site, { open }] of this.#sites) {
      if (!keeps(site)) for (const socket of open) socket.destroy();
    }
  }

  /** Cuts what came by a port that is closed and never asked for a site. */
  cutSlots(keeps: (slot: string) => boolean): void {
    for (const [socket, { slot, site }] of this.#all) if (site === null && !keeps(slot)) socket.destroy();
  }

  cutAll(): void {
    for (const socket of this.#all.keys()) socket.destroy();
  }

  resetCounts(): void {
    for (const counts of this.#sites.values()) counts.refused = 0;
  }

  #counts(site: string): Counts {
    const known = this.#sites.get(site);
    if (known) return known;
    const made = { open: new Set<Socket>(), refused: 0 };
    this.#sites.set(site, made);
    return made;
  }

  #release(socket: Socket, { site }: Connection): void {
    if (site !== null && this.#sites.get(site)?.open.delete(socket)) this.#changed();
  }

  #waitIdle(socket: Socket, connection: Connection, timeoutMs: number): void {
    connection.cancelIdle = this.#clock.after(timeoutMs, () => socket.destroy());
  }
}
