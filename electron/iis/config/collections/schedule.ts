import { poolLayers } from '../effective/object-layers';
import type { ServerConfig } from '../model/server-config';
import { parseTimeSpan } from '../settings/time-span';
import type { SettingSource } from '../../../../shared/model/settings';
import type { z } from 'zod';

export interface Schedule {
  /** Seconds after midnight by the server's own clock, soonest first. */
  times: number[];
  /** Where the list stands; null where there is none. */
  source: z.infer<typeof SettingSource> | null;
  unknown?: string;
}

const DAY = 86_400;

/**
 * When a pool is recycled by recycling/periodicRestart/schedule: its own list, else that of applicationPoolDefaults.
 * Where both have one, whether IIS adds them up is documented nowhere: unknown. A pool that isn't there has no times.
 */
export function scheduleOf(config: ServerConfig, poolName: string): Schedule {
  const pool = config.findPool(poolName);
  if (pool === undefined) return { times: [], source: null };
  const lists = poolLayers(config, pool).flatMap(({ element, layer, label }) => {
    const list = element?.child('recycling')?.child('periodicRestart')?.child('schedule');
    return list !== undefined && list.children.length > 0 ? [{ list, layer, label }] : [];
  });
  const [own, inherited] = lists;
  if (own === undefined) return { times: [], source: null };
  const { layer, label } = own;
  const source = { layer, label, where: config.document.whereOf(own.list.start) };
  const cleared = own.list.children.some(({ name }) => name === 'clear');
  if (inherited !== undefined && !cleared)
    return {
      times: [],
      source,
      unknown: `${poolName} and ${inherited.label} both have a schedule, and whether IIS adds them up is not documented; put a <clear /> first in that of ${poolName}.`,
    };
  const values = own.list.children
    .filter(({ name }) => name === 'add')
    .map((each) => each.get('value') ?? '');
  const times = values.map(parseTimeSpan);
  const wrong = values.find((_, index) => (times[index] ?? DAY) >= DAY);
  if (wrong !== undefined)
    return {
      times: [],
      source,
      unknown: `"${wrong.slice(0, 40)}" in the schedule is no time of day; write hh:mm:ss.`,
    };
  return { times: [...new Set(times.flatMap((time) => time ?? []))].sort((a, b) => a - b), source };
}
