import { NumberList } from './number-list';

/** Ended sockets, a column each; `second` 0 and `life` -1 where the log doesn't say. Numbers of names as in `Names`. */
export interface SocketsWire {
  second: Uint32Array<ArrayBuffer>;
  life: Float64Array<ArrayBuffer>;
  client: Uint32Array<ArrayBuffer>;
  url: Uint32Array<ArrayBuffer>;
  site: Uint32Array<ArrayBuffer>;
}

/** As they cross from a worker. */
export interface SocketsPart extends SocketsWire {
  /** Lives of those that were left out already. */
  leftOutLives: Float64Array<ArrayBuffer>;
}

/**
 * The sockets that walls and peaks are looked for in. Beyond `most` (24 bytes each) the seconds in which the fewest ended
 * are left out, so a wall stays whole; `leftOut` says how many. Counts and lives are kept elsewhere and stay exact.
 */
export class Sockets {
  private readonly second = new NumberList((length) => new Uint32Array(length));
  private readonly life = new NumberList((length) => new Float64Array(length));
  private readonly client = new NumberList((length) => new Uint32Array(length));
  private readonly url = new NumberList((length) => new Uint32Array(length));
  private readonly site = new NumberList((length) => new Uint32Array(length));
  private readonly leftOutLives = new NumberList((length) => new Float64Array(length));
  leftOut = 0;

  constructor(private readonly most: number) {}

  add(second: number, life: number, client: number, url: number, site: number): void {
    this.second.push(Math.max(0, second));
    this.life.push(life);
    this.client.push(client);
    this.url.push(url);
    this.site.push(site);
    if (this.second.length > this.most) for (const gone of this.thin()) this.leftOutLives.push(gone);
  }

  merge(wire: SocketsPart, ids: Pick<SocketsWire, 'client' | 'url' | 'site'>): void {
    this.second.append(wire.second);
    this.life.append(wire.life);
    this.client.append(wire.client.map((id) => ids.client[id] ?? 0));
    this.url.append(wire.url.map((id) => ids.url[id] ?? 0));
    this.site.append(wire.site.map((id) => ids.site[id] ?? 0));
    this.leftOut += wire.leftOutLives.length;
    if (this.second.length > this.most) this.thin();
  }

  /** Answers the lives of those that it leaves out. */
  private thin(): Float64Array {
    const seconds = this.second.view();
    const company = companyOf(seconds);
    const least = company.slice().sort()[Math.floor(company.length / 2)] ?? 0;
    const gone = this.life.view().filter((_, at) => (company[at] ?? 0) <= least);
    for (const column of [this.second, this.life, this.client, this.url, this.site])
      column.retain((at) => (company[at] ?? 0) > least);
    this.leftOut += gone.length;
    return gone;
  }

  get length(): number {
    return this.second.length;
  }

  /** The columns, not copied: valid until the next change. */
  view(): SocketsWire {
    return {
      second: this.second.view(),
      life: this.life.view(),
      client: this.client.view(),
      url: this.url.view(),
      site: this.site.view(),
    };
  }

  wire(): SocketsPart {
    const view = this.view();
    return {
      second: view.second.slice(),
      life: view.life.slice(),
      client: view.client.slice(),
      url: view.url.slice(),
      site: view.site.slice(),
      leftOutLives: this.leftOutLives.view().slice(),
    };
  }
}

/** Of each, how many have its second. A map of so many seconds would be larger than the sockets themselves. */
function companyOf(seconds: Uint32Array): Uint32Array {
  const sorted = seconds.slice().sort();
  return seconds.map((second) => firstAbove(sorted, second) - firstAbove(sorted, second - 1));
}

/** Where in `sorted` the first number is that is larger than `value`. */
function firstAbove(sorted: Uint32Array, value: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) > value) to = middle;
    else from = middle + 1;
  }
  return from;
}
