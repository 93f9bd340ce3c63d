import { AppError } from '../../../shared/errors';
import { actionShows } from './action-shows';
import { alone, readNow, type ApplyPorts, type Reading } from './apply-ports';
import type { Ending } from './journal';
import type { KnownEntry } from './journal-events';
import { siteFileHash } from './files/commit-site-file';
import { saysAll } from './plan';

/**
 * Ends the entries that a crash left open, by looking at what the file holds now. Answers one sentence for each. While
 * another program is applying to this server nothing is done: the open entry is that one's. Throws what reading the
 * server throws; the entries then stay open.
 */
export async function settleOpen(ports: ApplyPorts): Promise<{ settled: boolean; sentences: string[] }> {
  const { journal, serverId } = ports;
  const open = async (): Promise<KnownEntry[]> =>
    (await journal.entries()).filter(
      (entry) => entry.serverId === serverId && entry.result === 'open' && !entry.elsewhere,
    );
  if ((await open()).length === 0) return { settled: true, sentences: [] };
  try {
    return await alone(
      ports,
      async () => {
        const sentences: string[] = [];
        for (const entry of await open())
          sentences.push(await settleOne(ports, entry, await readNow(ports.gateway)));
        return { settled: true, sentences };
      },
      0,
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'busy') return { settled: false, sentences: [] };
    throw error;
  }
}

async function settleOne(ports: ApplyPorts, entry: KnownEntry, now: Reading): Promise<string> {
  const ending =
    entry.kind === 'action'
      ? await endingOfAction(ports, entry, now)
      : endingOf(
          entry,
          entry.siteFile ? await siteFileHash(ports, entry.siteFile) : now.hashOf(entry.file),
          showsAll(entry, now),
        );
  await ports.journal.end(entry.id, ending);
  if (ending.result === 'applied') await ports.pending.remove(entry.pendingIds);
  ports.log.warn('an interrupted change was settled', { entry: entry.id, result: ending.result });
  return ending.sentence;
}

/** Where IIS wrote the file nobody knew its hash beforehand: then the values are asked. */
function showsAll({ hashPlanned, edits = [] }: KnownEntry, { config }: Reading): boolean {
  if (hashPlanned !== null || edits.length === 0) return false;
  return saysAll(
    config,
    edits.map(({ made }) => made),
  );
}

function endingOf(
  { sentence, file, hashBefore, hashPlanned, backup }: KnownEntry,
  now: string | null,
  shows: boolean,
): Ending {
  const begun = begunWords(sentence);
  if (now !== null && (now === hashPlanned || (shows && now !== hashBefore))) {
    return {
      result: 'applied',
      hashAfter: now,
      sentence: `${begun} ${file} holds it: it was written.`,
    };
  }
  if (now === hashBefore) {
    const text = `${begun} ${file} is as it was before: nothing was written.`;
    return { result: 'not applied', hashAfter: null, sentence: text };
  }
  const copy = backup === null ? '' : ` A copy from before may lie at ${backup}.`;
  const text = `${begun} ${file} holds neither what it held before nor what was planned: something else wrote it.${copy}`;
  return { result: 'failed', hashAfter: null, sentence: text };
}

const begunWords = (sentence: string): string => `The program ended in the middle of it: ${sentence}`;

/** An action left no file to compare: the server itself is asked whether it is as the action would leave it. */
async function endingOfAction(
  { gateway }: ApplyPorts,
  { sentence, file, action }: KnownEntry,
  now: Reading,
): Promise<Ending> {
  const begun = begunWords(sentence);
  const shows = action ? actionShows(action, await gateway.runtime().catch(() => null)) : null;
  if (shows === true)
    return {
      result: 'applied',
      hashAfter: now.hashOf(file),
      sentence: `${begun} The server shows it: it happened.`,
    };
  if (shows === false) {
    const text = `${begun} The server does not show it: it did not happen. It is still pending.`;
    return { result: 'not applied', hashAfter: null, sentence: text };
  }
  const text = `${begun} Whether it happened is not known; look at the server.`;
  return { result: 'failed', hashAfter: null, sentence: text };
}
