import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors';
import { count, number } from '../../shared/words';
import { parseTime } from '../logs/parse-time';
import { leftOut, logReport } from '../logs/report';
import type { LogReport } from '../logs/report';
import { parseStatuses } from '../logs/rows/status-filter';
import { scanLogs } from '../logs/scan/log-scan';
import { ThreadRunner } from '../logs/scan/thread-runner';
import { EXIT } from './output';
import type { Output } from './output';

const MOST_NAMED = 20;

export interface LogsOptions {
  since?: string;
  until?: string;
  status?: string;
}

/**
 * Scans logs and prints what they say about handshakes: exit 0, also when something was unreadable (it is named), 2 when
 * all of it was. Throws `file-missing` when none of the paths is there.
 */
export async function logs(paths: readonly string[], options: LogsOptions, out: Output): Promise<number> {
  if (!paths.some((path) => existsSync(path)))
    throw new AppError('file-missing', `There is no file or folder ${paths[0] ?? ''}.`, {
      fix: 'Give a log file or a folder of logs, for example C:\\inetpub\\logs\\LogFiles.',
    });
  const range = {
    since: options.since === undefined ? null : parseTime(options.since, '--since'),
    until: options.until === undefined ? null : parseTime(options.until, '--until'),
    ...(options.status === undefined ? {} : { status: parseStatuses(options.status, '--status') }),
  };
  if (range.since !== null && range.until !== null && range.since > range.until)
    throw new AppError('bad-request', '--since is later than --until; give the earlier time to --since.');
  const runner = new ThreadRunner();
  try {
    const scan = await scanLogs(paths, runner, { range });
    const report = logReport(scan);
    if (out.json) out.object(report);
    else for (const line of [...logText(report), ...leftOut(scan).map((said) => `? ${said}`)]) out.line(line);
    return report.files === 0 && report.unreadable.length > 0 ? EXIT.failed : EXIT.good;
  } finally {
    await runner.close();
  }
}

function* logText(report: LogReport): Generator<string> {
  yield `${count(report.files, 'file')}, ${number(report.bytes)} bytes, ${count(report.lines, 'line')}${report.malformed > 0 ? `, ${number(report.malformed)} of them malformed` : ''}`;
  const named = report.unreadable.slice(0, MOST_NAMED);
  for (const { file, reason } of named) yield `? ${file}: ${reason}`;
  if (report.unreadable.length > named.length)
    yield `? and ${number(report.unreadable.length - named.length)} more; --json names them all`;
  yield* table('status', report.statuses);
  yield* table('HTTPERR reason', report.reasons);
  const { lifetimesMs: lives } = report;
  yield '';
  if (lives.p50 === null || lives.p95 === null || lives.max === null)
    yield 'No socket ended in this time, or the log does not say how long each lived (time-taken).';
  else
    yield `${count(lives.count, 'socket')} ended; half lived up to ${life(lives.p50)}, 95 % up to ${life(lives.p95)}, the longest ${life(lives.max)}. Sockets still open are not in a log.`;
  for (const { sentence } of [...report.peaks, ...report.walls]) yield `! ${sentence}`;
}

const life = (ms: number): string => `${number(Math.round(ms / 100) / 10)} s`;

function* table(head: string, counts: Readonly<Record<string, number>>): Generator<string> {
  const rows = Object.entries(counts);
  if (rows.length === 0) return;
  yield '';
  const width = Math.max(head.length, ...rows.map(([name]) => name.length));
  yield `${head.padEnd(width)}  count`;
  for (const [name, value] of rows) yield `${name.padEnd(width)}  ${number(value)}`;
}
