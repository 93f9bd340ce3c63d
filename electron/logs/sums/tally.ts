import { isNamed, nameOf, NO_ANSWER } from '../formats/row';
import type { Place, Row } from '../formats/row';
import { Lives } from './lives';
import { Moments } from './moments';
import { Names } from './names';
import type { NamesWire } from './names';
import { NumberList } from './number-list';
import { Sockets } from './sockets';
import type { SocketsPart } from './sockets';
import { increase, isWanted, statusKey } from './statuses';
import { TimeSums } from './time-sums';
import type { TimeSumsWire } from './time-sums';

/** What was counted in a piece of a log, as it crosses from a worker. */
export interface TallyWire {
  bytes: number;
  lines: number;
  malformed: number;
  statuses: Map<number, number>;
  reasons: Map<string, number>;
  ended: Map<string, number>;
  times: TimeSumsWire;
  clients: NamesWire;
  urls: NamesWire;
  sites: NamesWire;
  queues: NamesWire;
  sockets: SocketsPart;
  socketPaths: string[];
  pages: Map<string, number>;
  /** Lives of this program's own handshake tests. */
  testLives: Float64Array<ArrayBuffer>;
  agents: number;
  localRows: number;
}

/** HTTP.sys knows some forty reasons; a garbled log must not have more than so many. */
const MOST_REASONS = 500;
export const OTHER_REASONS = '(other)';

/** Paths that only refusals of an upgrade tell of; those of ended sockets are in `urls`. */
const MOST_PATHS = 50;
const UPGRADE_REQUIRED = 426;
const UNSOUND_UPGRADE = statusKey(400, 11);

/** A handshake test closes its socket at once; those that the tester keeps open are sockets like others. */
const LONGEST_TEST_MS = 2000;

/** How many names and sockets are kept of all, and of a part that goes from a thread to the scan. */
interface Caps {
  names: number;
  sockets: number;
  /** Whether parts are merged into it, so that it knows the moments of all sockets. */
  all: boolean;
}
const OF_ALL: Caps = { names: 10_000, sockets: 200_000, all: true };
/** A part is read, sent and merged within hundredths of a second: what it holds is garbage that often. */
export const OF_A_PART: Caps = { names: 4000, sockets: 50_000, all: false };

/** A part of a busy site's log has more of them than of all other names. */
const MANY_CLIENTS = 2048;

/** All sums of a scan. A worker fills one for each piece; the scan adds them up in another. */
export class Tally {
  bytes = 0;
  lines = 0;
  malformed = 0;
  readonly statuses = new Map<number, number>();
  readonly reasons = new Map<string, number>();
  /** HTTPERR's rows that no status in `statuses` counts, by reason: mostly those without an answer. */
  readonly ended = new Map<string, number>();
  readonly times = new TimeSums();
  readonly clients: Names;
  readonly urls: Names;
  readonly sites: Names;
  /** HTTPERR's queue names: the pools. */
  readonly queues: Names;
  readonly sockets: Sockets;
  readonly lives = new Lives();
  /** Of all sockets that were merged. */
  readonly moments = new Moments();
  /** Lives of this program's own handshake tests, which `lives` has, too. */
  readonly tests = new Lives();
  private readonly testLives = new NumberList((length) => new Float64Array(length));
  /** Ended sockets whose row says which program they were of (cs(User-Agent)). */
  agents = 0;
  /** Rows whose time is the server's local time (IIS format). */
  localRows = 0;
  /** Paths on which a socket was asked for and refused as such (426, 400.11). */
  readonly socketPaths = new Set<string>();
  /** By path: requests answered 200, where the scan was asked for them (`TimeRange.pages`). */
  readonly pages = new Map<string, number>();

  constructor({ names, sockets, all }: Caps = OF_ALL) {
    this.clients = new Names(names, MANY_CLIENTS);
    this.urls = new Names(names);
    this.sites = new Names(names);
    this.queues = new Names(names);
    this.sockets = new Sockets(sockets, all ? (second) => this.moments.standing(second) : undefined);
  }

