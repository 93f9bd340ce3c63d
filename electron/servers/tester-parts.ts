import type { SpawnHost } from '../hosts/host';
import type { DataFolder } from '../storage/data-folder';
import type { Log } from '../storage/log';
import { SavedMessages } from '../websocket/saved-messages';
import { TesterClient } from '../websocket/tester-client';
import { LoadAsker } from './load-asker';
import type { MeasuredCeilings } from './measured-ceilings';
import type { SeenServer } from './site-at';
import { SocketExplainer } from './socket-explainer';
import { TesterRuns } from './tester-runs';

export interface TesterOptions {
  spawnHost: SpawnHost;
  folder: DataFolder;
  log: Log;
  now: () => Date;
  /** One sentence for the administrator. */
  warn: (sentence: string) => void;
  /** The servers that are open. */
  sessions: () => readonly SeenServer[];
  measured: MeasuredCeilings;
}

/** The Tester beside what is known of the servers. */
export interface TesterParts {
  tester: TesterClient;
  explainer: SocketExplainer;
  saved: SavedMessages;
  asker: LoadAsker;
  runs: TesterRuns;
}

/** Its process is started on first need only. */
export function createTesterParts(options: TesterOptions): TesterParts {
  const { spawnHost, folder, log, now, warn, sessions, measured } = options;
  const explainer = new SocketExplainer(sessions);
  const asker = new LoadAsker(sessions);
  return {
    tester: new TesterClient({ spawnHost, log, onDied: warn }),
    explainer,
    saved: new SavedMessages(folder, warn),
    asker,
    runs: new TesterRuns({ asker, explainer, measured, now }),
  };
}
