import { z } from 'zod';
import { AppError } from '../../../shared/errors';
import type { ErrorCode } from '../../../shared/errors';
import type { Frame } from './frames';
import type { LaneShell } from './lane-shell';
import { newCallId, requestLine } from './request';
import { scriptFailure } from './script-failure';
import type { ScriptFailure } from './script-failure';
import type { ScriptProgress } from './session';

const Progress = z.object({ activity: z.string(), percent: z.number().nullable() });

/** One call as the wire sees it: what comes out is checked by the script's own shapes in `takePart` and `takeDone`. */
export interface Call<T> {
  script: string;
  text: string;
  args: unknown;
  /** null is this computer. */
  target: string | null;
  limitMs: number;
  signal?: AbortSignal | undefined;
  takePart: (value: unknown) => void;
  takeDone: (value: unknown) => T;
  onProgress?: ((progress: ScriptProgress) => void) | undefined;
  onCommitting?: (() => void) | undefined;
  onLate?: (() => void) | undefined;
}

export const cancelled = (script: string) => new AppError('cancelled', `${script} was cancelled.`);

const garbled = (script: string, what: string) =>
  new AppError('powershell-garbled', `PowerShell's answer to ${script} could not be read: ${what}.`, {
    fix: 'Try again; if it stays, the log says which step it was.',
  });

const OVER: Partial<Record<ErrorCode, string>> = {
  'timed-out': 'took longer than it may',
  'answer-too-large': 'answered more than can be taken',
  'powershell-died': 'was lost: its PowerShell process ended',
};

/**
 * One call on a ready shell, up to its one answer. Whatever goes wrong on the way ends the shell with all it has
 * started, before the call rejects; what the script itself says went wrong (`failed`) leaves it to the next call.
 * Behind the commit record an abort does nothing, the limit calls `onLate`, and every loss is `outcome-unknown`.
 */
export class Exchange<T> {
  readonly #answer: Promise<T>;
  readonly #id = newCallId();
  #sequence = 0;
  #committing = false;
  #over = false;
  #timer: NodeJS.Timeout | undefined;
  #resolve: (value: T) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor(
    private readonly shell: LaneShell,
    private readonly call: Call<T>,
  ) {
    this.#answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  start(): Promise<T> {
    const { script, text, args, target, signal, limitMs } = this.call;
    const line = requestLine({ id: this.#id, script, target, args });
    this.shell.listener = {
      onFrame: (frame) => this.#hear(frame),
      onBroken: () => this.#lose(garbled(script, 'a broken record')),
      onFlood: () => this.#loseBy('answer-too-large'),
      onEnd: () => this.#loseBy('powershell-died'),
    };
    signal?.addEventListener('abort', this.#onAbort);
    this.#timer = setTimeout(() => this.#onLimit(), limitMs);
    this.shell.send({ name: script, text }, line);
    return this.#answer;
  }

  /** From outside, whatever the call thinks of it: the session is closed. */
  abandon(): void {
    this.#lose(cancelled(this.call.script));
  }

  readonly #onAbort = () => {
    if (!this.#committing) this.#lose(cancelled(this.call.script));
  };

  #onLimit(): void {
    if (this.#committing) this.call.onLate?.();
    else this.#loseBy('timed-out');
  }

  #loseBy(code: ErrorCode): void {
    this.#lose(new AppError(code, `${this.call.script} ${OVER[code] ?? 'failed'}.`));
  }

  #lose(error: unknown): void {
    if (!this.#finish()) return;
    const told = this.#committing ? this.#unknown() : error;
    void this.shell.kill().then(() => this.#reject(told));
  }

  #unknown(): AppError {
    return new AppError(
      'outcome-unknown',
      `${this.call.script} had begun to commit when its PowerShell was lost: it may have been done or not.`,
      { fix: 'Read the server again before anything else.' },
    );
  }

  /** True the first time. */
  #finish(): boolean {
    if (this.#over) return false;
    this.#over = true;
    clearTimeout(this.#timer);
    this.call.signal?.removeEventListener('abort', this.#onAbort);
    this.shell.listener = null;
    return true;
  }

  #hear(frame: Frame): void {
    if (this.#over) return;
    const { script } = this.call;
    if (frame.id !== this.#id) {
      this.#lose(garbled(script, "another call's number"));
      return;
    }
    if (frame.sequence !== this.#sequence) {
      this.#lose(garbled(script, 'a record is missing'));
      return;
    }
    this.#sequence += 1;
    try {
      this.#take(frame);
    } catch (error) {
      this.#lose(error instanceof z.ZodError ? garbled(script, `a ${frame.kind} of another shape`) : error);
    }
  }

  #take({ kind, value }: Frame): void {
    const { call } = this;
    if (kind === 'part') call.takePart(value);
    else if (kind === 'progress') call.onProgress?.(Progress.parse(value));
    else if (kind === 'commit') this.#commit();
    else if (kind === 'done') this.#done(call.takeDone(value));
    else if (kind === 'failed') this.#failed(scriptFailure(call.script, call.target, value));
    else throw garbled(call.script, 'an unknown kind of record');
  }

  #commit(): void {
    this.#committing = true;
    this.call.onCommitting?.();
  }

  #done(answer: T): void {
    if (this.#finish()) this.#resolve(answer);
  }

  #failed({ error, way }: ScriptFailure): void {
    if (this.#finish()) this.#reject(way && this.#committing ? this.#unknown() : error);
  }
}