  /** Counts a row whose line was counted already. `site` is the name of its site where it names none itself. */
  row(row: Row, site: Uint8Array): void {
    const reason = isNamed(row.reason) ? nameOf(row, row.reason) : '';
    if (reason !== '') this.reason(this.reasons, reason, 1);
    if (isWanted(row.status)) increase(this.statuses, statusKey(row.status, row.substatus));
    else if (reason !== '' && row.status !== -1) this.reason(this.ended, reason, 1);
    else return;
    this.times.add(row.second, row.status === NO_ANSWER ? 0 : row.status);
    const socket = row.status === 101 ? 1 : 0;
    const refused = 1 - socket;
    const client = counted(this.clients, row, row.client, socket, refused);
    const url = counted(this.urls, row, row.url, socket, refused);
    const siteId = isNamed(row.site)
      ? counted(this.sites, row, row.site, socket, refused)
      : this.sites.count(site, 0, site.length, socket, refused);
    counted(this.queues, row, row.queue, socket, refused);
    if (row.status === UPGRADE_REQUIRED || statusKey(row.status, row.substatus) === UNSOUND_UPGRADE)
      this.socketPath(nameOf(row, row.url));
    if (socket) this.sockets.add(row.second, row.timeTaken, client, url, siteId);
  }

  /** Notes that the socket whose row was counted last says its program, and whether that was this one: then a short one is a test. */
  agent(lifeMs: number, own: boolean): void {
    this.agents += 1;
    if (own && lifeMs < LONGEST_TEST_MS) this.testLives.push(lifeMs);
  }

  private reason(counts: Map<string, number>, name: string, count: number): void {
    const room = counts.has(name) || counts.size < MOST_REASONS;
    increase(counts, room ? name : OTHER_REASONS, count);
  }

  private socketPath(url: string): void {
    if (url !== '' && this.socketPaths.size < MOST_PATHS) this.socketPaths.add(url);
  }

  merge(wire: TallyWire): void {
    this.bytes += wire.bytes;
    this.lines += wire.lines;
    this.malformed += wire.malformed;
    for (const [key, count] of wire.statuses) increase(this.statuses, key, count);
    for (const [name, count] of wire.reasons) this.reason(this.reasons, name, count);
    for (const [name, count] of wire.ended) this.reason(this.ended, name, count);
    this.times.merge(wire.times);
    const client = this.clients.merge(wire.clients);
    const url = this.urls.merge(wire.urls);
    const site = this.sites.merge(wire.sites);
    this.queues.merge(wire.queues);
    this.moments.add(wire.sockets.second, wire.sockets.life);
    this.moments.add(wire.sockets.leftOutSeconds, wire.sockets.leftOutLives);
    this.sockets.merge(wire.sockets, { client, url, site });
    this.lives.add(wire.sockets.life);
    this.lives.add(wire.sockets.leftOutLives);
    this.tests.add(wire.testLives);
    this.agents += wire.agents;
    this.localRows += wire.localRows;
    for (const url of wire.socketPaths) this.socketPath(url);
    for (const [url, count] of wire.pages) increase(this.pages, url, count);
  }

  wire(): TallyWire {
    return {
      bytes: this.bytes,
      lines: this.lines,
      malformed: this.malformed,
      statuses: this.statuses,
      reasons: this.reasons,
      ended: this.ended,
      times: this.times.wire(),
      clients: this.clients.wire(),
      urls: this.urls.wire(),
      sites: this.sites.wire(),
      queues: this.queues.wire(),
      sockets: this.sockets.wire(),
      socketPaths: [...this.socketPaths],
      pages: this.pages,
      testLives: this.testLives.view().slice(),
      agents: this.agents,
      localRows: this.localRows,
    };
  }
}

const counted = (names: Names, row: Row, { from, to }: Place, sockets: number, refused: number): number =>
  names.count(row.bytes, from, to, sockets, refused);

/** What is in a piece's sums by the thousand: a thread hands it over instead of copying it. */
export function buffersOf({ clients, urls, sites, queues, sockets }: TallyWire): ArrayBuffer[] {
  const columns: ArrayBufferView<ArrayBuffer>[] = Object.values<ArrayBufferView<ArrayBuffer>>({ ...sockets });
  for (const { text, starts, ids, counts } of [clients, urls, sites, queues])
    columns.push(text, starts, ids, counts);
  return columns.map(({ buffer }) => buffer);
}
