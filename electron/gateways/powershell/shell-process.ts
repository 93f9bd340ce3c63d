import { ChildProcess } from 'node:child_process';
import { PowerShell } from 'node-powershell';
import type { ShellCommand } from './shell-command';
import { killGroup, killTree } from './shell-tree';

/**
 * node-powershell starts the process, names its switches and gives the streams; that is all that is used of it. Its
 * `invoke` finds an answer's end by delimiters on both streams: it hangs on CRLF, rejects at any byte on stderr,
 * resolves with nothing when the process dies, and leaves a timed-out command running (node-powershell.test.ts).
 */
class Shell extends PowerShell {
  /** Else the environment variable NODE_POWERSHELL would win over what was chosen. */
  protected override setExecutable({ executable }: { executable?: string }): string {
    return executable ?? '';
  }
}

/**
 * What to start. node-powershell can't start a process group, so on Linux `setsid` makes the shell the leader of
 * one (same process, exec). The switches are what comes before node-powershell's own `-NoExit -Command -`.
 */
function commandLine({ executable }: ShellCommand, platform: NodeJS.Platform) {
  const switches = { '-NoProfile': true, '-NonInteractive': true };
  if (platform !== 'linux') return { executable, executableOptions: switches };
  // Its -NoLogo comes first: switched off, and given again in other letters behind the program's name.
  const executableOptions = { '-NoLogo': false, [executable]: true, '-nologo': true, ...switches };
  return { executable: 'setsid', executableOptions };
}

/** How long the streams may still have something to say behind the process's end. */
const DRAIN_MS = 250;
/** How long a shell may take to end by itself once its stdin has ended. */
const LEAVE_MS = 3000;

/** A started PowerShell: text in, text out, and its end. Never throws and never emits an unhandled rejection. */
export class ShellProcess {
  /** Resolves when the process has ended, or could not be started. */
  readonly ended: Promise<void>;
  onOutput: (text: string) => void = () => {};
  readonly #shell: Shell;
  readonly #process: ChildProcess;
  readonly #platform: NodeJS.Platform;

  constructor(command: ShellCommand, platform: NodeJS.Platform = process.platform) {
    this.#platform = platform;
    const spawnOptions = { env: command.env, windowsHide: true };
    this.#shell = new Shell({ ...commandLine(command, platform), spawnOptions });
    const child: unknown = Reflect.get(this.#shell, 'process');
    if (!(child instanceof ChildProcess)) throw new Error('node-powershell has no process');
    this.#process = child;
    this.ended = this.#watch();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  #watch(): Promise<void> {
    const { stdin, stdout, stderr } = this.#shell.streams;
    // It rejects when the program is missing, before anybody could have asked for it.
    const exit: unknown = Reflect.get(this.#shell, 'exitPromise');
    if (exit instanceof Promise) exit.catch(() => {});
    // node-powershell hears the first error of each only; the end itself tells enough.
    stdin.on('error', () => {});
    stdout.on('data', (text: string) => this.onOutput(text));
    // Whatever is on stderr is read and dropped: it may hold anything, and a full pipe would stop the shell.
    stderr.on('data', () => {});
    return new Promise((resolve) => {
      this.#process.on('error', () => resolve());
      this.#process.once('close', () => resolve());
      this.#process.once('exit', () => {
        // What it had started goes too; a child that holds stdout would keep `close` away for ever. On Windows
        // nothing names the children of a process that is gone.
        if (this.#platform !== 'win32') killGroup(this.pid ?? 0);
        setTimeout(resolve, DRAIN_MS).unref();
      });
    });
  }

  write(text: string): void {
    if (this.#shell.streams.stdin.writable) this.#shell.streams.stdin.write(text);
  }

  /** Ends it and all it has started, at once. */
  async kill(): Promise<void> {
    if (this.pid !== undefined) await killTree(this.pid, this.#platform);
    await this.ended;
  }

  /** Lets an idle shell end by itself, for a moment. */
  async leave(): Promise<void> {
    this.#shell.streams.stdin.end();
    const timer = setTimeout(() => void this.kill(), LEAVE_MS);
    await this.ended;
    clearTimeout(timer);
  }
}
