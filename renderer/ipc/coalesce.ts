/**
 * Gathers what comes in a burst: the first is passed on at once, the rest together after `ms`, and so on while it
 * goes on. Nothing that was added is lost, but for what waits when it is stopped.
 */
export function coalesce<T>(
  pass: (all: ReadonlySet<T>) => void,
  ms: number,
): { add(...some: T[]): void; stop(): void } {
  let waiting = new Set<T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    if (waiting.size === 0) return;
    const all = waiting;
    waiting = new Set();
    timer = setTimeout(flush, ms);
    pass(all);
  };
  return {
    add(...some) {
      for (const one of some) waiting.add(one);
      if (timer === undefined) flush();
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
