import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Gateway } from '../../../electron/gateways/gateway';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { PowerShellGateway } from '../../../electron/gateways/powershell/powershell-gateway';
import { ChangesService } from '../../../electron/iis/changes/changes-service';
import { Journal } from '../../../electron/iis/changes/journal';
import { effectiveAll, readServer, type ServerConfig } from '../../../electron/iis/config';
import { DataFolder } from '../../../electron/storage/data-folder';
import { silentLog } from '../../../electron/storage/log';
import { createWindowsBox, type BoxOptions, type WindowsBox } from '../windows-box';

export interface OpenBox {
  box: WindowsBox;
  session: NodePowerShellSession;
  gateway: PowerShellGateway;
}

/** A box and the product's gateway on it, unlocked; both end with the test, or when `finished` says so. */
export async function openBox(
  options: BoxOptions,
  finished: (end: () => Promise<void>) => void = onTestFinished,
): Promise<OpenBox> {
  const box = await createWindowsBox(options);
  finished(() => box.dispose());
  const session = new NodePowerShellSession({ target: null, env: box.env });
  const gateway = new PowerShellGateway({
    session,
    name: 'WEB07',
    host: 'localhost',
    mayElevate: false,
    log: silentLog,
  });
  finished(() => gateway.dispose());
  gateway.real.unlocked = true;
  return { box, session, gateway };
}

/** Pending changes, apply and undo over any gateway, with a data folder of their own. */
export async function changesOf(
  gateway: Gateway,
  onProblem: (sentence: string) => void = () => undefined,
  /** One of before: the next start. */
  before?: string,
): Promise<{ service: ChangesService; dir: string }> {
  const dir = before ?? (await mkdtemp(path.join(os.tmpdir(), 'switchboard-changes-')));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const folder = new DataFolder(dir);
  await folder.ensure();
  const now = (): Date => new Date();
  const service = new ChangesService({
    serverId: 'box',
    serverName: 'WEB07',
    gateway,
    folder,
    journal: new Journal({ folder, log: silentLog, now, version: '1.2.3' }),
    readConfig: async () => readServer((await gateway.read()).files),
    runtime: () => null,
    onProblem,
    log: silentLog,
    now,
  });
  return { service, dir };
}

export async function configOf(gateway: Gateway): Promise<ServerConfig> {
  return readServer((await gateway.read()).files);
}

/** Every effective value of everything, without the places it comes from: IIS formats the text itself. */
export function modelOf(config: ServerConfig): Record<string, unknown> {
  const values = (target: Parameters<typeof effectiveAll>[1]): unknown[] =>
    effectiveAll(config, target).map(({ name, value, locked }) => [name, value, locked]);
  return {
    server: values({ kind: 'server' }),
    pools: config.pools.map(({ name }) => [name, values({ kind: 'pool', pool: name })]),
    applications: config.sites.flatMap(({ name: site, applications }) =>
      applications.map(({ path: at }) => [site, at, values({ kind: 'application', site, path: at })]),
    ),
    sites: config.sites.map(({ name }) => [name, values({ kind: 'site', site: name })]),
    modules: [...config.globalModules.keys()],
  };
}
