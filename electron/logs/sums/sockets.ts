import { NumberList } from './number-list';
import { countBelow } from './sorted';

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
  /** Ends and lives of those that were left out already. */
  leftOutSeconds: Uint32Array<ArrayBuffer>;
  leftOutLives: Float64Array<ArrayBuffer>;
}

/**
 * The sockets that walls and peaks are explained by. Beyond `most` (24 bytes each) the seconds that stand out least are
 * left out, so a wall stays whole; `leftOut` says how many. Counts, moments and lives are kept elsewhere and stay exact.
 */
export class Sockets {
  private columns = columnsFor(START);
  private readonly leftOutSeconds = new NumberList((length) => new Uint32Array(length));
  private readonly leftOutLives = new NumberList((length) => new Float64Array(length));
  length = 0;
  leftOut = 0;

  /** `standing` says how far a second stands out; without it, that is how many ended in it. */
  constructor(
    private readonly most: number,
    private readonly standing?: (second: number) => number,
  ) {}

  add(second: number, life: number, client: number, url: number, site: number): void {
    const at = this.length;
    if (at === this.columns.second.length) this.reserve(1);
    const { columns } = this;
    columns.second[at] = Math.max(0, second);
    columns.life[at] = life;
    columns.client[at] = client;
    columns.url[at] = url;
    columns.site[at] = site;
    this.length += 1;
    if (this.length <= this.most) return;
    const gone = this.thin();
    this.leftOutSeconds.append(gone.seconds);
    this.leftOutLives.append(gone.lives);
  }

  merge(wire: SocketsPart, ids: Pick<SocketsWire, 'client' | 'url' | 'site'>): void {
    const from = this.length;
    this.reserve(wire.second.length);
    const { columns } = this;
    columns.second.set(wire.second, from);
    columns.life.set(wire.life, from);
    for (const name of ['client', 'url', 'site'] as const) {
      const there = wire[name];
      const here = columns[name];
      const numbers = ids[name];
      for (let at = 0; at < there.length; at += 1) here[from + at] = numbers[there[at] ?? 0] ?? 0;
    }
    this.length += wire.second.length;
    this.leftOut += wire.leftOutLives.length;
    if (this.length > this.most) this.thin();
  }

  private reserve(more: number): void {
    const { columns, length } = this;
    if (length + more <= columns.second.length) return;
    const larger = columnsFor(Math.max(length + more, columns.second.length * 2));
    for (const name of COLUMNS) larger[name].set(columns[name].subarray(0, length));
    this.columns = larger;
  }

  /** Answers the ends and lives of those that it leaves out. */
  private thin(): { seconds: Uint32Array<ArrayBuffer>; lives: Float64Array<ArrayBuffer> } {
    const { second, life } = this.view();
    const standing = this.standing ? eachOnce(second, this.standing) : companyOf(second);
    const least = standing.slice().sort()[Math.floor(standing.length / 2)] ?? 0;
    const gone = (_: number, at: number): boolean => (standing[at] ?? 0) <= least;
    const seconds = second.filter(gone);
    const lives = life.filter(gone);
    for (const name of COLUMNS) {
      const column = this.columns[name];
      let kept = 0;
      for (let at = 0; at < standing.length; at += 1) {
        if ((standing[at] ?? 0) <= least) continue;
        column[kept] = column[at] ?? 0;
        kept += 1;
      }
    }
    this.length -= lives.length;
    this.leftOut += lives.length;
    return { seconds, lives };
  }

  /** The columns, not copied: valid until the next change. */
  view(): SocketsWire {
    const { columns, length } = this;
    return {
      second: columns.second.subarray(0, length),
      life: columns.life.subarray(0, length),
      client: columns.client.subarray(0, length),
      url: columns.url.subarray(0, length),
      site: columns.site.subarray(0, length),
    };
  }

  /** As `view`. */
  wire(): SocketsPart {
    return {
      ...this.view(),
      leftOutSeconds: this.leftOutSeconds.view(),
      leftOutLives: this.leftOutLives.view(),
    };
  }
}

const START = 1024;
const COLUMNS = ['second', 'life', 'client', 'url', 'site'] as const;

const columnsFor = (length: number): SocketsWire => ({
  second: new Uint32Array(length),
  life: new Float64Array(length),
  client: new Uint32Array(length),
  url: new Uint32Array(length),
  site: new Uint32Array(length),
});

/** Of each second what `of` says of it, asked once for those that follow one another. */
function eachOnce(seconds: Uint32Array, of: (second: number) => number): Float64Array {
  let last = -1;
  let said = 0;
  return Float64Array.from(seconds, (second) => {
    if (second !== last) said = of(second);
    last = second;
    return said;
  });
}

/** Of each, how many have its second. A map of so many seconds would be larger than the sockets themselves. */
function companyOf(seconds: Uint32Array): Uint32Array {
  const sorted = seconds.slice().sort();
  return seconds.map((second) => countBelow(sorted, second + 1) - countBelow(sorted, second));
}
