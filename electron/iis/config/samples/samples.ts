import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readServer } from '../model/read-server';
import type { ServerConfig } from '../model/server-config';
import type { ServerFiles, WebConfigSource } from '../types';

/** For tests: the hand-written files. */
export const sampleNames = ['busy', 'tabs', 'one-line'] as const;

export const sampleBytes = (name: (typeof sampleNames)[number]): Uint8Array =>
  new Uint8Array(readFileSync(fileURLToPath(new URL(`./${name}.config`, import.meta.url))));

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Reads bytes or text as applicationHost.config. `webConfigs` by IIS path; null = unreadable. */
export function server(
  applicationHost: Uint8Array | string,
  webConfigs: Record<string, string | null> = {},
  more: { complete?: boolean; redirection?: string } = {},
): ServerConfig {
  const files: ServerFiles = {
    applicationHost: {
      path: 'applicationHost.config',
      bytes: typeof applicationHost === 'string' ? utf8(applicationHost) : applicationHost,
    },
    webConfigs: {
      complete: more.complete ?? true,
      files: Object.entries(webConfigs).map(([iisPath, text]): WebConfigSource =>
        text === null
          ? { iisPath, unreadable: 'access is denied.' }
          : { iisPath, file: { path: `${iisPath}/web.config`, bytes: utf8(text) } },
      ),
    },
    ...(more.redirection === undefined
      ? {}
      : { redirection: { path: 'redirection.config', bytes: utf8(more.redirection) } }),
  };
  return readServer(files);
}

/** A small applicationHost.config: pool P, site S with "/" and "/app", and whatever is put in the holes. */
export function configText(holes: {
  override?: string;
  pools?: string;
  sites?: string;
  webServer?: string;
  locations?: string;
  pool?: string;
  application?: string;
}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost">
      <section name="applicationPools" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="webLimits" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
    </sectionGroup>
    <sectionGroup name="system.webServer">
      <section name="globalModules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
      <section name="modules" allowDefinition="MachineToApplication" overrideModeDefault="Deny" />
      <section name="serverRuntime" overrideModeDefault="Deny" />
      <section name="webSocket" ${holes.override ?? 'overrideModeDefault="Deny"'} />
    </sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools>
      <add name="P" ${holes.pool ?? ''} />
      ${holes.pools ?? ''}
    </applicationPools>
    <sites>
      <site name="S" id="1">
        <application path="/" applicationPool="P"><virtualDirectory path="/" physicalPath="C:\\s" /></application>
        <application path="/app" applicationPool="P" ${holes.application ?? ''}><virtualDirectory path="/" physicalPath="C:\\a" /></application>
      </site>
      ${holes.sites ?? ''}
    </sites>
  </system.applicationHost>
  <system.webServer>
    ${holes.webServer ?? ''}
  </system.webServer>
  ${holes.locations ?? ''}
</configuration>
`;
}
