import { UNLIMITED } from '../config';

/** A quarter more than is expected: plain requests count too, and sockets come back before the old ones are gone. */
const HEADROOM = 1.25;

/** A limit that holds `sockets` with room to spare: 25 % more, rounded up to two digits. Never 0, never above the uint. */
export function roomFor(sockets: number): number {
  const wanted = Math.max(1, Math.ceil(sockets * HEADROOM));
  const step = 10 ** Math.max(0, String(wanted).length - 2);
  return Math.min(UNLIMITED, Math.ceil(wanted / step) * step);
}
