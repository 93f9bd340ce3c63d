import path from 'node:path';

/** The practice server's files below the data folder. */
export interface PracticePaths {
  dir: string;
  /** A real applicationHost.config. */
  config: string;
  /** Folders of drives, as the configuration names them: "drive/c/inetpub/chat"; logs lie there, too. */
  drive: string;
  state: string;
  /** Of IIS's configuration history: a folder CFGHISTORY_… for each. */
  history: string;
  /** The journal's copy on this server. */
  record: string;
  /** Says where a running server can be asked; owner-only, for it holds the token. */
  running: string;
  /** Held while a server looks for another one and announces itself. */
  startLock: string;
  /** The lock that replaceFile takes for the configuration. */
  configLock: string;
}

export function practicePaths(dataDir: string): PracticePaths {
  const dir = path.resolve(dataDir, 'practice');
  return {
    dir,
    config: path.join(dir, 'applicationHost.config'),
    drive: path.join(dir, 'drive'),
    state: path.join(dir, 'state.json'),
    history: path.join(dir, 'history'),
    record: path.join(dir, 'journal.jsonl'),
    running: path.join(dir, 'running.json'),
    startLock: path.join(dir, '.start-lock'),
    configLock: path.join(dir, '.applicationHost.config.switchboard-lock'),
  };
}
