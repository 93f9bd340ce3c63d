import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findEngine } from '../engine.mjs';

/** An expression, as far as the check follows it. */
export type Expression =
  | { kind: 'variable' | 'type'; name: string }
  | { kind: 'command'; name: string | null }
  | { kind: 'constant'; value: string }
  | { kind: 'cast'; type: string }
  | { kind: 'index'; of: Expression | null }
  | {
      kind: 'member';
      of: Expression | null;
      name: string | null;
      static: boolean;
      /** null: no call. */
      arguments: (Expression | null)[] | null;
    }
  | { kind: 'other' };

export interface CommandElement {
  parameter?: string;
  value?: Expression | null;
  splat?: boolean;
}

export interface ParsedCommand {
  /** null: what a variable holds. */
  name: string | null;
  line: number;
  elements: CommandElement[];
  /** Something is piped into it. */
  fed: boolean;
}

/** What parse-scripts.ps1 tells of a script. */
export interface ParsedScript {
  file: string;
  functions: { name: string; line: number; parameters: { name: string; type: string }[] }[];
  commands: ParsedCommand[];
  members: { line: number; expression: Expression }[];
  /** In the order of the text; `each`: the variable of a foreach. */
  assignments: { variable: string | null; value: Expression | null; each: boolean; line: number }[];
  errors: { line: number; what: string }[];
  /** What Windows PowerShell 5.1 does not have. */
  newer: { line: number; what: string }[];
}

const LIMIT = 256 * 1024 * 1024;

/** Runs one of this folder's scripts in the engine. @returns what it printed */
export async function runInEngine(
  script: string,
  args: readonly string[],
  env = process.env,
): Promise<string> {
  const file = path.join(import.meta.dirname, script);
  const { stdout } = await promisify(execFile)(
    await findEngine(),
    ['-NoProfile', '-NonInteractive', '-File', file, ...args],
    { maxBuffer: LIMIT, env },
  );
  return stdout;
}

/** Parses scripts with the engine's own parser. */
export async function parseScripts(files: readonly string[]): Promise<ParsedScript[]> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-conformance-'));
  try {
    const list = path.join(dir, 'files.txt');
    await writeFile(list, files.join('\n'));
    return JSON.parse(await runInEngine('parse-scripts.ps1', ['-List', list])) as ParsedScript[];
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
