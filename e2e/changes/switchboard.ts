import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildCli } from '../../scripts/lib/builds.mjs';

/** `npm run prove`: the full counts, from another seed each time. */
export const FULL = Number(process.env['FC_RUNS'] ?? '1') > 1;

export const INTEGRATED = {
  kind: 'config',
  edit: {
    kind: 'set',
    target: { kind: 'pool', pool: 'ChatPool' },
    setting: 'managedPipelineMode',
    value: 'Integrated',
  },
};

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  said: string;
}
type Run = (args: string[], env?: NodeJS.ProcessEnv) => Promise<Ended>;

/**
 * For a file of tests: the built command line, of a copy, as another build must not take it away in the middle of a proof.
 * The copy is there from before the first test until after the last.
 */
export function copiedSwitchboard(): Run {
  let root = '';
  beforeAll(async () => {
    await buildCli();
    root = await mkdtemp(path.join(tmpdir(), 'switchboard-cli-'));
    await cp(path.join(import.meta.dirname, '../../out/cli'), root, { recursive: true });
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));
  const fault = path.join(import.meta.dirname, 'fault.mjs');
  return (args, env = {}) =>
    new Promise((resolve, reject) => {
      const preload = env['FAULT'] ? ['--import', fault] : [];
      const child = spawn(process.execPath, [...preload, path.join(root, 'switchboard.mjs'), ...args], {
        env: { ...process.env, ...env },
      });
      let out = '';
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
      child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
      child.on('error', reject);
      child.on('close', (code, signal) => resolve({ code, signal, out, said }));
    });
}

/** A dead process's locks are taken over after ten seconds; tests don't wait for that. */
export function forgetLocks(dir: string): void {
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    if (/(^|[\\/])\.lock|\.switchboard-lock$/.test(name)) rmSync(path.join(dir, name), { recursive: true });
}

/** Park and Miller's minimal standard generator: small, and the same everywhere. */
export function seeded(): (below: number) => number {
  let seed = FULL ? (Date.now() % (2 ** 31 - 2)) + 1 : 20_261_126;
  return (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
}
