import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import { NodePowerShellSession } from '../node-powershell-session';
import type { SessionOptions } from '../node-powershell-session';
import { enginePath } from './engine-path';
import echoText from './fixtures/echo.ps1?raw';
import misbehaveText from './fixtures/misbehave.ps1?raw';

const anything = { part: z.unknown(), done: z.unknown(), limitMs: 60_000 };

/** Gives back `value`, after each of `parts`. */
export const echo = {
  name: 'echo',
  text: echoText,
  lane: 'quick',
  args: z.object({ value: z.unknown(), parts: z.array(z.unknown()).default([]) }),
  ...anything,
} satisfies ScriptDefinition;

export const longEcho = { ...echo, name: 'long-echo', lane: 'long' } satisfies ScriptDefinition;

/** One of the ways a script can go wrong; see the fixture. */
export const misbehave = {
  name: 'misbehave',
  text: misbehaveText,
  lane: 'quick',
  args: z.object({ how: z.string(), size: z.number().optional(), ms: z.number().optional() }),
  ...anything,
} satisfies ScriptDefinition;

/** A session on the engine the tests have. */
export function engineSession(options: Partial<SessionOptions> = {}): NodePowerShellSession {
  const env = { ...process.env, SWITCHBOARD_POWERSHELL: enginePath() };
  return new NodePowerShellSession({ target: null, env, ...options });
}

/** Whether a process runs; one that waits to be reaped does not. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}
