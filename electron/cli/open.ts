import path from 'node:path';
import { visible } from '../../shared/visible';
import { AppError } from '../../shared/errors';
import { ConfigFileGateway } from '../gateways/config-file/config-file-gateway';
import { forkHost } from '../hosts/fork-host';
import { Journal } from '../iis/changes/journal';
import type { OpenServer } from '../servers/open-server';
import { PracticeLink } from '../servers/practice-link';
import { checkedName, computerEntry, fileEntry, PRACTICE } from '../servers/server-list';
import { refuseOffWindows } from '../servers/refuse-off-windows';
import { windowsGateway } from '../servers/windows-gateway';
import { Servers } from '../servers/servers';
import { DataFolder } from '../storage/data-folder';
import type { Log } from '../storage/log';
import { probeHandshake } from '../websocket/probe';

interface Which {
  practice?: true;
  config?: string;
  /** A computer with IIS; "." is this one. */
  server?: string | undefined;
  /** `PATH=FILE`, PATH being "Site", "Site/app" or "Site/app/folder". */
  web?: string[];
}

interface Opened {
  server: OpenServer;
  close: () => Promise<void>;
}

/** Opens the one server a command was given. Throws `bad-request` unless it is exactly one of the three. */
export async function openServer(which: Which, dataDir: string, log: Log, version: string): Promise<Opened> {
  const given = [which.practice === true, which.config !== undefined, which.server !== undefined];
  if (given.filter(Boolean).length !== 1)
    throw new AppError(
      'bad-request',
      'Say which server: one of --practice, --config FILE and --server NAME ("." is this computer).',
    );
  if (which.config === undefined && which.web?.length)
    throw new AppError('bad-request', '--web goes with --config only.');
  const now = (): Date => new Date();
  const folder = new DataFolder(dataDir);
  const onProblem = (sentence: string): void =>
    void process.stderr.write(`switchboard: ${visible(sentence)}\n`);
  const practice = new PracticeLink({ dataDir, spawnHost: forkHost, log, onNotice: onProblem });
  const journal = new Journal({ folder, log, now, version });
  const servers = new Servers({
    folder,
    journal,
    practice,
    probe: probeHandshake,
    log,
    now,
    onProblem,
  });
  const close = async (): Promise<void> => {
    await servers.dispose();
    await practice.dispose();
  };
  if (which.server !== undefined) {
    refuseOffWindows();
    const entry = computerEntry(checkedName(which.server));
    const endpoints = () => servers.addresses.ofServer(entry.id);
    return { server: servers.open(entry, windowsGateway({ entry, log, endpoints })), close };
  }
  if (which.config === undefined) return { server: await servers.get(PRACTICE.id), close };
  const file = path.resolve(which.config);
  const webConfigs = (which.web ?? []).map(parseWeb);
  const server = servers.open(fileEntry(file), new ConfigFileGateway(file, webConfigs));
  const { config } = await server.session.snapshot().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  for (const { iisPath } of webConfigs) {
    const [site = ''] = iisPath.replace(/^\/+/, '').split('/');
    if (!config.findSite(site))
      throw new AppError(
        'not-found',
        `There is no site "${site}" in ${config.file}, so the web.config of "${iisPath}" belongs to nothing; look at the PATH of --web.`,
      );
  }
  return { server, close };
}

/** The last "=" parts, so that a site's name may hold one; a file's path then may not. */
function parseWeb(text: string): { iisPath: string; path: string } {
  const at = text.lastIndexOf('=');
  if (at <= 0 || at === text.length - 1)
    throw new AppError(
      'bad-request',
      `"${text}" is not of the form PATH=FILE, for example --web "Chat/api=./web.config".`,
    );
  return { iisPath: text.slice(0, at), path: path.resolve(text.slice(at + 1)) };
}
