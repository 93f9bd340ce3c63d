import { execFile } from 'node:child_process';
import { link, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** Puts a new file in an old one's place; what was replaced then lies at `kept`. Throws fs errors. */
export interface Swap {
  /** Right before the last check of the old file. */
  prepare(old: string, kept: string): Promise<void>;
  swap(made: string, old: string, kept: string): Promise<void>;
}

/** rename-over, with a second name for what is replaced: not every disk has links, then there is none. */
const posix: Swap = {
  prepare: (old, kept) => link(old, kept).catch(() => undefined),
  swap: (made, old) => rename(made, old),
};

// The values come by the environment: the command is the same text every time.
const COMMAND =
  '[System.IO.File]::Replace($env:SWITCHBOARD_MADE, $env:SWITCHBOARD_OLD, $env:SWITCHBOARD_KEPT, $false)';
const LIMIT_MS = 60_000;

/**
 * ReplaceFile by way of .NET, for Node has none: the file keeps its owner, rights and creation time, and what it held
 * until that very moment lies at `kept` (learn.microsoft.com, ReplaceFileW). It can fail half-way, with the old file
 * renamed already: then that is taken back. `shell` is a PowerShell's path.
 */
export function replaceBy(shell: string): Swap {
  return {
    prepare: () => Promise.resolve(),
    swap: async (made, old, kept) => {
      const env = {
        ...process.env,
        SWITCHBOARD_MADE: made,
        SWITCHBOARD_OLD: old,
        SWITCHBOARD_KEPT: kept,
      };
      try {
        const call = ['-NoProfile', '-NonInteractive', '-Command', COMMAND];
        await promisify(execFile)(shell, call, { env, windowsHide: true, timeout: LIMIT_MS });
      } catch (error) {
        if (!(await isThere(old)) && (await isThere(kept))) await rename(kept, old);
        throw error;
      }
    },
  };
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** As this system does it. */
export function systemSwap(): Swap {
  if (process.platform !== 'win32') return posix;
  const root = process.env['SystemRoot'] ?? 'C:\\Windows';
  return replaceBy(path.win32.join(root, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe'));
}
