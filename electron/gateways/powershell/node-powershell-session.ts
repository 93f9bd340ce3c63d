import { existsSync } from 'node:fs';
import { AppError } from '../../../shared/errors';
import type { z } from 'zod';
import { Lane } from './lane';
import { LaneShell } from './lane-shell';
import type * as port from './session';
import { findShell } from './shell-command';
import { ShellProcess } from './shell-process';

export interface SessionOptions {
  /** null is this computer; a name is reached by one New-PSSession -ComputerName as the current user. */
  target: string | null;
  /** The shells' environment; the program's own unless a test has another. */
  env?: NodeJS.ProcessEnv;
  idleMs?: number;
  startLimitMs?: number;
  /** Characters of stdout in one call. */
  maxChars?: number;
}

const MINUTE = 60_000;
const MAX_CHARS = 64 * 1024 * 1024;

function openShell(env: NodeJS.ProcessEnv, maxChars: number): LaneShell {
  const { platform, arch } = process;
  const command = findShell({ platform, arch, env, exists: existsSync });
  if (command) return new LaneShell(new ShellProcess(command), maxChars);
  throw new AppError('powershell-missing', 'There is no PowerShell on this computer.', {
    fix:
      platform === 'win32'
        ? 'Windows PowerShell 5.1 is a part of Windows; look for System32\\WindowsPowerShell\\v1.0.'
        : 'Install PowerShell 7, or name one in the environment variable SWITCHBOARD_POWERSHELL.',
  });
}

/**
 * PowerShellSession on real processes, one for each lane, started by node-powershell. No file is run, only text read
 * from stdin, so execution policies (Restricted, AllSigned) have nothing to say and none is set.
 */
export class NodePowerShellSession implements port.PowerShellSession {
  readonly #lanes: Record<port.Lane, Lane>;
  readonly #target: string | null;

  constructor(options: SessionOptions) {
    const {
      target,
      env = process.env,
      idleMs = 5 * MINUTE,
      startLimitMs = MINUTE,
      maxChars = MAX_CHARS,
    } = options;
    this.#target = target;
    const lane = () => new Lane({ open: () => openShell(env, maxChars), idleMs, startLimitMs });
    this.#lanes = { quick: lane(), long: lane() };
  }

  async run<A extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
    script: port.ScriptDefinition<A, P, D>,
    args: z.input<A>,
    options: port.CallOptions<z.output<P>> = {},
  ): Promise<z.output<D>> {
    const { onPart, onProgress, onCommitting, onLate, signal, limitMs = script.limitMs } = options;
    const checked = script.args.safeParse(args);
    if (!checked.success)
      throw new AppError('bad-request', `${script.name} was asked with the wrong arguments.`);
    return this.#lanes[script.lane].run<z.output<D>>({
      script: script.name,
      text: script.text,
      args: checked.data,
      target: this.#target,
      limitMs,
      signal,
      takePart: (value) => {
        const part = script.part.parse(value);
        onPart?.(part);
      },
      takeDone: (value) => script.done.parse(value),
      onProgress,
      onCommitting,
      onLate,
    });
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#lanes.quick.close(), this.#lanes.long.close()]);
  }
}
