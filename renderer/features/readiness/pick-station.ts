import type { Station, StationId } from '../../../shared/model/readiness';

/** The station to show first: the first broken one, else the first to look at, else the handshake. */
export function pickStation(stations: readonly Station[]): StationId {
  const first = (state: Station['state']) => stations.find((station) => station.state === state)?.id;
  return first('broken') ?? first('warning') ?? 'handshake';
}

/** The station an address names, if it is one of the path; else the one to show first. */
export function chosenStation(stations: readonly Station[], asked: string | undefined): Station | undefined {
  const id = stations.some((station) => station.id === asked) ? asked : pickStation(stations);
  return stations.find((station) => station.id === id);
}
