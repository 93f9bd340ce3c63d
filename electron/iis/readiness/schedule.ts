import { parseTimeSpan } from '../config';
import type { Scene } from './scene';

/**
 * Times of day at which the pool recycles ("03:00"), in the server's own local time: its own schedule, else that of
 * applicationPoolDefaults. null: an entry can't be read.
 */
export function scheduleOf(scene: Scene): string[] | null {
  const { config } = scene.facts;
  const own = scene.pool === null ? undefined : config.findPool(scene.pool.name)?.element;
  const defaults = config.poolsElement?.child('applicationPoolDefaults');
  for (const element of [own, defaults]) {
    const schedule = element?.child('recycling')?.child('periodicRestart')?.child('schedule');
    if (schedule === undefined) continue;
    const times = schedule.children
      .filter(({ name }) => name === 'add')
      .map((entry) => parseTimeSpan(entry.get('value') ?? ''));
    if (times.some((time) => time === null)) return null;
    return times.map((time) => clock(time ?? 0)).sort();
  }
  return [];
}

/** Seconds of the day as "03:00". */
const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
