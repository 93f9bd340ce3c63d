import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { redact, redactText } from './redact';

/** Names of values; a secret among them is masked before anything is written. */
export type LogFields = Readonly<Record<string, unknown>>;

/** What was run where, and how long it took; never a secret. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log whose lines all carry one id, for one call of the window or one run of the command line. */
  call(name: string): Log;
}

/** A log into a file. */
interface FileLog extends Log {
  /** Resolves when every line so far is in the file, or can't get there. */
  written(): Promise<void>;
}

const MAX_BYTES = 5 * 1024 * 1024;
const KEPT_FILES = 3;

type Level = 'info' | 'warn' | 'error';
type Write = (level: Level, line: string) => void;

/**
 * Our log: `<dataDir>/logs/switchboard.log`, one JSON object a line, 5 MB a file, two older ones kept. A log that
 * can't be written never stops the work. Lines wait in memory until `calm`, so that loading the library takes nothing
 * from a launch; a warning or an error doesn't wait.
 */
export function createLog(dataDir: string, calm: Promise<void> = Promise.resolve()): FileLog {
  const dir = join(dataDir, 'logs');
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch {
    return { ...silentLog, written: () => Promise.resolve() };
  }
  const waiting: [Level, string][] = [];
  let write: Write | undefined;
  let opening: Promise<void> | undefined;
  const open = async (): Promise<void> => {
    write = await openFile(join(dir, 'switchboard.log'));
    for (const [level, line] of waiting.splice(0)) write(level, line);
  };
  const written = (): Promise<void> => (opening ??= open().catch(() => void (write = () => undefined)));
  void calm.then(written);
  const log = makeLog((level, line) => {
    if (write) write(level, line);
    else waiting.push([level, line]);
    if (level !== 'info') void written();
  });
  return { ...log, written };
}

async function openFile(file: string): Promise<Write> {
  const { default: electronLog } = await import('electron-log/node');
  const logger = electronLog.create({ logId: randomUUID() });
  logger.transports.console.level = false;
  const transport = logger.transports.file;
  transport.level = 'info';
  transport.resolvePathFn = () => file;
  transport.maxSize = MAX_BYTES;
  transport.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  // Only our text: the library's own transforms read "%s" and "%c" in it.
  transport.transforms = [({ data }) => String(data[0])];
  transport.archiveLogFn = () => rotate(file);
  return (level, line) => logger[level](line);
}

/** For tests, and where no folder can be had. */
export const silentLog: Log = makeLog(() => undefined);

/** A log into a function: `write` gets the level and one line of JSON. */
export function makeLog(write: Write, callId?: string): Log {
  const at =
    (level: Level) =>
    (message: string, fields: LogFields = {}): void => {
      const time = new Date().toISOString();
      const line = { time, level, ...(callId ? { call: callId } : {}), message: redactText(message) };
      // First for its place in the line, last so that no field can take its names.
      write(level, JSON.stringify({ ...line, ...asRecord(redact(fields)), ...line }));
    };
  return {
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    call: (name) => makeLog(write, `${name}#${randomUUID().slice(0, 8)}`),
  };
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

/** switchboard.log → .1.log → .2.log → gone. Two processes may meet here; the second finds nothing to move. */
function rotate(file: string): void {
  const older = (n: number): string => (n === 0 ? file : file.replace(/\.log$/, `.${n}.log`));
  try {
    rmSync(older(KEPT_FILES - 1), { force: true });
    for (let n = KEPT_FILES - 2; n >= 0; n -= 1) {
      try {
        renameSync(older(n), older(n + 1));
      } catch {
        continue;
      }
    }
  } catch {
    return;
  }
}
