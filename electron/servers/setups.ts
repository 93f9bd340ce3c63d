import { z } from 'zod';
import { SetupAnswers, SetupBegun } from '../../shared/model/setup';
import type { DataFolder } from '../storage/data-folder';
import { redactText } from '../storage/redact';

const FILE = 'setups.json';
const VERSION = 1;
/** The oldest are forgotten beyond this. */
const MOST = 500;
const Kept = z.object({ answers: SetupAnswers, begun: SetupBegun.nullable() });
type Kept = z.infer<typeof Kept>;
const Stored = z.object({
  version: z.literal(VERSION),
  setups: z.array(Kept.extend({ key: z.string() })),
});
type Stored = z.infer<typeof Stored>;

const NOTHING: SetupAnswers = {
  step: 'application',
  kind: null,
  values: {},
  sockets: null,
  front: null,
  ticks: {},
};

/** Guided set-ups that were begun: their answers per server, site and application, names compared without case. */
export class Setups {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;
  readonly #known = new Map<string, Kept>();
  #loaded: Promise<void> | null = null;

  /** `onProblem` is told one sentence when what is stored was damaged or is from a newer version. */
  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  /** The answers, or those of a set-up that nobody began. */
  async get(serverId: string, site: string, application: string): Promise<Kept & { saved: boolean }> {
    await this.#load();
    const known = this.#known.get(keyOf(serverId, site, application));
    return known ? { ...known, saved: true } : { answers: NOTHING, begun: null, saved: false };
  }

  /** Keeps answers; null forgets them. The newest stands last. */
  async set(serverId: string, site: string, application: string, kept: Kept | null): Promise<void> {
    await this.#load();
    const key = keyOf(serverId, site, application);
    this.#known.delete(key);
    if (kept) this.#known.set(key, kept);
    for (const oldest of [...this.#known.keys()].slice(0, Math.max(0, this.#known.size - MOST)))
      this.#known.delete(oldest);
    const setups = [...this.#known].map(([each, { answers, begun }]) => ({
      key: each,
      answers: { ...answers, values: withoutSecrets(answers.values) },
      begun,
    }));
    const stored: Stored = { version: VERSION, setups };
    await this.#folder.writeJson(FILE, stored);
  }

  #load(): Promise<void> {
    this.#loaded ??= (async () => {
      const stored = await this.#folder.readJson(FILE, Stored, {
        version: VERSION,
        empty: { version: VERSION, setups: [] },
      });
      if (stored.problem) this.#onProblem(stored.problem);
      for (const { key, answers, begun } of stored.value.setups.slice(-MOST))
        this.#known.set(key, { answers, begun });
    })();
    return this.#loaded;
  }
}

/** A password in an address of a back end stays in memory: the data folder never holds a secret. */
function withoutSecrets(values: SetupAnswers['values']): SetupAnswers['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, text]) => redactText(text) === text));
}

function keyOf(serverId: string, site: string, application: string): string {
  return JSON.stringify([serverId, site.toLowerCase(), application.toLowerCase()]);
}
