import type { z } from 'zod';

/** An install must not hold up live numbers or an emergency recycle: each lane is a PowerShell process of its own. */
export type Lane = 'quick' | 'long';

/** How far a script is. `percent` is null where the work itself does not know. */
export interface ScriptProgress {
  activity: string;
  percent: number | null;
}

/**
 * A fixed script and the shapes of what goes in and comes out. `text` is the whole .ps1 file; it takes one parameter,
 * `$Json`, and writes records with the functions of scripts/common.ps1. No value ever becomes part of the text.
 */
export interface ScriptDefinition<
  A extends z.ZodType = z.ZodType,
  P extends z.ZodType = z.ZodType,
  D extends z.ZodType = z.ZodType,
> {
  /** As its file is called: "read-runtime". */
  readonly name: string;
  readonly text: string;
  readonly lane: Lane;
  readonly args: A;
  /** What it may send before its end, any number of times. */
  readonly part: P;
  readonly done: D;
  /** From the call's start; behind the commit line it only makes `onLate` be called. */
  readonly limitMs: number;
}

export interface CallOptions<Part> {
  /** Refused from the commit line on: the call then goes on to its end. */
  signal?: AbortSignal;
  /** Instead of the script's own limit. */
  limitMs?: number;
  onPart?: (part: Part) => void;
  onProgress?: (progress: ScriptProgress) => void;
  /** The script has reached the line behind which nothing can be taken back. */
  onCommitting?: () => void;
  /** The limit has passed behind the commit line: it is still committing. */
  onLate?: () => void;
}

/**
 * Runs fixed scripts on one server, one at a time in each lane. A call that fails leaves no process behind and the next
 * one works in a new one. Errors (AppError): `cancelled`, `timed-out`, `answer-too-large`, `powershell-missing`,
 * `powershell-constrained`, `powershell-died`, `powershell-garbled`, `bad-request` (a NUL in an argument), and what a
 * script itself says went wrong (see script-failure.ts). `outcome-unknown`: it died behind the commit line.
 */
export interface PowerShellSession {
  run<A extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
    script: ScriptDefinition<A, P, D>,
    args: z.input<A>,
    options?: CallOptions<z.output<P>>,
  ): Promise<z.output<D>>;
  dispose(): Promise<void>;
}
