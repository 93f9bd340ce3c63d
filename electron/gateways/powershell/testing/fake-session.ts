import { AppError } from '../../../../shared/errors';
import type { z } from 'zod';
import type { CallOptions, PowerShellSession, ScriptDefinition, ScriptProgress } from '../session';

/** What a script answers: its records in order, then its end. Values are checked by the script's own shapes. */
export interface CannedAnswer {
  parts?: unknown[];
  progress?: ScriptProgress[];
  /** It passes the commit line before its end. */
  commits?: boolean;
  done?: unknown;
  error?: AppError;
}

type Canned = CannedAnswer | ((args: unknown) => CannedAnswer | Promise<CannedAnswer>);

/** A PowerShellSession without PowerShell: answers by script name, and keeps what it was asked. */
export class FakeSession implements PowerShellSession {
  readonly calls: { script: string; args: unknown }[] = [];
  disposed = false;
  readonly #answers: Map<string, Canned>;

  constructor(answers: Record<string, Canned> = {}) {
    this.#answers = new Map(Object.entries(answers));
  }

  /** From now on the script answers so. */
  answer(script: string, canned: Canned): void {
    this.#answers.set(script, canned);
  }

  async run<A extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
    script: ScriptDefinition<A, P, D>,
    args: z.input<A>,
    options: CallOptions<z.output<P>> = {},
  ): Promise<z.output<D>> {
    const cancelled = () => new AppError('cancelled', `${script.name} was cancelled.`);
    if (this.disposed || options.signal?.aborted) throw cancelled();
    const checked: unknown = script.args.parse(args);
    this.calls.push({ script: script.name, args: checked });
    const canned = this.#answers.get(script.name);
    if (!canned) throw new Error(`nothing to answer ${script.name} with`);
    const answer = typeof canned === 'function' ? await canned(checked) : canned;
    if (options.signal?.aborted && !answer.commits) throw cancelled();
    for (const part of answer.parts ?? []) options.onPart?.(script.part.parse(part));
    for (const progress of answer.progress ?? []) options.onProgress?.(progress);
    if (answer.commits) options.onCommitting?.();
    if (answer.error) throw answer.error;
    return script.done.parse(answer.done);
  }

  dispose(): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }
}
