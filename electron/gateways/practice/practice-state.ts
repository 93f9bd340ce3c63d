import { z } from 'zod';
import { DataFolder } from '../../storage/data-folder';
import type { Log } from '../../storage/log';

const PracticeState = z.object({
  version: z.number().int(),
  /** Where the configuration came from; null: a file of the user's. */
  scenario: z.string().nullable(),
  /** Windows' own knowledge, which stands in no configuration file. */
  feature: z.enum(['Installed', 'Available']),
  /** Started by hand although they don't start by themselves; names in lower case. */
  startedSites: z.array(z.string()).max(100_000),
  startedPools: z.array(z.string()).max(100_000),
});
export type PracticeState = z.infer<typeof PracticeState>;

const VERSION = 1;
const NAME = 'practice/state.json';

export const stateOf = (scenario: string | null, feature: PracticeState['feature']): PracticeState => ({
  version: VERSION,
  scenario,
  feature,
  startedSites: [],
  startedPools: [],
});

/** `practice/state.json`: what a real server would know besides its configuration. */
export class StateFile {
  readonly #folder: DataFolder;
  readonly #log: Log;
  #readOnly = false;

  constructor(dataDir: string, log: Log) {
    this.#folder = new DataFolder(dataDir);
    this.#log = log;
  }

  /** null where there is none yet, or none that can be understood. Throws `data-folder-unusable`. */
  async read(): Promise<PracticeState | null> {
    const missing = { ...stateOf(null, 'Available'), version: 0 };
    const read = await this.#folder.readJson(NAME, PracticeState, { version: VERSION, empty: missing });
    this.#readOnly = read.readOnly;
    if (read.problem !== undefined) this.#log.warn(read.problem);
    return read.value.version === 0 ? null : read.value;
  }

  /** A file of a newer version stays as it is. */
  async write(state: PracticeState): Promise<void> {
    if (!this.#readOnly) await this.#folder.writeJson(NAME, state);
  }
}
