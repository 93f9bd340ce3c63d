import type { RuntimeState } from '../../../shared/model/runtime';
import { fold } from '../config';

const SHOWN = 5;

/** A name inside a sentence: it may hold spaces, commas and whole sentences itself. */
export const quoted = (name: string): string => `"${name}"`;

/** "A, B and C"; more than five are five and the count of the rest. */
export function nameList(names: readonly string[]): string {
  const shown = names.length > SHOWN + 1 ? names.slice(0, SHOWN) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`;
}

/** Open sockets of some pools or sites; null when not even one of them is known. */
export function socketsOf(
  runtime: RuntimeState | null,
  what: 'pools' | 'sites',
  names: readonly string[],
): number | null {
  if (!runtime) return null;
  const live = new Map(runtime[what].map((each) => [fold(each.name), each.sockets]));
  const known = names.map((name) => live.get(fold(name)) ?? null);
  if (names.length > 0 && known.every((sockets) => sockets === null)) return null;
  return known.reduce<number>((sum, sockets) => sum + (sockets ?? 0), 0);
}

/** "3 open sockets", "no open socket", "an unknown number of open sockets". */
export function socketWords(sockets: number | null): string {
  if (sockets === null) return 'an unknown number of open sockets';
  return sockets === 0 ? 'no open socket' : count(sockets, 'open socket');
}

/** Seconds as an administrator says them: "90 s", "5 min". */
export function secondsInWords(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds > 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
