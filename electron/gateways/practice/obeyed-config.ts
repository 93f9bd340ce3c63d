import type { ConfigTarget } from '../../../shared/model/common';
import type { SettingScalar } from '../../../shared/model/settings';
import { KEEPS_WORKER } from '../../iis/changes/keeps-worker';
import {
  effective,
  effectiveAll,
  entriesOf,
  fold,
  moduleStanding,
  parseTimeSpan,
  readServer,
  sectionText,
  proxyingOf,
  scheduleOf,
} from '../../iis/config';
import type { ServerConfig } from '../../iis/config';
import { joinPath } from '../../iis/config/names';
import type { ApplicationConfig, PoolConfig, SiteConfig, WebConfigSource } from '../../iis/config/types';
import { logRulesOf, type LogRules } from './logs/log-rules';
import type { LifeRules } from './worker/worker-life';

const MODULE = 'WebSocketModule';
const SECURITY = 'system.webServer/security';
/** arr_schema.xml: a farm's own default, another one than the server's. */
const FARM_TIMEOUT = '00:00:30';

export interface SiteRules {
  maxConnections: number;
  connectionTimeoutMs: number;
}

export interface PoolRules extends LifeRules {
  classic: boolean;
  /** Runs the .NET Framework in its process; "" is No Managed Code. */
  managed: boolean;
  recyclesOnChange: boolean;
  /** All settings whose change ends its worker process. */
  readonly digest: string;
}

export interface ApplicationRules {
  /** `removed-locked`: taken away although its entry is locked, which IIS answers with 500.19. */
  module: 'in-place' | 'missing' | 'removed-locked';
  /** Why IIS refuses every request there with 500.19: its web.config sets what is locked, or is no sound text. */
  refused: string | null;
  sectionEnabled: boolean;
  pingMs: number;
  requestLimit: number;
  /** Bytes of path and query that request filtering lets through. */
  maxUrl: number;
  maxQuery: number;
  /** Whether anonymous authentication is on; the practice server knows no other. */
  anonymous: boolean;
  /** security/access demands TLS, which loopback here does not have. */
  tls: boolean;
  /** A handler gives the requests to iisnode, which upgrades by itself. */
  iisnode: boolean;
  /** ARR forwards the application, and gives up after so long without a byte; 0: it does not. */
  proxyMs: number;
  digest: string;
}

/**
 * One reading of the configuration, in the terms the practice server acts on. Values are worked out at first need, so
 * that ten thousand sites cost nothing until somebody knocks. What the text can't settle counts as its default.
 */
export class ObeyedConfig {
  readonly #sites = new Map<string, SiteRules>();
  readonly #logs = new Map<string, LogRules | null>();
  readonly #pools = new Map<string, PoolRules>();
  readonly #applications = new Map<ApplicationConfig, ApplicationRules>();

  private constructor(readonly config: ServerConfig) {}

  /** Throws what readServer throws. */
  static read(path: string, bytes: Uint8Array, webConfigs: WebConfigSource[] = []): ObeyedConfig {
    const files = { applicationHost: { path, bytes }, webConfigs: { complete: true, files: webConfigs } };
    return new ObeyedConfig(readServer(files));
  }

  get hasModuleImage(): boolean {
    return this.config.globalModules.has(MODULE);
  }

  get globalModules(): string {
    return JSON.stringify([...this.config.globalModules.values()].map(({ name, image }) => [name, image]));
  }

  siteStartsByItself(site: SiteConfig): boolean {
    return this.#value({ kind: 'site', site: site.name }, 'serverAutoStart') === true;
  }

  poolStartsByItself(pool: PoolConfig): boolean {
    return this.#value({ kind: 'pool', pool: pool.name }, 'autoStart') === true;
  }

