import { setImmediate } from 'node:timers/promises';
import type { ValueDiff } from '../../../shared/model/timeline';
import { differences, type ServerConfig, type ValueDifference } from '../config';

const MOST_ROWS = 500;
const MOST_NAMES = 50;
/** Objects that are compared before other requests get their turn. */
const SLICE = 50;

/**
 * Effective values that differ between two readings, what moves together in one row: a default that four pools inherit
 * is one row of five objects. At most 500 rows with 50 names each; the counts are whole.
 */
export async function valueDiff(before: ServerConfig, after: ServerConfig): Promise<ValueDiff> {
  const rows = new Map<string, ValueDiff['rows'][number]>();
  let left = 0;
  let objects = 0;
  for (const each of differences(before, after)) {
    if (each === null) {
      objects += 1;
      if (objects % SLICE === 0) await setImmediate();
      continue;
    }
    const key = JSON.stringify([each.setting, said(each.before), said(each.after)]);
    const row = each.setting === '' ? undefined : rows.get(key);
    if (row) {
      row.count += 1;
      if (row.objects.length < MOST_NAMES) row.objects.push(each.object);
    } else if (rows.size < MOST_ROWS)
      rows.set(each.setting === '' ? `${key}${each.object}` : key, rowOf(each));
    else left += 1;
  }
  return { rows: [...rows.values()], left };
}

/** JSON has no undefined: absent is told from unknown. */
const said = (value: string | null | undefined): unknown => (value === undefined ? {} : value);

function rowOf({ object, setting, before, after }: ValueDifference): ValueDiff['rows'][number] {
  return {
    setting,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    objects: [object],
    count: 1,
  };
}
