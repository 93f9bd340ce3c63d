import type { LiveMark, LivePool, LiveReading } from '../../shared/model/live';
import { fold } from '../iis/config';

const MAX_MARKS = 500;

/** What happened between two readings, as marks; the newest 500 are kept. */
export class Marks {
  #all: LiveMark[] = [];
  #before: Map<string, LivePool> | null = null;
  #sites = new Map<string, string>();

  /** `recycled`: by pool, how often since the reading before. `at`: seconds since the epoch. */
  take(at: number, { pools, sites }: LiveReading, recycled: ReadonlyMap<string, number>): void {
    const before = this.#before;
    for (const pool of pools) {
      const subject = { kind: 'pool' as const, name: pool.name };
      const old = before?.get(fold(pool.name));
      const times = recycled.get(pool.name) ?? 0;
      if (times > 0) {
        const often = times === 1 ? '' : ` ${times} times`;
        this.#all.push({ at, kind: 'recycle', subject, sentence: `${pool.name} recycled${often}.` });
      }
      const cut = old ? endedSockets(old, pool) : 0;
      if (cut > 0) {
        const sentence = `A worker process of ${pool.name} ended; it had held ${cut.toLocaleString('en-US')} ${cut === 1 ? 'socket' : 'sockets'}.`;
        this.#all.push({ at, kind: 'ended', subject, sentence });
      }
      this.#state(at, subject, old?.state, pool.state);
    }
    for (const { name, state } of sites)
      this.#state(at, { kind: 'site', name }, this.#sites.get(fold(name)), state);
    this.#sites = new Map(sites.map(({ name, state }) => [fold(name), state]));
    this.#before = new Map(pools.map((pool) => [fold(pool.name), pool]));
    if (this.#all.length > MAX_MARKS) this.#all = this.#all.slice(-MAX_MARKS);
  }

  /** Those of the pools and the site that a subject is made of; all of them for the server. */
  since(from: number, isOf: (subject: LiveMark['subject']) => boolean): LiveMark[] {
    return this.#all.filter(({ at, subject }) => at >= from && isOf(subject));
  }

  #state(
    at: number,
    subject: { kind: 'site' | 'pool'; name: string },
    old: string | undefined,
    now: string,
  ): void {
    if (old === undefined || old === now) return;
    if (now === 'Stopped' && old !== 'Unknown')
      this.#all.push({ at, kind: 'stopped', subject, sentence: `${subject.name} was stopped.` });
    if (now === 'Started' && (old === 'Stopped' || old === 'Starting'))
      this.#all.push({ at, kind: 'started', subject, sentence: `${subject.name} was started.` });
  }
}

/** Sockets that were in worker processes which are there no more. */
function endedSockets(old: LivePool, now: LivePool): number {
  if (old.workers === null || now.workers === null) return 0;
  const there = new Set(now.workers.map(({ id }) => id));
  return old.workers.filter(({ id }) => !there.has(id)).reduce((sum, { sockets }) => sum + (sockets ?? 0), 0);
}