  site(site: SiteConfig): SiteRules {
    return remember(this.#sites, site.name, () => {
      const target: ConfigTarget = { kind: 'site', site: site.name };
      return {
        maxConnections: this.#number(target, 'limits.maxConnections'),
        connectionTimeoutMs: this.#span(target, 'limits.connectionTimeout'),
      };
    });
  }

  /** null: the site's requests are written to no text log. */
  log(site: SiteConfig): LogRules | null {
    return remember(this.#logs, site.name, () => logRulesOf(this.config, site));
  }

  pool(pool: PoolConfig): PoolRules {
    return remember(this.#pools, pool.name, () => {
      const target: ConfigTarget = { kind: 'pool', pool: pool.name };
      const { config } = this;
      const { times } = scheduleOf(config, pool.name);
      return {
        classic: this.#value(target, 'managedPipelineMode') === 'Classic',
        managed: this.#value(target, 'managedRuntimeVersion') !== '',
        alwaysRunning: this.#value(target, 'startMode') === 'AlwaysRunning',
        lifetimeMs: this.#span(target, 'recycling.periodicRestart.time'),
        scheduleS: times,
        requests: this.#number(target, 'recycling.periodicRestart.requests'),
        idleMs: this.#span(target, 'processModel.idleTimeout'),
        shutdownMs: this.#span(target, 'processModel.shutdownTimeLimit'),
        overlaps: this.#value(target, 'recycling.disallowOverlappingRotation') !== true,
        recyclesOnChange: this.#value(target, 'recycling.disallowRotationOnConfigChange') !== true,
        // Asked for only when a configuration follows another one.
        get digest() {
          const counts = effectiveAll(config, target).filter(({ name }) => !KEEPS_WORKER.has(name));
          return JSON.stringify([times, counts.map(({ name, value }) => [name, value])]);
        },
      };
    });
  }

  application(site: SiteConfig, application: ApplicationConfig): ApplicationRules {
    return remember(this.#applications, application, () => {
      const target = { kind: 'application', site: site.name, path: application.path } as const;
      const standing = moduleStanding(this.config, target, MODULE);
      const inPlace = standing.global !== null && standing.enabled !== false;
      const rules = {
        module: inPlace ? ('in-place' as const) : ('missing' as const),
        refused: this.#refusal(site, application),
        sectionEnabled: this.#value(target, 'webSocket.enabled') === true,
        pingMs: this.#span(target, 'webSocket.pingInterval'),
        requestLimit: this.#number(target, 'serverRuntime.appConcurrentRequestLimit'),
        maxUrl: this.#number(target, 'requestFiltering.requestLimits.maxUrl'),
        maxQuery: this.#number(target, 'requestFiltering.requestLimits.maxQueryString'),
        anonymous:
          this.#text(target, `${SECURITY}/authentication/anonymousAuthentication`, 'enabled') !== 'false',
        tls: /(^|[\s,])ssl(128)?($|[\s,])/.test(this.#text(target, `${SECURITY}/access`, 'sslFlags')),
        iisnode: entriesOf(this.config, target, 'system.webServer/handlers').entries.some(
          ({ element }) => fold(element.get('modules') ?? '') === 'iisnode',
        ),
        proxyMs: this.#proxyMs(target),
      };
      const removedLocked = standing.lockItem && standing.removedAt !== null && standing.enabled === null;
      const all = removedLocked ? { ...rules, module: 'removed-locked' as const } : rules;
      // ASP.NET watches the file itself: whatever changes in it restarts the application.
      return {
        ...all,
        digest: JSON.stringify([all, this.#webConfig(site, application)?.blocks?.document.text]),
      };
    });
  }

  #webConfig(site: SiteConfig, application: ApplicationConfig) {
    return this.config.webConfigs.get(fold(joinPath(site.name, application.path)));
  }

  #refusal(site: SiteConfig, application: ApplicationConfig): string | null {
    const unreadable = this.#webConfig(site, application)?.unreadable;
    if (unreadable !== undefined) return unreadable;
    const fault = this.config.faultsOf(site.name, application.path).find(({ refuses }) => refuses);
    return fault?.problem.sentence ?? null;
  }

  /** Every path counts as forwarded where a rule forwards any: patterns of a configuration are not run here. */
  #proxyMs(target: ConfigTarget): number {
    if (this.#value({ kind: 'server' }, 'proxy.enabled') !== true) return 0;
    const [rule] = proxyingOf(this.config, target).rules;
    if (rule === undefined) return 0;
    if (rule.farm === null) return this.#span({ kind: 'server' }, 'proxy.timeout');
    return (parseTimeSpan(rule.farm.timeout ?? FARM_TIMEOUT) ?? 0) * 1000;
  }

  #value(target: ConfigTarget, setting: string): SettingScalar {
    const { value, default: otherwise } = effective(this.config, target, setting);
    return value ?? otherwise;
  }

  /** In lower case; "" where nobody sets it. */
  #text(target: Extract<ConfigTarget, { kind: 'application' }>, section: string, attribute: string): string {
    return sectionText(this.config, target, section, attribute).text?.toLowerCase() ?? '';
  }

  #number(target: ConfigTarget, setting: string): number {
    return Number(this.#value(target, setting));
  }

  #span(target: ConfigTarget, setting: string): number {
    return (parseTimeSpan(String(this.#value(target, setting))) ?? 0) * 1000;
  }
}

function remember<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
