/** Deeper than any row of the contract; a message is walked before anybody validates it. */
const MAX_DEPTH = 64;
const PER_VALUE = 8;

export type Measured = 'fits' | 'too-large' | 'not-plain';

/** What JSON knows and nothing else: no Map, Date, buffer, BigInt or cycle gets to the engine. */
function isPlainObject(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * Whether a message from a window is plain data of at most about `cap` characters. Counts without making a text of it
 * and stops at the cap, so that a hostile message costs the main process no more than a sound one.
 */
export function measure(value: unknown, cap: number): Measured {
  let left = cap;
  const waiting: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value: item, depth } = next;
    if (typeof item === 'string') left -= item.length;
    else if (typeof item === 'bigint' || typeof item === 'symbol' || typeof item === 'function')
      return 'not-plain';
    else if (typeof item === 'object' && item !== null) {
      if (depth >= MAX_DEPTH) return 'not-plain';
      if (Array.isArray(item)) {
        left -= item.length * PER_VALUE;
        if (left < 0) return 'too-large';
        for (const child of item as unknown[]) waiting.push({ value: child, depth: depth + 1 });
      } else if (isPlainObject(item)) {
        for (const key of Object.keys(item)) {
          left -= key.length;
          waiting.push({ value: item[key], depth: depth + 1 });
        }
      } else return 'not-plain';
    }
    left -= PER_VALUE;
    if (left < 0) return 'too-large';
  }
  return 'fits';
}
