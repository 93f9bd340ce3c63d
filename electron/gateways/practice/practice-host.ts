import { z } from 'zod';
import { AppError } from '../../../shared/errors';
import { ErrorData } from '../../../shared/model/common';
import type { HostHandle, SpawnHost } from '../../hosts/host';
import type { Log } from '../../storage/log';
import { PracticeClient } from './practice-client';

interface EnsureOptions {
  dataDir: string;
  spawnHost: SpawnHost;
  log: Log;
  /** Told once, with one sentence, when the server is gone that this answered. Ask again for another one. */
  onDied: (sentence: string) => void;
}

const START_MS = 30_000;
const OTHERS_ENDED = 'The practice server of another window or command line has ended.';
const OWN_DIED = 'The practice server stopped unexpectedly and is started again; its sockets were cut.';

/** What a host says about itself. */
const HostMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.number().int() }),
  z.object({ type: z.literal('failed'), error: ErrorData }),
]);

/**
 * The data folder's practice server: the one that runs already, else one that is started here and ends with the client
 * (`close`) or with this process. Throws `practice-unavailable`, `data-folder-unusable`.
 */
export async function ensurePractice(options: EnsureOptions): Promise<PracticeClient> {
  const { dataDir, onDied } = options;
  const found = await PracticeClient.find(dataDir);
  if (found) return watched(found, onDied, OTHERS_ENDED);
  return startOwn(options);
}

async function startOwn({ dataDir, spawnHost, log, onDied }: EnsureOptions): Promise<PracticeClient> {
  const started = performance.now();
  const host = spawnHost('practice', [dataDir]);
  const exit = new Promise<number | null>((resolve) => host.onExit(resolve));
  let raced = false;
  try {
    await untilReady(host, exit);
  } catch (error) {
    host.kill();
    // Another process was quicker: its server is as good.
    raced = error instanceof AppError && error.code === 'busy';
    if (!raced) throw error;
  }
  const client = await PracticeClient.find(dataDir);
  if (!client) {
    host.kill();
    throw unavailable('The practice server was started but can not be found.');
  }
  if (raced) return watched(client, onDied, OTHERS_ENDED);
  log.info('the practice server was started', { ms: Math.round(performance.now() - started) });
  client.own = true;
  client.onClose(() => host.kill());
  return watched(client, onDied, OWN_DIED);
}

/** A client whose server's end is told, but not the end that `close` makes. */
function watched(
  client: PracticeClient,
  onDied: (sentence: string) => void,
  sentence: string,
): PracticeClient {
  client.onLost(() => onDied(sentence));
  return client;
}

function untilReady(host: HostHandle, exit: Promise<number | null>): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(unavailable(`The practice server did not start within ${START_MS / 1000} s.`)),
      START_MS,
    );
    void exit.then((code) => {
      clearTimeout(late);
      reject(unavailable(`The practice server ended while it started (${code ?? 'no'} exit code).`));
    });
    host.onMessage((message) => {
      const read = HostMessage.safeParse(message);
      if (!read.success) return;
      clearTimeout(late);
      if (read.data.type === 'ready') {
        resolve();
        return;
      }
      const { code, message: sentence, where, fix } = read.data.error;
      reject(new AppError(code, sentence, { where, fix }));
    });
  });
}

const unavailable = (sentence: string): AppError =>
  new AppError('practice-unavailable', sentence, { fix: 'Try again; the log in the data folder says more.' });
