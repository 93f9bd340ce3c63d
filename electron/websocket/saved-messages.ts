import { z } from 'zod';
import { AppError } from '../../shared/errors';
import { SavedMessage } from '../../shared/model/tester';
import type { DataFolder } from '../storage/data-folder';

const FILE = 'messages.json';
const VERSION = 1;
const Stored = z.object({ version: z.literal(VERSION), messages: z.array(SavedMessage) });
const MAX_SAVED = 500;

/** The messages that the administrator keeps, in a readable file of the data folder, in the order they were first saved. */
export class SavedMessages {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;

  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  async list(): Promise<SavedMessage[]> {
    const empty = { version: VERSION, messages: [] } as const;
    const { value, problem } = await this.#folder.readJson<z.infer<typeof Stored>>(FILE, Stored, {
      version: VERSION,
      empty: { ...empty, messages: [] },
    });
    if (problem !== undefined) this.#onProblem(problem);
    return value.messages;
  }

  /** Replaces the one of the same name. Throws `busy` when 500 are kept. */
  save(message: SavedMessage): Promise<void> {
    return this.#change((messages) => {
      const at = messages.findIndex(({ name }) => name === message.name);
      if (at < 0 && messages.length >= MAX_SAVED)
        throw new AppError('busy', `${MAX_SAVED} messages are kept already; forget one of them first.`);
      return at < 0 ? [...messages, message] : messages.with(at, message);
    });
  }

  forget(name: string): Promise<void> {
    return this.#change((messages) => messages.filter((one) => one.name !== name));
  }

  async #change(change: (messages: SavedMessage[]) => SavedMessage[]): Promise<void> {
    await this.#folder.withLock(async () => {
      const messages = change(await this.list());
      await this.#folder.writeJson(FILE, { version: VERSION, messages });
    });
  }
}
