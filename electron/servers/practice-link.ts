import { ensurePractice } from '../gateways/practice/practice-host';
import type { PracticeClient } from '../gateways/practice/practice-client';
import type { SpawnHost } from '../hosts/host';
import type { Log } from '../storage/log';

interface PracticeLinkOptions {
  dataDir: string;
  spawnHost: SpawnHost;
  log: Log;
  /** One sentence when the practice server died or another one was found. */
  onNotice: (sentence: string) => void;
}

/** The one connection to the practice server: made at first need, made again after it was lost. */
export class PracticeLink {
  readonly #options: PracticeLinkOptions;
  #connecting: Promise<PracticeClient> | null = null;

  constructor(options: PracticeLinkOptions) {
    this.#options = options;
  }

  client(): Promise<PracticeClient> {
    this.#connecting ??= this.#connect();
    return this.#connecting;
  }

  async #connect(): Promise<PracticeClient> {
    const { dataDir, spawnHost, log, onNotice } = this.#options;
    try {
      return await ensurePractice({
        dataDir,
        spawnHost,
        log,
        onDied: (sentence) => {
          this.#connecting = null;
          onNotice(sentence);
        },
      });
    } catch (error) {
      this.#connecting = null;
      throw error;
    }
  }

  async dispose(): Promise<void> {
    const connecting = this.#connecting;
    this.#connecting = null;
    await connecting?.then(
      (client) => client.close(),
      () => undefined,
    );
  }
}
