import type { Evidence } from '../../shared/model/evidence';
import type { OpenServer } from '../servers/open-server';
import { takeEvidence } from './take';

/** Whether somebody asked for it, a set-up was begun, or changes were applied. */
export type Why = 'asked' | 'setup' | 'apply';

interface Application {
  site: string;
  application: string;
}

interface Remembered {
  serverId: string;
  why: Why;
  evidence: Evidence;
}

/** Applications looked at last, of all servers together. */
const MOST_LOOKED = 20;
const MOST_REMEMBERED = 50;
/** An Apply never waits longer for a reading of what is about to change. */
const PATIENCE_MS = 2_000;

/** How applications stood before something was done to them, for as long as the engine lives. */
export class Before {
  readonly #looked = new Map<string, Application & { serverId: string }>();
  readonly #known = new Map<string, Remembered>();

  /** Somebody looks at this application: the next Apply will want to know how it stood. */
  look(serverId: string, at: Application): void {
    const key = keyOf(serverId, at);
    this.#looked.delete(key);
    this.#looked.set(key, { serverId, site: at.site, application: at.application });
    trim(this.#looked, MOST_LOOKED);
  }

  get(serverId: string, site: string, application: string): Remembered | null {
    return this.#known.get(keyOf(serverId, { site, application })) ?? null;
  }

  forget(serverId: string, site: string, application: string): void {
    this.#known.delete(keyOf(serverId, { site, application }));
  }

  /** Remembers how it stands now. What an Apply remembers takes the place of an earlier Apply's only. */
  async remember(open: OpenServer, at: Application, why: Why): Promise<void> {
    const serverId = open.session.entry.id;
    const key = keyOf(serverId, at);
    const kept = (): boolean => why === 'apply' && (this.#known.get(key)?.why ?? 'apply') !== 'apply';
    if (kept()) return;
    const evidence = await takeEvidence(open, at);
    if (kept()) return;
    this.#known.delete(key);
    this.#known.set(key, { serverId, why, evidence });
    trim(this.#known, MOST_REMEMBERED);
  }

  /** Remembers what was looked at of this server. Never keeps an Apply from happening: it waits 2 s and takes no harm. */
  async beforeApply(open: OpenServer): Promise<void> {
    const { id } = open.session.entry;
    const mine = [...this.#looked.values()].filter(({ serverId }) => serverId === id);
    const all = Promise.allSettled(mine.map((at) => this.remember(open, at, 'apply')));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS);
    });
    await Promise.race([all, patience]);
    clearTimeout(timer);
  }
}

function trim(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

function keyOf(serverId: string, { site, application }: Application): string {
  return JSON.stringify([serverId, site.toLowerCase(), application.toLowerCase()]);
}
