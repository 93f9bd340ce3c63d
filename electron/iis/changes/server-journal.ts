import { toErrorData } from '../../../shared/errors';
import type { ConfigEdit } from '../../../shared/model/settings';
import type { ServerRecord } from '../../gateways/gateway';
import type { Log } from '../../storage/log';
import type { Draft, Ending, Journal } from './journal';
import { requestKey } from './request-words';
import { readJournal, type JournalEvent, type KnownEntry } from './journal-events';

interface ServerJournalOptions {
  journal: Journal;
  serverId: string;
  serverName: string;
  /** Absent where nothing can lie on the server. */
  record: ServerRecord | undefined;
  /** Told one sentence when the copy on the server could not be written. */
  onProblem: (sentence: string) => void;
  log: Log;
}

/**
 * The journal of one server: what this computer applied to it, a copy of that on the server, and what others have left
 * there. Ours is written first and must be; the copy must not keep an administrator from mending a server.
 */
export class ServerJournal {
  readonly #options: ServerJournalOptions;
  /** What the copy held when it was read last: it is asked for at every look, and seldom changes. */
  #read: { text: string; entries: KnownEntry[] } = { text: '', entries: [] };

  constructor(options: ServerJournalOptions) {
    this.#options = options;
  }

  /** Oldest first; those from elsewhere are marked so. What others left is checked like any other input. */
  async entries(): Promise<KnownEntry[]> {
    const { journal, serverId, serverName } = this.#options;
    const all = await journal.entries();
    const own = all.filter((entry) => entry.serverId === serverId);
    const ids = new Set(all.map(({ id }) => id));
    // A path from elsewhere is not opened here, and its own list of operations is not trusted to be what its words say:
    // such an entry is taken back by value.
    const foreign = (await this.#recorded())
      .filter(({ id }) => !ids.has(id))
      .map((entry) => ({
        ...entry,
        serverId,
        server: serverName,
        backup: null,
        inverse: undefined,
        // What takes a setting back must be about that setting.
        edits: entry.edits?.every(({ made, back }) => keyOf(made) === keyOf(back)) ? entry.edits : undefined,
        elsewhere: true,
      }));
    return foreign.length === 0 ? own : marked(inOrder(own, foreign));
  }

  begin(draft: Draft): Promise<string> {
    return this.#options.journal.begin(draft, (event) => this.#copy(event));
  }

  /** Notes stay here: each would cost the server a trip. */
  step(id: string, step: string): Promise<void> {
    return this.#options.journal.step(id, step);
  }

  end(id: string, ending: Ending): Promise<void> {
    return this.#options.journal.end(id, ending, (event) => this.#copy(event));
  }

  async #copy(event: JournalEvent): Promise<void> {
    const { record, serverName, onProblem, log } = this.#options;
    if (!record) return;
    try {
      await record.append([JSON.stringify(event)]);
    } catch (error) {
      log.warn('the copy of the journal could not be written', { server: serverName, error });
      if (event.event !== 'begun') return;
      const why = toErrorData(error).message.replace(/\.$/, '');
      onProblem(`${serverName} has no copy of the journal's new entry (${why}); it is in the journal here.`);
    }
  }

  async #recorded(): Promise<KnownEntry[]> {
    const { record, serverName, log } = this.#options;
    if (!record) return [];
    try {
      const text = await record.read();
      if (text !== this.#read.text) this.#read = { text, entries: readJournal(text).entries };
      return this.#read.entries;
    } catch (error) {
      log.warn('the copy of the journal could not be read', { server: serverName, error });
      return [];
    }
  }
}

const keyOf = (edit: ConfigEdit): string => requestKey({ kind: 'config', edit });

/** Our own keep their order, whatever the clock said; the others go where their time fits. */
function inOrder(own: readonly KnownEntry[], foreign: readonly KnownEntry[]): KnownEntry[] {
  const rest = foreign.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const all: KnownEntry[] = [];
  for (const entry of own) {
    while (rest[0] && rest[0].at < entry.at) all.push(...rest.splice(0, 1));
    all.push(entry);
  }
  return [...all, ...rest];
}

/** What one has taken back is undone for the other as well. */
function marked(entries: readonly KnownEntry[]): KnownEntry[] {
  const undone = new Set(
    entries.flatMap(({ undoes, result }) => (undoes !== undefined && result === 'applied' ? [undoes] : [])),
  );
  return entries.map((entry) => (undone.has(entry.id) ? { ...entry, result: 'undone' } : entry));
}
