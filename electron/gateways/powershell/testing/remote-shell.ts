import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { enginePath } from './engine-path';
import { shellWithPrelude } from './wrapped-shell';
import type { WrappedShell } from './wrapped-shell';

/**
 * -ComputerName goes over WinRM, which is only on Windows. Here it opens a real PSRP session to another process of the
 * engine, through an `ssh` of the test's own; the server `nowhere` can't be
 * reached, a policy holds `constrained`. The product's side is the same.
 */
const PRELUDE = `
function global:New-PSSession {
  param([string] $ComputerName)
  $far = Microsoft.PowerShell.Core\\New-PSSession -HostName $ComputerName
  if ($ComputerName -eq 'constrained') {
    Invoke-Command -Session $far -ScriptBlock { $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage' }
  }
  $far
}`;

const SSH = `#!/bin/sh
echo "$$" >> "$(dirname "$0")/sessions"
case "$*" in *nowhere*) echo 'no such host' >&2; exit 255;; esac
echo 'Authorised use only' >&2
exec "$REAL_ENGINE" -sshs
`;

export interface RemoteShell extends WrappedShell {
  /** Process ids of the far ends there have been. */
  sessions: () => Promise<number[]>;
}

/** A shell whose New-PSSession -ComputerName works off Windows. */
export async function remoteShell(): Promise<RemoteShell> {
  const wrapped = await shellWithPrelude(PRELUDE);
  const ssh = path.join(wrapped.dir, 'ssh');
  await writeFile(ssh, SSH);
  await chmod(ssh, 0o755);
  const env = {
    ...wrapped.env,
    PATH: `${wrapped.dir}:${process.env['PATH'] ?? ''}`,
    REAL_ENGINE: enginePath(),
  };
  const sessions = async () => {
    const text = await readFile(path.join(wrapped.dir, 'sessions'), 'utf8').catch(() => '');
    return text.split('\n').filter(Boolean).map(Number);
  };
  return { ...wrapped, env, sessions };
}
