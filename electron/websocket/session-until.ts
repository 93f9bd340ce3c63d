import type { SocketSession } from './socket-session';

/** Resolves when `holds` does after some change, after `timeoutMs`, or when it is aborted. */
export function until(
  session: SocketSession,
  holds: () => boolean,
  options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const { timeoutMs, signal } = options;
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = (): void => {
      stop();
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const stop = session.onChange(() => {
      if (holds()) done();
    });
    if (timeoutMs !== undefined) timer = setTimeout(done, timeoutMs);
    signal?.addEventListener('abort', done);
    if (holds() || signal?.aborted) done();
  });
}
