import type { BindingOutcome, ReadinessFacts } from './facts';
import type { HandshakeOutcome, Readiness } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import { readServer } from '../config';
import type { ServerConfig } from '../config';
import type { WebConfigSource } from '../config/types';
import { judge } from './judge';

/** For the tests: one site "Chat" in "ChatPool" on a server with the feature, each part exchangeable as text. */
export interface Sample {
  site?: string;
  pool?: string;
  /** What stands in the site's <application path="/"> tag. */
  application?: string;
  poolAttributes?: string;
  poolInner?: string;
  siteAttributes?: string;
  siteInner?: string;
  bindings?: string;
  globalModules?: string;
  modules?: string;
  webSocket?: string;
  /** overrideModeDefault of the webSocket section. */
  webSocketLock?: 'Allow' | 'Deny';
  /** <location> blocks, or anything else below <configuration>. */
  more?: string;
  webConfigs?: WebConfigSource[];
  complete?: boolean;
}

export const FILE = 'applicationHost.config';
export const GLOBAL = '<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />';

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

export function sampleText(sample: Sample = {}): string {
  const site = escape(sample.site ?? 'Chat');
  const pool = escape(sample.pool ?? 'ChatPool');
  const application = sample.application ?? `applicationPool="${pool}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost">
      <section name="applicationPools" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
    </sectionGroup>
    <sectionGroup name="system.webServer">
      <section name="globalModules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="modules" allowDefinition="MachineToApplication" overrideModeDefault="Deny" />
      <section name="serverRuntime" overrideModeDefault="Deny" />
      <section name="webSocket" overrideModeDefault="${sample.webSocketLock ?? 'Deny'}" />
    </sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools>
      <add name="${pool}" managedRuntimeVersion="v4.0" ${sample.poolAttributes ?? ''}>${sample.poolInner ?? ''}</add>
      <add name="Other" managedRuntimeVersion="" managedPipelineMode="Classic" />
    </applicationPools>
    <sites>
      <site name="${site}" id="1" ${sample.siteAttributes ?? ''}>
        <application path="/" ${application}><virtualDirectory path="/" physicalPath="C:\\chat" /></application>
        <application path="/api" applicationPool="${pool}"><virtualDirectory path="/" physicalPath="C:\\api" /></application>
        <application path="/old" applicationPool="Other"><virtualDirectory path="/" physicalPath="C:\\old" /></application>
        <bindings>${sample.bindings ?? '<binding protocol="http" bindingInformation="*:8080:" />'}</bindings>
        ${sample.siteInner ?? ''}
      </site>
      <site name="Echo" id="2">
        <application path="/" applicationPool="${pool}"><virtualDirectory path="/" physicalPath="C:\\echo" /></application>
        <bindings><binding protocol="http" bindingInformation="*:8081:" /></bindings>
      </site>
    </sites>
  </system.applicationHost>
  <system.webServer>
    <globalModules>${sample.globalModules ?? GLOBAL}</globalModules>
    <webSocket ${sample.webSocket ?? ''} />
  </system.webServer>
  <location path="" overrideMode="Allow">
    <system.webServer>
      <modules>${sample.modules ?? '<add name="WebSocketModule" />'}</modules>
    </system.webServer>
  </location>
  ${sample.more ?? ''}
</configuration>
`;
}

export function sampleConfig(sample: Sample = {}): ServerConfig {
  return readServer({
    applicationHost: { path: FILE, bytes: new TextEncoder().encode(sampleText(sample)) },
    webConfigs: { complete: sample.complete ?? true, files: sample.webConfigs ?? [] },
  });
}

/** Everything started, the feature installed, nobody connected. */
export function sampleRuntime(config: ServerConfig): RuntimeState {
  return {
    revision: 1,
    at: '2026-01-01T00:00:00.000Z',
    feature: 'Installed',
    sites: config.sites.map((site) => ({
      name: site.name,
      state: 'Started',
      bindings: site.bindings.map(({ protocol, bindingInformation, port }) => ({
        protocol,
        bindingInformation,
        url: port === null ? null : `http://127.0.0.1:${port}`,
      })),
      connections: 0,
      sockets: 0,
      refused: 0,
    })),
    pools: config.pools.map(({ name }) => ({ name, state: 'Started', sockets: 0 })),
  };
}

export const UPGRADED: HandshakeOutcome = {
  url: 'ws://127.0.0.1:8080/',
  at: '2026-01-01T00:00:00.000Z',
  status: 101,
  statusText: 'Switching Protocols',
  ms: 4,
  upgraded: true,
  diagnosis: { id: 'upgraded', sentence: 'The server switched to WebSocket.' },
};

export const refused = (
  status: number | null,
  sentence = `It was refused (${String(status)}).`,
): HandshakeOutcome => ({
  ...UPGRADED,
  status,
  statusText: '',
  upgraded: false,
  diagnosis: { id: 'refused', sentence },
});

/** Chat's two bindings, the second one as given. */
export const bothBindings = (second: HandshakeOutcome = UPGRADED): BindingOutcome[] => [
  { protocol: 'http', bindingInformation: '*:80:', outcome: UPGRADED },
  { protocol: 'https', bindingInformation: '*:443:', outcome: second },
];

/** Judges the sample as the practice server would show it: all running, the handshake a success. */
export function practise(sample: Sample = {}, facts: Partial<ReadinessFacts> = {}): Readiness {
  const config = facts.config ?? sampleConfig(sample);
  return judge({
    config,
    site: sample.site ?? 'Chat',
    application: '/',
    runtime: sampleRuntime(config),
    handshake: UPGRADED,
    handshakePending: false,
    server: 'practice',
    ...facts,
  });
}

/** Judges the sample as a file. */
export const onFile = (sample: Sample = {}, facts: Partial<ReadinessFacts> = {}): Readiness =>
  practise(sample, { runtime: null, handshake: null, server: 'file', ...facts });

/** One check of a judgement, by its id. */
export function checkOf(readiness: Readiness, id: string): Readiness['stations'][number]['checks'][number] {
  const check = readiness.stations.flatMap(({ checks }) => checks).find((one) => one.id === id);
  if (!check) throw new Error(`no check ${id}`);
  return check;
}
