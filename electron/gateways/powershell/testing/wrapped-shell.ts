import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { enginePath } from './engine-path';

export interface WrappedShell {
  /** The environment in which the wrapped shell is the PowerShell. */
  env: NodeJS.ProcessEnv;
  dir: string;
  remove: () => Promise<void>;
}

/** A program in the place of PowerShell: `$ENGINE` in its sh text is the real one. Off Windows only. */
export async function wrapShell(text: string): Promise<WrappedShell> {
  const dir = await mkdtemp(path.join(tmpdir(), 'swb-shell-'));
  const file = path.join(dir, 'wrapped-pwsh');
  await writeFile(file, `#!/bin/sh\nENGINE='${enginePath()}'\nDIR='${dir}'\n${text}\n`);
  await chmod(file, 0o755);
  const env = { ...process.env, SWITCHBOARD_POWERSHELL: file };
  return { env, dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** The real engine, which has run `prelude` before it hears our first line: what a profile or a policy does. */
export async function shellWithPrelude(prelude: string): Promise<WrappedShell> {
  const wrapped = await wrapShell('{ cat "$DIR/prelude.ps1"; exec cat; } | exec "$ENGINE" "$@"');
  await writeFile(path.join(wrapped.dir, 'prelude.ps1'), `${prelude.trim()}\n\n`);
  return wrapped;
}
