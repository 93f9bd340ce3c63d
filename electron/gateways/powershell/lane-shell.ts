import { AppError } from '../../../shared/errors';
import { FrameReader } from './frames';
import type { Frame } from './frames';
import { scriptText } from './script-text';
import bootstrap from './scripts/bootstrap.ps1?raw';
import common from './scripts/common.ps1?raw';
import { newCallId } from './request';
import type { ShellProcess } from './shell-process';

/** What a shell can tell whoever listens; none of them twice after `onEnd`. */
export interface ShellListener {
  onFrame: (frame: Frame) => void;
  /** A line that only looked like a record. */
  onBroken: () => void;
  onFlood: () => void;
  onEnd: () => void;
}

/**
 * The language mode, asked without a method call: constrained language forbids those. Restricted language forbids even
 * the question, but not a plain text; the first answer counts. Before each stands a new line, since a banner may have
 * left one open.
 */
const MODE_LINES =
  '"`n#SWB-MODE " + $ExecutionContext.SessionState.LanguageMode + "#"\n"`n#SWB-MODE restricted#"\n';
const START = ['Common', 'Bootstrap'] as const;
const TEXTS = { Common: common, Bootstrap: bootstrap };

const constrained = (mode: string) =>
  new AppError(
    'powershell-constrained',
    `A policy on this computer holds PowerShell in ${mode.replace(/Language$/, '').toLowerCase()} language, in which IIS can't be managed.`,
    { fix: 'Ask whoever runs the policy (App Control or AppLocker) to allow it for this account.' },
  );

/**
 * A PowerShell that has said it can serve: full language, bootstrap there. One listener at a time; what comes while
 * nobody listens comes from a shell that is out of step, and ends it.
 */
export class LaneShell {
  listener: ShellListener | null = null;
  readonly ended: Promise<void>;
  #alive = true;
  #chars = 0;
  #onMode: (mode: string) => void = () => {};
  readonly #known = new Set<string>();
  readonly #reader = new FrameReader();

  constructor(
    private readonly process: ShellProcess,
    private readonly maxChars: number,
  ) {
    this.ended = process.ended.then(() => this.#end());
    process.onOutput = (text) => this.#hear(text);
  }

  get alive(): boolean {
    return this.#alive;
  }
  get pid(): number | undefined {
    return this.process.pid;
  }

  #end(): void {
    this.#alive = false;
    this.listener?.onEnd();
  }

  #hear(text: string): void {
    if (!this.#alive) return;
    this.#chars += text.length;
    if (this.#chars > this.maxChars) {
      this.#distrust((listener) => listener.onFlood());
      return;
    }
    for (const line of this.#reader.push(text)) {
      if (line.type === 'mode') this.#onMode(line.mode);
      else if (line.type === 'broken') this.#distrust((listener) => listener.onBroken());
      else if (this.listener) this.listener.onFrame(line);
      else this.#distrust(() => {});
    }
  }

  #distrust(tell: (listener: ShellListener) => void): void {
    if (this.listener) tell(this.listener);
    void this.kill();
  }

  /** Resolves when the shell is ready. Rejects with `powershell-constrained`, `powershell-died`, `powershell-garbled`. */
  async start(): Promise<void> {
    const mode = new Promise<string>((resolve) => (this.#onMode = resolve));
    const id = newCallId();
    const ready = new Promise<void>((resolve, reject) => {
      const fail = (code: 'powershell-died' | 'powershell-garbled', what: string) =>
        reject(new AppError(code, `PowerShell ${what} while it was started.`));
      this.listener = {
        onFrame: (frame) =>
          frame.id === id && frame.kind === 'ready'
            ? resolve()
            : fail('powershell-garbled', 'answered something else'),
        onBroken: () => fail('powershell-garbled', 'answered garbage'),
        onFlood: () => fail('powershell-garbled', 'wrote without end'),
        onEnd: () => fail('powershell-died', 'ended'),
      };
    });
    this.process.write(MODE_LINES);
    const said = await Promise.race([mode, ready.then(() => 'FullLanguage')]);
    if (said !== 'FullLanguage') throw constrained(said);
    for (const name of START) this.process.write(`${scriptText(name, TEXTS[name])}. Swb-${name}\n`);
    this.process.write(`Send-SwbReady '${id}'\n`);
    await ready;
    this.listener = null;
  }

  /** Teaches the script where it is new, and sends one request line. */
  send(script: { name: string; text: string }, line: string): void {
    this.#chars = 0;
    if (!this.#known.has(script.name)) this.process.write(scriptText(script.name, script.text));
    this.#known.add(script.name);
    this.process.write(`${line}\n`);
  }

  /** Resolves when the process and all it has started are gone. */
  async kill(): Promise<void> {
    this.#alive = false;
    await this.process.kill();
  }

  async leave(): Promise<void> {
    this.#alive = false;
    await this.process.leave();
  }
}
