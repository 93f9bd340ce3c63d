/** What a configuration of these proofs says; times in seconds of the server's own clock. */
export interface Told {
  port: number;
  /** Attributes and children of the pool. */
  pool?: { startMode?: string; restartS?: number; shutdownS?: number; schedule?: readonly string[] };
  queueLength?: number;
  pingS?: number;
  /** ARR forwards the site and gives up after so long; with a farm the farm's own time-out counts. */
  arr?: { timeoutS: number; farm: boolean };
  siteMax?: number;
  siteDefaultsMax?: number;
  /** appConcurrentRequestLimit at the server, for the site, for its application /api. */
  limits?: { server?: number; site?: number; api?: number };
}

const two = (value: number): string => String(value).padStart(2, '0');
const span = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
const attribute = (name: string, value: number | string | undefined): string =>
  value === undefined ? '' : ` ${name}="${value}"`;

/** A whole applicationHost.config with one site that counts, Probe, and a Decoy with lower limits beside it. */
export function practiceConfig({ port, pool = {}, arr, limits = {}, ...told }: Told): string {
  const { startMode, restartS = 0, shutdownS = 90, schedule = [] } = pool;
  const farm = arr?.farm === true;
  const runtime = (limit: number | undefined): string =>
    limit === undefined ? '' : `<serverRuntime appConcurrentRequestLimit="${limit}" />`;
  const forward = `<rewrite><rules><rule name="forward"><match url="(.*)" /><action type="Rewrite" url="http://${farm ? 'Nodes' : '127.0.0.1:3000'}/{R:1}" /></rule></rules></rewrite>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost">
      <section name="applicationPools" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
    </sectionGroup>
    <section name="webFarms" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
    <sectionGroup name="system.webServer">
      <section name="globalModules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="modules" overrideModeDefault="Deny" />
      <section name="proxy" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="serverRuntime" overrideModeDefault="Deny" />
      <section name="webSocket" overrideModeDefault="Deny" />
      <sectionGroup name="rewrite">
        <section name="globalRules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
        <section name="rules" overrideModeDefault="Allow" />
      </sectionGroup>
    </sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools>
      <add name="ProbePool" managedRuntimeVersion=""${attribute('startMode', startMode)}${attribute('queueLength', told.queueLength)}>
        <processModel shutdownTimeLimit="${span(shutdownS)}" />
        <recycling>
          <periodicRestart time="${span(restartS)}">
            <schedule>${schedule.map((time) => `<add value="${time}" />`).join('')}</schedule>
          </periodicRestart>
        </recycling>
      </add>
    </applicationPools>
    <sites>
      <site name="Probe" id="1">
        <application path="/" applicationPool="ProbePool" />
        <application path="/api" applicationPool="ProbePool" />
        <bindings><binding protocol="http" bindingInformation="*:${port}:" /></bindings>
        <limits${attribute('maxConnections', told.siteMax)} />
      </site>
      <site name="Decoy" id="2" serverAutoStart="false">
        <application path="/" applicationPool="ProbePool" />
        <bindings><binding protocol="http" bindingInformation="*:${port}:decoy" /></bindings>
        <limits maxConnections="1" />
      </site>
      <siteDefaults><limits${attribute('maxConnections', told.siteDefaultsMax)} /></siteDefaults>
    </sites>
  </system.applicationHost>
  <webFarms>${farm ? `<webFarm name="Nodes"><applicationRequestRouting><protocol timeout="${span(arr.timeoutS)}" /></applicationRequestRouting></webFarm>` : ''}</webFarms>
  <system.webServer>
    <globalModules><add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" /></globalModules>
    <modules><add name="WebSocketModule" /></modules>
    <webSocket pingInterval="${span(told.pingS ?? 0)}" />
    ${runtime(limits.server)}
    <proxy enabled="${arr !== undefined}" timeout="${span(arr === undefined || farm ? 120 : arr.timeoutS)}" />
  </system.webServer>
  <location path="Probe"><system.webServer>${runtime(limits.site)}${arr === undefined ? '' : forward}</system.webServer></location>
  <location path="Probe/api"><system.webServer>${runtime(limits.api)}</system.webServer></location>
  <location path="Decoy"><system.webServer>${runtime(1)}</system.webServer></location>
</configuration>
`;
}
