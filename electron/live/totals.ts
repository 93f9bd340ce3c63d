import type { LivePool, LiveReading, LiveSite } from '../../shared/model/live';
import { fold } from '../iis/config';

/** What was counted since the first reading of the session. */
export interface Counted {
  opened: number | null;
  refused: number | null;
  recycles: number | null;
}

/**
 * How far a total has grown between two readings. One that is smaller than before began anew, so all it holds has come
 * since: never negative. null: it isn't told now.
 */
export function grown(before: number | null | undefined, now: number | null): number | null {
  if (now === null) return null;
  if (before === null || before === undefined) return 0;
  return now >= before ? now - before : now;
}

/** Totals of every site and pool over restarts of what counts them. Memory: one small object each. */
export class Totals {
  #sites = new Map<string, { raw: LiveSite; sum: Counted }>();
  #pools = new Map<string, { raw: LivePool; sum: Counted }>();
  readonly #server: Counted = { opened: null, refused: null, recycles: null };

  /** Takes a reading; answers how far each pool's recycles grew with it. Objects that are gone are forgotten. */
  take({ sites, pools }: Pick<LiveReading, 'sites' | 'pools'>): Map<string, number> {
    const recycled = new Map<string, number>();
    const nextSites = new Map<string, { raw: LiveSite; sum: Counted }>();
    for (const raw of sites) {
      const old = this.#sites.get(fold(raw.name));
      const refused = grown(old?.raw.refused, raw.refused);
      nextSites.set(fold(raw.name), {
        raw,
        sum: { opened: null, refused: plus(old?.sum.refused, refused), recycles: null },
      });
      this.#add('refused', refused);
    }
    const nextPools = new Map<string, { raw: LivePool; sum: Counted }>();
    for (const raw of pools) {
      const old = this.#pools.get(fold(raw.name));
      const opened = openedBy(old?.raw ?? null, raw);
      const refused = grown(old?.raw.refused, raw.refused);
      const recycles = grown(old?.raw.recycles, raw.recycles);
      nextPools.set(fold(raw.name), {
        raw,
        sum: {
          opened: plus(old?.sum.opened, opened),
          refused: plus(old?.sum.refused, refused),
          recycles: plus(old?.sum.recycles, recycles),
        },
      });
      this.#add('opened', opened);
      this.#add('refused', refused);
      this.#add('recycles', recycles);
      if (recycles) recycled.set(raw.name, recycles);
    }
    this.#sites = nextSites;
    this.#pools = nextPools;
    return recycled;
  }

  site(name: string): Counted {
    return this.#sites.get(fold(name))?.sum ?? NOTHING;
  }

  pool(name: string): Counted {
    return this.#pools.get(fold(name))?.sum ?? NOTHING;
  }

  server(): Counted {
    return { ...this.#server };
  }

  #add(what: keyof Counted, by: number | null): void {
    this.#server[what] = plus(this.#server[what], by);
  }
}

const NOTHING: Counted = { opened: null, refused: null, recycles: null };

const plus = (sum: number | null | undefined, by: number | null): number | null =>
  by === null ? (sum ?? null) : (sum ?? 0) + by;

/** By worker process: a new one has counted all of it since the reading before; one that is gone counts no more. */
function openedBy(old: LivePool | null, { workers }: LivePool): number | null {
  if (workers === null || workers.some(({ opened }) => opened === null)) return null;
  if (old === null) return 0;
  const before = new Map(old.workers?.map(({ id, opened }) => [id, opened]));
  // Not told before: what they have counted may be older than the session.
  const unknown = old.workers === null;
  return workers.reduce((sum, { id, opened }) => {
    const known = before.has(id) ? before.get(id) : unknown ? null : 0;
    return sum + (grown(known, opened) ?? 0);
  }, 0);
}
