import { appendFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../shared/errors';
import { fsReason } from '../../../storage/fs-error';
import type { Log } from '../../../storage/log';
import type { Numbered } from './log-name';

/** Lines are written together, so that a thousand sockets cut at once are one write (IIS waits for 64 KB). */
const FLUSH_MS = 200;

/** A row and what it must stand under. */
export interface LogLine {
  /** The name of the file, or of its numbered kind. */
  name: string | Numbered;
  software: string;
  /** Separated by spaces, as in `#Fields`. */
  fields: string;
  /** "2026-11-24 03:00:00": of the file's head, if the row is its first. */
  stamp: string;
  text: string;
  encoding: 'utf8' | 'latin1';
}

interface LogFileOptions {
  /** Asked when something is to be written; may throw. */
  dir: () => string;
  log: Log;
}

/** "2026-11-24 03:00:00" of a time in ms since 1970, UTC as W3C logs are. */
export const stampOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** A value as W3C logs have it: "-" for none, "+" for what would end the field. */
export const valueOf = (text: string | undefined): string =>
  text === undefined || text === ''
    ? '-'
    : text.replace(/[^\u0021-\u007e\u0080-\uffff]/g, '+').slice(0, 4096);

/**
 * The logs of one folder, written as HTTP.sys writes them: a head where a file begins, and again in the same file where
 * the fields change and after a new start. A disk that is full loses lines only.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #waiting: LogLine[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** The file and the fields that the last line stands under. */
  #under = '';

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  add(line: LogLine): void {
    this.#waiting.push(line);
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS);
  }

  /** Writes what waits. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length === 0) return;
    try {
      const dir = this.#options.dir();
      mkdirSync(dir, { recursive: true });
      for (const [first, lines] of alike(waiting))
        this.#write(path.join(dir, nameIn(dir, first)), first, lines);
    } catch (error) {
      const reason = error instanceof AppError ? error.message : fsReason(error);
      this.#options.log.warn('a practice log could not be written', { reason });
    }
  }

  #write(file: string, { software, fields, stamp, encoding }: LogLine, lines: string): void {
    const under = `${file}\n${fields}`;
    const head =
      under === this.#under && existsSync(file)
        ? ''
        : `#Software: ${software}\r\n#Version: 1.0\r\n#Date: ${stamp}\r\n#Fields: ${fields}\r\n`;
    appendFileSync(file, head + lines, encoding);
    this.#under = under;
  }
}

/** Runs of lines that go to one file under one head: the first of each, and the text of all. */
function alike(lines: readonly LogLine[]): [LogLine, string][] {
  const runs: [LogLine, string][] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    if (last && keyOf(last[0]) === keyOf(line)) last[1] += line.text;
    else runs.push([line, line.text]);
  }
  return runs;
}

const keyOf = ({ name, fields, encoding }: LogLine): string => JSON.stringify([name, fields, encoding]);

/** Of numbered files the last one, or the next if that is full. */
function nameIn(dir: string, { name }: LogLine): string {
  if (typeof name === 'string') return name;
  for (let number = 1; ; number += 1) {
    const file = `${name.stem}${number}.log`;
    const size = statSync(path.join(dir, file), { throwIfNoEntry: false })?.size ?? 0;
    if (size < name.truncateSize) return file;
  }
}
