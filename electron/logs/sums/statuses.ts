/** The statuses that have to do with a handshake: 101 and its refusals. */
export const WANTED = [101, 400, 401, 403, 404, 426, 500, 501, 502, 503] as const;

const wanted = new Set<number>(WANTED);
export const isWanted = (status: number): boolean => wanted.has(status);

/** Substatuses have at most five digits; what is longer is none. */
const MOST_SUBSTATUS = 99_999;

/** A status and its substatus as one number. */
export const statusKey = (status: number, substatus: number): number =>
  status * 1_000_000 + (substatus > MOST_SUBSTATUS ? 0 : substatus + 1);

/** "101.0", "503.2"; only "404" where the log has no substatus. */
export function statusName(key: number): string {
  const substatus = (key % 1_000_000) - 1;
  const status = Math.floor(key / 1_000_000);
  return substatus < 0 ? String(status) : `${status}.${substatus}`;
}

/** Adds `more` to what `counts` has under `key`. */
export function increase<K>(counts: Map<K, number>, key: K, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}
