import type { Environment } from '../../../../shared/model/machine';
import type { RuntimeState } from '../../../../shared/model/runtime';
import { readServer } from '../../config';
import type { ServerConfig } from '../../config';
import { limitsPage } from '..';
import type { LimitsFacts } from '../facts';

/** What a test says beyond a stock server; attributes as text, `pool` and `farms` as elements. */
export interface Sample {
  limits?: string;
  pool?: string;
  poolAttributes?: string;
  serverRuntime?: string;
  webSocket?: string;
  application?: string;
  proxy?: string;
  /** Where the one rewrite rule of the site leads; '' or absent: there is none. */
  rule?: string;
  farms?: string;
  handlers?: string;
  iisnode?: string;
  /** Whether a web.config may say something of iisnode. */
  iisnodeOpen?: boolean;
}

export const AT = Date.parse('2026-01-01T00:00:00.000Z');

/** A server with the site Chat, its application /api and ChatPool. */
export function configOf(sample: Sample = {}, complete = true): ServerConfig {
  const rule = sample.rule
    ? `<rule name="r"><match url="(.*)" /><action type="Rewrite" url="${sample.rule}" /></rule>`
    : '';
  return readServer({
    applicationHost: {
      path: 'applicationHost.config',
      bytes: new TextEncoder().encode(`<configuration>
  <configSections>
    <section name="webFarms" />
    <sectionGroup name="system.webServer">
      <section name="serverRuntime" overrideModeDefault="Deny" />
      <section name="webSocket" overrideModeDefault="Deny" />
      <section name="proxy" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="handlers" overrideModeDefault="Deny" />
      <section name="iisnode" overrideModeDefault="${sample.iisnodeOpen ? 'Allow' : 'Deny'}" />
      <sectionGroup name="rewrite"><section name="globalRules" allowDefinition="AppHostOnly" /><section name="rules" /></sectionGroup>
    </sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools><add name="ChatPool" ${sample.poolAttributes ?? ''}>${sample.pool ?? ''}</add></applicationPools>
    <sites>
      <site name="Chat" id="1">
        <application path="/" ${sample.application ?? 'applicationPool="ChatPool"'} />
        <application path="/api" applicationPool="ChatPool" />
        <bindings><binding protocol="http" bindingInformation="*:80:" /></bindings>
        <limits ${sample.limits ?? ''} />
      </site>
    </sites>
  </system.applicationHost>
  <webFarms>${sample.farms ?? ''}</webFarms>
  <system.webServer>
    <serverRuntime ${sample.serverRuntime ?? ''} />
    <webSocket ${sample.webSocket ?? ''} />
    <proxy ${sample.proxy ?? ''} />
    <handlers>${sample.handlers ?? ''}</handlers>
    <iisnode ${sample.iisnode ?? ''} />
  </system.webServer>
  <location path="Chat"><system.webServer><rewrite><rules>${rule}</rules></rewrite></system.webServer></location>
</configuration>`),
    },
    webConfigs: { complete, files: [] },
  });
}

const state = (more: Partial<RuntimeState>): RuntimeState => ({
  revision: 1,
  at: new Date(AT).toISOString(),
  feature: 'Installed',
  sites: [],
  pools: [],
  ...more,
});

/** Run time with so many connections and sockets of the site. */
export const live = (connections: number, sockets: number): RuntimeState =>
  state({
    sites: [{ name: 'Chat', state: 'Started', bindings: [], connections, sockets, refused: 2 }],
    pools: [{ name: 'ChatPool', state: 'Started', sockets }],
  });

interface Clocked {
  timeOfDayS?: number;
  speed?: number;
  workerAgeS?: number | null;
}

/** Run time of a server that tells its clock, and how old ChatPool's worker process is. */
export const practiceAt = ({ timeOfDayS = 0, speed = 1, workerAgeS = 0 }: Clocked): RuntimeState =>
  state({
    clock: { timeOfDayS, speed },
    pools: [{ name: 'ChatPool', state: 'Started', sockets: 0, workerAgeS }],
  });

/** A real machine, as far as limits go. */
export const environmentOf = (os: string, client: boolean, offsetMinutes = 0): Environment => ({
  computerName: 'WEB-01',
  os,
  build: '10.0.17763',
  client,
  user: 'admin',
  elevated: true,
  psVersion: '5.1',
  iis: { installed: true, version: '10.0' },
  managementScripts: true,
  components: {
    arr: null,
    urlRewrite: null,
    iisnode: null,
    aspNetCoreModule: null,
    httpPlatformHandler: null,
    webSocketModule: null,
  },
  aspNetConcurrentRequestsPerCpu: null,
  clock: { utc: new Date(AT).toISOString(), offsetMinutes, zone: 'Test', daylightSaving: false },
  restartPending: false,
  failures: [],
});

export const page = (
  sample: Sample = {},
  runtime: RuntimeState | null = null,
  application = '/',
  more: Partial<LimitsFacts> = {},
) => limitsPage({ config: configOf(sample), site: 'Chat', application, runtime, nowMs: AT, ...more });
