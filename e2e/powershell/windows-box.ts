import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildStandIns, findEngine } from './engine.mjs';

export interface BoxOptions {
  /** Text of applicationHost.config; or where it really lies (a link to it is made, as in shared configuration). */
  config: string | Uint8Array | { at: string };
  /** Role services by name → InstallState. */
  features?: Record<string, string>;
  /** Data folder of a running practice server that stands for the box's run time. */
  practiceDataDir?: string;
  firewall?: unknown;
  /** A client Windows: optional features instead of role services. */
  client?: boolean;
  /** Keys below HKLM without the drive → their values: { 'SOFTWARE\\Microsoft\\InetStp': { MajorVersion: 10 } }. */
  registry?: Record<string, Record<string, string | number>>;
  /** Modules that are not installed: 'IISAdministration', 'ServerManager' … */
  without?: readonly string[];
  /** whoami.exe, installing and the firewall take the account for one that is not elevated. */
  elevated?: boolean;
}

export interface WindowsBox {
  dir: string;
  configPath: string;
  /** For the engine: `SWITCHBOARD_POWERSHELL`, `windir`, `PSModulePath` and the rest. */
  env: NodeJS.ProcessEnv;
  /**
   * Switches faults on, until the next call; {} switches all off.
   * - read: "denied" (0x80070005), as without elevation
   * - commit: "denied", "sharing" (0x80070020), "fails" (disk full), "foreign-write" (somebody writes just before: the
   *   commit fails with FileLoadException, 0x800703EE)
   * - install: "fails" (ExitCode Failed), "restart" (InstallPending), "pending-restart" (0x80070BC9)
   * - backup, firewall, connection, events: "denied"; netsh: "fails"; wmi: "missing"
   * - counters: "missing" (CIM has no such class), "older"
   * - start-site, stop-site, start-pool, stop-pool, recycle-pool: as read and commit
   * A role service in state "Removed" has no source (0x800F081F); a site without http has no state (0x800710D8).
   */
  setFaults(faults: Record<string, string>): Promise<void>;
  /** Run-time state where no practice server is connected: { sites: [{ name, state, connections }], pools: [...] }. */
  setState(state: unknown): Promise<void>;
  /** Any other file of the box's Windows folder: services.json, events.json, certificates.json, features.json … */
  setFile(name: string, value: unknown): Promise<void>;
  dispose(): Promise<void>;
}

const REGISTRY = {
  'SOFTWARE\\Microsoft\\InetStp': { VersionString: 'Version 10.0', MajorVersion: 10, MinorVersion: 0 },
};

/** The stand-ins' modules but some, as links: a folder beside the assembly, as where they come from. */
async function modulesWithout(standIns: string, dir: string, without: readonly string[]): Promise<string> {
  const folder = path.join(dir, 'Modules');
  await mkdir(folder);
  await symlink(
    path.join(standIns, 'Microsoft.Web.Administration.dll'),
    path.join(dir, 'Microsoft.Web.Administration.dll'),
  );
  for (const name of await readdir(path.join(standIns, 'Modules')))
    if (!without.includes(name)) await symlink(path.join(standIns, 'Modules', name), path.join(folder, name));
  return folder;
}

/** A folder laid out as Windows is, for the real engine with stand-ins for what only Windows has. */
export async function createWindowsBox(options: BoxOptions): Promise<WindowsBox> {
  const pwsh = await findEngine();
  const standIns = await buildStandIns();
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-box-'));
  const windir = path.join(dir, 'Windows');
  const inetsrv = path.join(windir, 'System32', 'inetsrv');
  const configPath = path.join(inetsrv, 'config', 'applicationHost.config');
  await mkdir(path.join(inetsrv, 'config'), { recursive: true });
  await mkdir(path.join(inetsrv, 'backup'));
  await writeFile(path.join(inetsrv, 'w3wp.exe'), '');
  const { config } = options;
  if (typeof config === 'string' || config instanceof Uint8Array) await writeFile(configPath, config);
  else await symlink(config.at, configPath);
  const appcmd = path.join(inetsrv, 'appcmd.exe');
  await copyFile(path.join(standIns, 'bin', 'appcmd.exe'), appcmd);
  await chmod(appcmd, 0o755);
  const features = options.features ?? {
    'Web-Server': 'Installed',
    'Web-WebSockets': 'Installed',
    'Web-AppInit': 'Available',
    'Web-Request-Monitor': 'Available',
    'Web-Scripting-Tools': 'Installed',
  };
  if (features['Web-WebSockets'] === 'Installed' || features['IIS-WebSockets'] === 'Enabled')
    await writeFile(path.join(inetsrv, 'iiswsock.dll'), '');
  const json = (name: string, value: unknown): Promise<void> =>
    writeFile(path.join(windir, name), JSON.stringify(value));
  await json('features.json', features);
  await json('firewall.json', options.firewall ?? OPEN_FIREWALL);
  await json('registry.json', options.registry ?? REGISTRY);
  const without = [...(options.without ?? []), ...(options.client === true ? ['ServerManager'] : [])];
  const modules =
    without.length === 0 ? path.join(standIns, 'Modules') : await modulesWithout(standIns, dir, without);
  const assembly = 'Microsoft.Web.Administration.dll';
  await symlink(path.join(standIns, assembly), path.join(inetsrv, assembly));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    SWITCHBOARD_POWERSHELL: pwsh,
    windir,
    SystemRoot: windir,
    SystemDrive: dir,
    ProgramFiles: path.join(dir, 'Program Files'),
    PSModulePath: [modules, path.join(path.dirname(pwsh), 'Modules')].join(path.delimiter),
    PATH: [path.join(standIns, 'bin'), process.env['PATH']].join(path.delimiter),
    ...(options.practiceDataDir === undefined
      ? {}
      : { SWITCHBOARD_STANDIN_PRACTICE: options.practiceDataDir }),
    ...(options.client === true ? { SWITCHBOARD_STANDIN_CLIENT: '1' } : {}),
    ...(options.elevated === false ? { SWITCHBOARD_STANDIN_ELEVATED: 'no' } : {}),
  };
  return {
    dir,
    configPath,
    env,
    setFaults: (faults) => json('faults.json', faults),
    setState: (state) => json('state.json', state),
    setFile: json,
    dispose: () => rm(dir, { recursive: true, force: true }),
  };
}

const rule = (name: string, ports: string[], more: object = {}): object => ({
  name,
  displayName: name,
  enabled: 'True',
  action: 'Allow',
  profile: 'Any',
  protocol: 'TCP',
  ports,
  ...more,
});

/** Windows's own rules for web servers, and three profiles that block what no rule allows. */
const OPEN_FIREWALL = {
  rules: [rule('IIS-WebServerRole-HTTP-In-TCP', ['80']), rule('IIS-WebServerRole-HTTPS-In-TCP', ['443'])],
  profiles: ['Domain', 'Private', 'Public'].map((name) => ({
    name,
    enabled: 'True',
    inbound: 'Block',
    localRules: 'True',
  })),
};
