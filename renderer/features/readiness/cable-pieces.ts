import type { Station } from '../../../shared/model/readiness';

/**
 * A piece of cable, from the light before to this station's: `live` as far as an upgrade is known to get, `hollow`
 * behind a station of which nothing is known, `dead` behind the first break.
 */
export type Piece = 'live' | 'hollow' | 'dead';

/** The eight pieces of the path; the first leads from the client to the firewall. */
export function piecesOf(stations: readonly Station[]): Piece[] {
  // A handshake that went through proves every station before it, whatever couldn't be read of them.
  const proven = stations.at(-1)?.state === 'good';
  let known = true;
  return stations.map((station) => {
    if (!station.reached) return 'dead';
    const piece = known || proven ? 'live' : 'hollow';
    known &&= station.state !== 'unknown';
    return piece;
  });
}

/** Width of a station's column in the cable's own units; the drawing is stretched to the card's width. */
export const COLUMN = 100;
const TOP = 22;
const SAG = 15;

/** A piece of hanging cable between the middles of two columns. */
export function hang(from: number): string {
  const left = (from + 0.5) * COLUMN;
  const right = left + COLUMN;
  return `M${left} ${TOP}C${left + 32} ${TOP + SAG} ${right - 32} ${TOP + SAG} ${right} ${TOP}`;
}

/** How much of the cable's width is live, as a share of 1: the accent is drawn this far and no further. */
export function liveShare(pieces: readonly Piece[]): number {
  const live = pieces.findIndex((piece) => piece !== 'live');
  const reach = live === -1 ? pieces.length : live;
  return (reach + 0.5) / (pieces.length + 1);
}
