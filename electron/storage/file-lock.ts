import { AsyncLocalStorage } from 'node:async_hooks';
import { rm, stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors';
import { fsCode, fsReason } from './fs-error';

export interface LockOptions {
  /** Whole milliseconds to wait for another holder before `busy`. */
  waitMs?: number;
  /** Who is waited for, in words: "the data folder", "applicationHost.config". */
  what: string;
}

/** proper-lockfile keeps one lock a path and process, so callers of one process queue up here first. */
const queues = new Map<string, Promise<unknown>>();
/** What the running async chain holds; `active` ends with the lock, for work that was left running behind it. */
const held = new AsyncLocalStorage<ReadonlyMap<string, { active: boolean }>>();
/** Longer than a dead process's lock lasts, so that a program started right after a crash gets its turn. */
const DEFAULT_WAIT_MS = 12_000;
const POLL_MS = 50;
const STALE_MS = 10_000;

/**
 * Runs `fn` while this process alone holds `lockPath`, across processes (window, command line). A lock left by a
 * process that died is taken over after 10 s. Asked again inside `fn`, it runs at once. `busy` after `waitMs`,
 * `write-failed` where no lock can be made.
 */
export async function withFileLock<T>(
  lockPath: string,
  fn: () => Promise<T>,
  options: LockOptions,
): Promise<T> {
  if (held.getStore()?.get(lockPath)?.active) return fn();
  const until = Date.now() + (options.waitMs ?? DEFAULT_WAIT_MS);
  const before = queues.get(lockPath) ?? Promise.resolve();
  const turn = (async () => {
    await atMost(before, until, options);
    const release = await acquire(lockPath, until, options);
    const hold = { active: true };
    try {
      return await held.run(new Map([...(held.getStore() ?? []), [lockPath, hold]]), fn);
    } finally {
      hold.active = false;
      // A lock that was taken over meanwhile can't be released any more; the work itself is done.
      await release().catch(() => undefined);
    }
  })();
  const settled = Promise.allSettled([before, turn]);
  queues.set(lockPath, settled);
  void settled.then(() => {
    if (queues.get(lockPath) === settled) queues.delete(lockPath);
  });
  return turn;
}

async function atMost(before: Promise<unknown>, until: number, options: LockOptions): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(busy(options)), Math.max(0, until - Date.now()));
  });
  try {
    await Promise.race([before, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function acquire(lockPath: string, until: number, options: LockOptions): Promise<() => Promise<void>> {
  const { lock } = await import('proper-lockfile');
  const future = new FutureLock();
  for (;;) {
    try {
      return await lock(lockPath, {
        lockfilePath: lockPath,
        realpath: false,
        stale: STALE_MS,
        // The default throws from a timer, which would end the process; the hash checks guard the files themselves.
        onCompromised: () => undefined,
      });
    } catch (error) {
      if (fsCode(error) !== 'ELOCKED') throw noLock(options, error);
      await future.forget(lockPath);
      if (Date.now() >= until) throw busy(options);
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
  }
}

/**
 * A lock whose time lies ahead of the clock, which was set back since. A living holder renews it every five seconds, and
 * so brings it back into the present; one that stays as it is for longer was left by a dead one.
 */
class FutureLock {
  #seen: { mtimeMs: number; since: number } | null = null;

  async forget(lockPath: string): Promise<void> {
    const mtimeMs = await stat(lockPath).then(
      (info) => info.mtimeMs,
      () => 0,
    );
    const now = performance.now();
    if (mtimeMs < Date.now() + STALE_MS) this.#seen = null;
    else if (this.#seen?.mtimeMs !== mtimeMs) this.#seen = { mtimeMs, since: now };
    else if (now - this.#seen.since > STALE_MS) await rm(lockPath, { recursive: true, force: true });
  }
}

function busy(options: LockOptions): AppError {
  return new AppError('busy', `Another IIS Switchboard is using ${options.what} right now.`, {
    fix: 'Wait until it has finished, or close it, and try again; one that was killed is over after ten seconds.',
  });
}

function noLock(options: LockOptions, error: unknown): AppError {
  return new AppError(
    'write-failed',
    `${capital(options.what)} can't be locked because ${fsReason(error)}.`,
    {
      fix: 'Make sure that you may write there.',
    },
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
