import { isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopback } from '../loopback';

/** Windows gives 16,384 dynamic ports to one target and address (49152–65535); some are always in use. */
export const PORTS_AN_ADDRESS = 15_000;

/**
 * From which addresses of this computer so many sockets to one target can go. One address that is not named (the
 * system's own choice) where its ports are enough; loopback has as many addresses as are wanted, but not on macOS.
 */
export function localAddresses(host: string, connections: number): (string | undefined)[] {
  const needed = Math.ceil(connections / PORTS_AN_ADDRESS);
  if (needed <= 1) return [undefined];
  if (isLoopback(host) && !isIPv6(host))
    return process.platform === 'darwin'
      ? [undefined]
      : Array.from({ length: needed }, (_, at) => `127.0.${Math.floor(at / 250)}.${(at % 250) + 1}`);
  const own = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4' && (isIPv4(host) || !host.includes(':')))
    .map(({ address }) => address);
  return own.length > 1 ? own.slice(0, needed) : [undefined];
}
