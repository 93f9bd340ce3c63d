import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ApplyStep } from '../../../../shared/model/changes';
import type { ConfigTarget } from '../../../../shared/model/common';
import type { ChangeRequest } from '../../../../shared/model/readiness';
import type { RuntimeState } from '../../../../shared/model/runtime';
import type { z } from 'zod';
import { MemoryGateway } from '../../../gateways/memory-gateway';
import type { Gateway } from '../../../gateways/gateway';
import { DataFolder } from '../../../storage/data-folder';
import { sha256 } from '../../../storage/hash';
import { makeLog } from '../../../storage/log';
import { tempDir } from '../../../storage/testing/temp-dir';
import { readServer, type ServerConfig } from '../../config';
import { ChangesService } from '../changes-service';
import { Journal } from '../journal';

/** The practice server's first scenario, as text. */
export const troubleText = readScenario('typical-trouble');
export const bareText = readScenario('bare-server');

function readScenario(name: string): string {
  const url = new URL(`../../../gateways/practice/scenarios/${name}.config`, import.meta.url);
  return readFileSync(fileURLToPath(url), 'utf8');
}

export function configOf(text: string | Uint8Array, path = 'applicationHost.config'): ServerConfig {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  return readServer({ applicationHost: { path, bytes }, webConfigs: { complete: true, files: [] } });
}

export const pool = (name: string): ConfigTarget => ({ kind: 'pool', pool: name });
export const site = (name: string): ConfigTarget => ({ kind: 'site', site: name });

export function set(target: ConfigTarget, setting: string, value: string): ChangeRequest {
  return { kind: 'config', edit: { kind: 'set', target, setting, value } };
}

export const integrated = set(pool('ChatPool'), 'managedPipelineMode', 'Integrated');
export const install: ChangeRequest = {
  kind: 'action',
  action: { kind: 'install-feature', feature: 'Web-WebSockets' },
};

/** One data folder with a server in it; `start` is a start of the program on the same folder. */
export class TestServer {
  readonly problems: string[] = [];
  readonly logged: string[] = [];
  readonly dir: string;
  readonly folder: DataFolder;
  readonly journal: Journal;
  readonly service: ChangesService;
  #config: { hash: string; config: ServerConfig } | undefined;
  #runtime: RuntimeState | null = null;

  private constructor(
    dir: string,
    readonly gateway: Gateway,
    readonly serverId: string,
  ) {
    this.dir = dir;
    this.folder = new DataFolder(dir);
    const log = makeLog((_, line) => this.logged.push(line));
    const now = (): Date => new Date();
    this.journal = new Journal({ folder: this.folder, log, now, version: '1.2.3', user: 'WEB01\\admin' });
    this.service = new ChangesService({
      serverId,
      serverName: 'Test server',
      gateway,
      folder: this.folder,
      journal: this.journal,
      readConfig: () => this.readConfig(),
      runtime: () => this.#runtime,
      onProblem: (sentence) => this.problems.push(sentence),
      log,
      now,
    });
  }

  static async start(gateway: Gateway, dir?: string, serverId = 'test'): Promise<TestServer> {
    const server = new TestServer(dir ?? (await tempDir()), gateway, serverId);
    await server.readRuntime();
    return server;
  }

  async readRuntime(): Promise<void> {
    this.#runtime = await this.gateway.runtime();
  }

  /** As the session does: the same object as long as the text is the same. */
  async readConfig(): Promise<ServerConfig> {
    const { files } = await this.gateway.read();
    const hash = sha256(files.applicationHost.bytes);
    if (this.#config?.hash !== hash) this.#config = { hash, config: readServer(files) };
    return this.#config.config;
  }
}

/** Starts on the practice scenario in memory. */
export async function troubleServer(): Promise<{ gateway: MemoryGateway; server: TestServer }> {
  const gateway = new MemoryGateway(troubleText);
  return { gateway, server: await TestServer.start(gateway) };
}

/** Collects what is shown live: the states of all steps, at each change. */
export function recorder(): { seen: string[]; onSteps: (steps: z.infer<typeof ApplyStep>[]) => void } {
  const seen: string[] = [];
  return { seen, onSteps: (steps) => seen.push(steps.map(({ state }) => state.charAt(0)).join('')) };
}
