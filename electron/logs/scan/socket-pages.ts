import { nameText } from '../formats/row';
import { count } from '../../../shared/words';
import { scanLogs } from './log-scan';
import type { LogScan } from './log-scan';
import type { Runner } from './runner';
import type { TimeRange } from './task';

const MOST_PATHS = 50;
const MOST_SENTENCES = 5;

/**
 * Looks once more through the logs, for requests to the paths of sockets that were answered 200. A path is a socket's when
 * a socket ended there or an upgrade was refused as such; only the whole scan knows them, so this comes behind it. Counts nothing when
 * the signal ends it.
 */
export async function countSocketPages(
  paths: readonly string[],
  { tally }: LogScan,
  runner: Runner,
  { range, signal }: { range: TimeRange; signal: AbortSignal },
): Promise<void> {
  const ended = tally.urls.top(MOST_PATHS).filter(({ sockets }) => sockets > 0);
  const pages = [...new Set([...ended.map(({ name }) => name), ...tally.socketPaths])];
  if (pages.length === 0 || signal.aborted) return;
  const again = await scanLogs(paths, runner, { range: { ...range, pages }, signal });
  if (again.state === 'cancelled') return;
  for (const [url, answered] of again.tally.pages) tally.pages.set(url, answered);
}

/** "12 requests to /chat were answered 200 instead of 101 …", the most first. */
export const socketPageSentences = ({ tally }: LogScan): string[] =>
  [...tally.pages]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_SENTENCES)
    .map(
      ([url, answered]) =>
        `${count(answered, 'request')} to ${nameText(url)} ${answered === 1 ? 'was' : 'were'} answered 200 instead of 101: they were no upgrade, or nothing took the upgrade.`,
    );
