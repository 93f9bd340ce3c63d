import { number } from '../../../shared/words';

/** What stands behind a time of the log: IIS format has the server's local time, all others UTC. */
export type LogClock = ' UTC' | ' local time' | '';

/** "120 s", "12.5 s", "1.5 s", "0.4 s": a life as the issue tracker and the log's reader say it, in seconds. */
export function seconds(ms: number): string {
  if (ms >= 60_000) return `${number(Math.round(ms / 1000))} s`;
  return `${Number((ms / 1000).toFixed(ms < 1000 ? 2 : 1))} s`;
}

/** "2026-11-24 03:00:00", the log's own clock. */
export function stamp(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** The name that most of these have, and how many of them: 0 (no name) doesn't count. */
export function mostOf(values: Iterable<number>): { id: number; count: number } {
  const counts = new Map<number, number>();
  const best = { id: 0, count: 0 };
  for (const id of values) {
    if (id === 0) continue;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    if (count > best.count) Object.assign(best, { id, count });
  }
  return best;
}
