import { z } from 'zod';
import { MeasuredCeiling } from '../../shared/model/tester-runs';
import type { DataFolder } from '../storage/data-folder';

const FILE = 'measured-ceilings.json';
const VERSION = 1;
const Measured = z.object({ serverId: z.string(), site: z.string(), ceiling: MeasuredCeiling });
const Stored = z.object({ version: z.literal(VERSION), measured: z.array(Measured) });
/** The oldest go first; a farm has some hundred sites at most. */
const KEPT = 500;

/** Where a load from here was last refused, per site, kept on disk with its date. Names are compared as IIS does. */
export class MeasuredCeilings {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;

  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  /** null where none was ever found. */
  async get(serverId: string, site: string): Promise<MeasuredCeiling | null> {
    return (await this.#list()).find((one) => same(one, { serverId, site }))?.ceiling ?? null;
  }

  /** Replaces the one that was found before. */
  async set(serverId: string, site: string, ceiling: MeasuredCeiling): Promise<void> {
    await this.#folder.withLock(async () => {
      const others = (await this.#list()).filter((one) => !same(one, { serverId, site }));
      const measured = [...others, { serverId, site, ceiling }].slice(-KEPT);
      await this.#folder.writeJson(FILE, { version: VERSION, measured });
    });
  }

  async #list(): Promise<z.infer<typeof Measured>[]> {
    const { value, problem } = await this.#folder.readJson<z.infer<typeof Stored>>(FILE, Stored, {
      version: VERSION,
      empty: { version: VERSION, measured: [] },
    });
    if (problem !== undefined) this.#onProblem(problem);
    return value.measured;
  }
}

interface Which {
  serverId: string;
  site: string;
}
const same = (one: Which, other: Which): boolean =>
  one.serverId === other.serverId && one.site.toLowerCase() === other.site.toLowerCase();
