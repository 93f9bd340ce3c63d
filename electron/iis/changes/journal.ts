import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { AppError } from '../../../shared/errors';
import type { DataFolder } from '../../storage/data-folder';
import type { Log } from '../../storage/log';
import { LINE_VERSION, readJournal, type Begun, type JournalEvent, type KnownEntry } from './journal-events';

const FILE = 'journal.jsonl';

interface JournalOptions {
  folder: DataFolder;
  log: Log;
  now: () => Date;
  /** Of this program; stands in every entry. */
  version: string;
  /** Who applies: the account that runs this process. */
  user?: string;
}

type OnLine = (event: JournalEvent) => Promise<void>;
export type Draft = Omit<Begun, 'id' | 'by' | 'appVersion'>;
export interface Ending {
  result: 'applied' | 'different' | 'failed' | 'not applied';
  hashAfter: string | null;
  sentence: string;
}

/**
 * Every change ever applied, in one file that only grows: a line is on the disk before the step that it announces.
 * What a crash left open stays `open` until someone has looked at the file. Errors: `file-newer`,
 * `data-folder-unusable`, `busy`.
 */
export class Journal {
  readonly #folder: DataFolder;
  readonly #log: Log;
  readonly #now: () => Date;
  readonly #version: string;
  readonly #user: string;

  constructor({ folder, log, now, version, user }: JournalOptions) {
    this.#folder = folder;
    this.#log = log;
    this.#now = now;
    this.#version = version;
    this.#user = user ?? accountName();
  }

  /** Oldest first, all servers'. */
  async entries(): Promise<KnownEntry[]> {
    const { entries, damaged } = readJournal(await this.#folder.readText(FILE));
    if (damaged > 0) this.#log.warn('journal lines could not be read', { damaged });
    return entries;
  }

  /** Writes ahead what is about to be done and answers the entry's id. `onLine` is told what was written. */
  async begin(draft: Draft, onLine?: OnLine): Promise<string> {
    const entry = { ...draft, id: randomUUID(), by: this.#user, appVersion: this.#version };
    const event = { version: LINE_VERSION, at: this.#at(), event: 'begun', entry } as const;
    await this.#append(event);
    await onLine?.(event);
    return entry.id;
  }

  /** Notes that a step of it has happened. Never fails: the file itself tells the next start what happened. */
  async step(id: string, step: string): Promise<void> {
    try {
      await this.#append({ version: LINE_VERSION, at: this.#at(), event: 'step', id, step });
    } catch (error) {
      this.#log.error('a step could not be noted', { entry: id, step, error });
    }
  }

  async end(id: string, ending: Ending, onLine?: OnLine): Promise<void> {
    const event = { version: LINE_VERSION, at: this.#at(), event: 'ended', id, ...ending } as const;
    await this.#append(event);
    await onLine?.(event);
  }

  #at(): string {
    return this.#now().toISOString();
  }

  async #append(event: JournalEvent): Promise<void> {
    await this.#folder.withLock(async () => {
      if (event.event === 'begun') await this.#refuseNewer();
      await this.#folder.appendLine(FILE, JSON.stringify(event));
    });
  }

  async #refuseNewer(): Promise<void> {
    if (!readJournal(await this.#folder.readText(FILE)).newer) return;
    const file = this.#folder.path(FILE);
    throw new AppError(
      'file-newer',
      `${file} was written by a newer IIS Switchboard, so nothing is applied here.`,
      {
        where: { file },
        fix: 'Use the newer IIS Switchboard, or name another data folder with --data.',
      },
    );
  }
}

/** Set where one account has started this program under the rights of another one. */
const STARTED_BY = ['SWITCHBOARD_STARTED_BY', 'SUDO_USER'];

/** The account that runs this process, and the one behind it: "WEB01\\admin (started by WEB01\\ada)". */
function accountName(): string {
  const name = processAccount();
  const by = STARTED_BY.map((each) => process.env[each] ?? '').find((each) => each !== '');
  return by === undefined || by.toLowerCase() === name.toLowerCase() ? name : `${name} (started by ${by})`;
}

function processAccount(): string {
  const domain = process.platform === 'win32' ? process.env['USERDOMAIN'] : undefined;
  try {
    const { username } = userInfo();
    return domain === undefined ? username : `${domain}\\${username}`;
  } catch {
    // A container's user may have no name.
    return `uid ${String(process.getuid?.() ?? '')}`.trim();
  }
}
