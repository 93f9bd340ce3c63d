import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fsReason } from '../../../storage/fs-error';
import type { Log } from '../../../storage/log';
import type { ScaledClock } from '../clock';

/** Lines are written together, so that a thousand sockets cut at once are one write (IIS waits for 64 KB). */
const FLUSH_MS = 200;

interface LogFileOptions {
  dir: string;
  /** "u_ex261124.log" for a day "261124". */
  nameOf: (day: string) => string;
  software: string;
  fields: string;
  clock: ScaledClock;
  log: Log;
}

/** "2026-11-24 03:00:00" of a time in ms since 1970, UTC as W3C logs are. */
export const stampOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** A value as W3C logs have it: "-" for none, "+" for what would end the field. */
export const valueOf = (text: string | undefined): string =>
  text === undefined || text === ''
    ? '-'
    : text.replace(/[^\u0021-\u007e\u0080-\uffff]/g, '+').slice(0, 4096);

/** A log that is written as HTTP.sys writes one: a file a day, a head in each. A disk that is full loses lines only. */
export class LogFile {
  readonly #options: LogFileOptions;
  #waiting: { day: string; line: string }[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Adds a line behind its time, which is now on the practice server's clock. */
  add(values: readonly (string | number)[]): void {
    const stamp = stampOf(this.#options.clock.now());
    const day = stamp.slice(2, 10).replaceAll('-', '');
    this.#waiting.push({ day, line: `${stamp} ${values.join(' ')}\r\n` });
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      for (const day of new Set(waiting.map((one) => one.day)))
        this.#write(
          day,
          waiting.filter((one) => one.day === day).map(({ line }) => line),
        );
    } catch (error) {
      const { dir, log } = this.#options;
      log.warn('a practice log could not be written', { dir, reason: fsReason(error) });
    }
  }

  #write(day: string, lines: readonly string[]): void {
    const { dir, nameOf, software, fields } = this.#options;
    const file = path.join(dir, nameOf(day));
    if (!existsSync(file)) {
      mkdirSync(dir, { recursive: true });
      const date = lines[0]?.slice(0, 19) ?? '';
      writeFileSync(
        file,
        `#Software: ${software}\r\n#Version: 1.0\r\n#Date: ${date}\r\n#Fields: ${fields}\r\n`,
      );
    }
    appendFileSync(file, lines.join(''));
  }
}
