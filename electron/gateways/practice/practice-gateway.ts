import { AppError } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { SourceFile } from '../../iis/config/types';
import type { Log } from '../../storage/log';
import { readSource } from '../config-file/read-source';
import { replaceWith } from '../config-file/replace-with';
import { watchFiles } from '../config-file/watch-files';
import type {
  CommitRequest,
  Gateway,
  GatewayRead,
  KeptConfigs,
  LiveReader,
  ServerRecord,
  SiteFiles,
} from '../gateway';
import { historyOf } from './history';
import type { PracticeClient } from './practice-client';
import { PracticeFiles } from './practice-files';
import { ERROR_FOLDER } from './logs/request-logs';
import { onPracticeDrive } from './practice-drive';
import { practicePaths } from './practice-paths';
import { readWebConfigs } from './practice-web-configs';
import { recordAt } from './record';

interface PracticeGatewayOptions {
  /** The product's data folder, which the server lies in. */
  dataDir: string;
  /** The running server, or one that is started for it. The same one as long as it lives. */
  connect: () => Promise<PracticeClient>;
  log: Log;
}

const AGAIN_MS = 1_000;

/** The practice server as any other server: text from its file on disk, everything else from the server itself. */
export class PracticeGateway implements Gateway {
  readonly kind = 'practice';
  readonly writes = 'bytes';
  readonly handshake = 'automatic';
  readonly siteFiles: SiteFiles;
  readonly kept: KeptConfigs;
  readonly record: ServerRecord;
  readonly live: LiveReader;
  readonly #options: PracticeGatewayOptions;
  readonly #configPath: string;
  readonly #drive: string;
  readonly #ends = new Set<() => void>();

  constructor(options: PracticeGatewayOptions) {
    this.#options = options;
    const { config, drive, history, record } = practicePaths(options.dataDir);
    this.#configPath = config;
    this.#drive = drive;
    this.siteFiles = new PracticeFiles(drive);
    this.kept = historyOf(history);
    this.record = recordAt(record);
    this.live = {
      read: async () => (await options.connect()).live(),
      requests: async (asked) => (await options.connect()).requests(asked),
    };
  }

  async read(): Promise<GatewayRead> {
    const applicationHost = await this.#text();
    const files = await readWebConfigs(this.#drive, applicationHost);
    return { files: { applicationHost, webConfigs: { complete: true, files } } };
  }

  /** The text is there before the server runs, so that the first page need not wait for it. */
  async #text(): Promise<SourceFile> {
    try {
      return await readSource(this.#configPath);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'file-missing') throw error;
      // The first start of all: the server writes the file.
      await this.#options.connect();
      return readSource(this.#configPath);
    }
  }

  logPaths(folder: string): string[] {
    return [folder, ERROR_FOLDER].map((each) => onPracticeDrive(this.#drive, each));
  }

  async runtime(): Promise<RuntimeState> {
    return (await this.#options.connect()).runtime();
  }

  commit(request: CommitRequest): Promise<{ hashAfter: string }> {
    return replaceWith(request);
  }

  async settle(): Promise<void> {
    await (await this.#options.connect()).reload();
  }

  async perform(action: ServerAction): Promise<string> {
    return (await this.#options.connect()).perform(action);
  }

  /** Goes on over the server's death: the one that is started in its place tells `runtime` first. */
  watch(listener: (what: 'config' | 'runtime') => void): () => void {
    let ended = false;
    let timer: NodeJS.Timeout | undefined;
    const unfollow = new Set<() => void>();
    const follow = async (): Promise<void> => {
      const client = await this.#options.connect();
      if (ended) return;
      unfollow.add(client.onChange(({ what }) => listener(what)));
      unfollow.add(client.onClose(() => lost()));
    };
    const lost = (): void => {
      unfollow.clear();
      if (ended) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        follow().then(
          () => listener('runtime'),
          (error: unknown) => {
            this.#options.log.warn('the practice server could not be watched', { error: String(error) });
            lost();
          },
        );
      }, AGAIN_MS);
    };
    follow().catch(() => lost());
    const unwatch = watchFiles([this.#configPath], () => listener('config'));
    const end = (): void => {
      ended = true;
      clearTimeout(timer);
      unwatch();
      for (const one of unfollow) one();
      this.#ends.delete(end);
    };
    this.#ends.add(end);
    return end;
  }

  dispose(): Promise<void> {
    for (const end of this.#ends) end();
    return Promise.resolve();
  }
}
