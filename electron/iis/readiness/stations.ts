import type { CheckState } from '../../../shared/model/common';
import { stationIds } from '../../../shared/model/readiness';
import type { Station, StationId } from '../../../shared/model/readiness';
import type { Judged } from './judged';

const titles: Record<StationId, string> = {
  firewall: 'Firewall',
  'http-sys': 'HTTP.sys',
  site: 'Site',
  pool: 'Pool',
  module: 'Module',
  section: 'Section',
  app: 'Application',
  handshake: 'Handshake',
};

/** A known fault is worth more than a gap in what is known, and a gap is never good. */
const worstFirst: readonly CheckState[] = ['broken', 'warning', 'unknown', 'good'];

export function worst(states: readonly CheckState[]): CheckState {
  return worstFirst.find((state) => states.includes(state)) ?? 'unknown';
}

/** The eight stations, always all of them; those behind the first broken one are not reached. */
export function foldStations(judged: readonly Judged[]): Station[] {
  let reached = true;
  return stationIds.map((id) => {
    const own = judged.filter(({ definition }) => definition.station === id);
    const state = worst(own.map(({ check }) => check.state));
    const note =
      own.find(({ check, finding }) => check.state === state && finding.note !== undefined)?.finding.note ??
      state;
    const station: Station = {
      id,
      title: titles[id],
      state,
      // What was read is still worth saying behind a break (a module is missing whether or not a request gets there).
      note: !reached && state === 'unknown' ? 'not reached' : note,
      reached,
      checks: own.map(({ check }) => check),
    };
    if (state === 'broken') reached = false;
    return station;
  });
}

/** Counts lights, as they are seen: "2 broken, 1 to look at, 1 unknown", or that all are good. */
export function tallyOf(stations: readonly Station[]): string {
  const count = (state: CheckState): number => stations.filter((station) => station.state === state).length;
  const advice = stations
    .flatMap(({ checks }) => checks)
    .filter(({ fix }) => fix?.weight === 'advice').length;
  const faults = [
    [count('broken'), 'broken'],
    [count('warning'), 'to look at'],
    [count('unknown'), 'unknown'],
  ] as const;
  const told = faults.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  if (told.length === 0) told.push(`all ${stations.length} good`);
  if (advice > 0) told.push(`${advice} ${advice === 1 ? 'piece' : 'pieces'} of advice`);
  return told.join(', ');
}
