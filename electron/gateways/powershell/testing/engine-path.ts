import { existsSync } from 'node:fs';
import { findShell } from '../shell-command';

/** The PowerShell the tests run in. One place, so that how it is found is one edit. */
export function enginePath(): string {
  const { platform, arch, env } = process;
  const command = findShell({ platform, arch, env, exists: existsSync });
  if (command) return command.executable;
  throw new Error(
    'These tests need a PowerShell: name one in the environment variable SWITCHBOARD_POWERSHELL.',
  );
}
