import { NumberList } from './number-list';

/** Ended sockets, a column each; `second` 0 and `life` -1 where the log doesn't say. Numbers of names as in `Names`. */
export interface SocketsWire {
  second: Uint32Array<ArrayBuffer>;
  life: Float64Array<ArrayBuffer>;
  client: Uint32Array<ArrayBuffer>;
  url: Uint32Array<ArrayBuffer>;
  site: Uint32Array<ArrayBuffer>;
}

/** 28 bytes each. */
const MOST_SOCKETS = 500_000;

/**
 * The sockets that walls and peaks are looked for in. Beyond half a million the seconds in which the fewest ended are left
 * out, so a wall stays whole; `leftOut` says how many. Counts and lives are kept elsewhere and stay exact.
 */
export class Sockets {
  private readonly second = new NumberList((length) => new Uint32Array(length));
  private readonly life = new NumberList((length) => new Float64Array(length));
  private readonly client = new NumberList((length) => new Uint32Array(length));
  private readonly url = new NumberList((length) => new Uint32Array(length));
  private readonly site = new NumberList((length) => new Uint32Array(length));
  leftOut = 0;

  constructor(private readonly most = MOST_SOCKETS) {}

  add(second: number, life: number, client: number, url: number, site: number): void {
    this.second.push(Math.max(0, second));
    this.life.push(life);
    this.client.push(client);
    this.url.push(url);
    this.site.push(site);
  }

  merge(wire: SocketsWire, ids: Pick<SocketsWire, 'client' | 'url' | 'site'>): void {
    this.second.append(wire.second);
    this.life.append(wire.life);
    this.client.append(wire.client.map((id) => ids.client[id] ?? 0));
    this.url.append(wire.url.map((id) => ids.url[id] ?? 0));
    this.site.append(wire.site.map((id) => ids.site[id] ?? 0));
    if (this.second.length > this.most) this.thin();
  }

  private thin(): void {
    const company = new Map<number, number>();
    const seconds = this.second.view();
    for (const second of seconds) company.set(second, (company.get(second) ?? 0) + 1);
    const sizes = Float64Array.from(seconds, (second) => company.get(second) ?? 0).sort();
    const least = sizes[Math.floor(sizes.length / 2)] ?? 0;
    const kept = Uint8Array.from(seconds, (second) => ((company.get(second) ?? 0) > least ? 1 : 0));
    const before = this.second.length;
    for (const column of [this.second, this.life, this.client, this.url, this.site])
      column.retain((at) => kept[at] === 1);
    this.leftOut += before - this.second.length;
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

  wire(): SocketsWire {
    const view = this.view();
    return {
      second: view.second.slice(),
      life: view.life.slice(),
      client: view.client.slice(),
      url: view.url.slice(),
      site: view.site.slice(),
    };
  }
}
