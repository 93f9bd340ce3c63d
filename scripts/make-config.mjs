// Makes an applicationHost.config of any size in the form that IIS writes: for the bench, for scroll tests, for trying.
// node scripts/make-config.mjs [--sites N] [--pools N] [--megabytes N] [--no-feature] > applicationHost.config
import { argv, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { basename } from 'node:path';

const newline = '\r\n';

/** Section name and its attributes, by section group; as on a stock server. */
const groups = {
  'system.applicationHost': {
    applicationPools: 'host',
    configHistory: 'host',
    customMetadata: 'host',
    listenerAdapters: 'host',
    log: 'host',
    sites: 'host',
    webLimits: 'host',
  },
  'system.webServer': {
    caching: 'Allow',
    defaultDocument: 'Allow',
    directoryBrowse: 'Allow',
    globalModules: 'host',
    handlers: 'Deny',
    httpErrors: 'Allow',
    httpProtocol: 'Allow',
    modules: 'application',
    serverRuntime: 'Deny',
    staticContent: 'Allow',
    urlCompression: 'Allow',
    validation: 'Allow',
    webSocket: 'Deny',
  },
};

/** @type {Record<string, string>} */
const declarations = {
  host: 'allowDefinition="AppHostOnly" overrideModeDefault="Deny"',
  application: 'allowDefinition="MachineToApplication" overrideModeDefault="Deny"',
  Allow: 'overrideModeDefault="Allow"',
  Deny: 'overrideModeDefault="Deny"',
};

const nativeModules = [
  ['HttpLoggingModule', 'loghttp.dll'],
  ['UriCacheModule', 'cachuri.dll'],
  ['StaticCompressionModule', 'compstat.dll'],
  ['DefaultDocumentModule', 'defdoc.dll'],
  ['ProtocolSupportModule', 'protsup.dll'],
  ['StaticFileModule', 'static.dll'],
  ['AnonymousAuthenticationModule', 'authanon.dll'],
  ['RequestFilteringModule', 'modrqflt.dll'],
  ['CustomErrorModule', 'custerr.dll'],
];

function configSections() {
  const lines = ['    <configSections>'];
  for (const [group, sections] of Object.entries(groups)) {
    lines.push(`        <sectionGroup name="${group}">`);
    for (const [name, kind] of Object.entries(sections)) {
      lines.push(`            <section name="${name}" ${declarations[kind] ?? ''} />`);
    }
    lines.push('        </sectionGroup>');
  }
  return [...lines, '    </configSections>', ''];
}

/** @param {number} index */
function pool(index) {
  const classic = index % 50 === 49 ? ' managedPipelineMode="Classic"' : '';
  const start = index % 7 === 0 ? ' startMode="AlwaysRunning"' : '';
  return [
    `            <add name="Pool ${index}" autoStart="true"${start}${classic}>`,
    '                <processModel identityType="ApplicationPoolIdentity" idleTimeout="00:20:00" />',
    '                <recycling>',
    '                    <periodicRestart time="1.05:00:00" />',
    '                </recycling>',
    '            </add>',
  ];
}

/** @param {number} index @param {number} pools */
function site(index, pools) {
  const own = pools > 0 ? ` applicationPool="Pool ${index % pools}"` : '';
  return [
    `            <site name="Site ${index}" id="${index + 1}">`,
    `                <application path="/"${own}>`,
    `                    <virtualDirectory path="/" physicalPath="%SystemDrive%\\inetpub\\sites\\site-${index}" />`,
    '                </application>',
    '                <bindings>',
    `                    <binding protocol="http" bindingInformation="*:80:site-${index}.example.com" />`,
    '                </bindings>',
    `                <limits maxConnections="${1000 + index}" connectionTimeout="00:02:00" />`,
    '            </site>',
  ];
}

/** A folder with settings of its own: what fills a file that has to be large. @param {number} index */
function folder(index) {
  return [
    `    <location path="Site 0/folder-${index}">`,
    '        <system.webServer>',
    '            <staticContent>',
    `                <mimeMap fileExtension=".x${index}" mimeType="application/x-folder-${index}" />`,
    '            </staticContent>',
    '        </system.webServer>',
    '    </location>',
  ];
}

/**
 * @param {boolean} feature whether the WebSocket feature is installed
 * @returns {string[]}
 */
function webServer(feature) {
  const native = feature ? [...nativeModules, ['WebSocketModule', 'iiswsock.dll']] : nativeModules;
  return [
    '    <system.webServer>',
    '',
    '        <globalModules>',
    ...native.map(
      ([name, dll]) => `            <add name="${name}" image="%windir%\\System32\\inetsrv\\${dll}" />`,
    ),
    '        </globalModules>',
    '',
    '        <serverRuntime />',
    '',
    '        <webSocket />',
    '',
    '    </system.webServer>',
  ];
}

/** On a stock server the live list of modules stands in <location path="">. @param {boolean} feature */
function modulesLocation(feature) {
  const names = nativeModules.map(([name]) => name).concat(feature ? ['WebSocketModule'] : []);
  return [
    '    <location path="" overrideMode="Allow">',
    '        <system.webServer>',
    '            <modules>',
    ...names.map((name) => `                <add name="${name}" lockItem="true" />`),
    '            </modules>',
    '        </system.webServer>',
    '    </location>',
  ];
}

/**
 * An applicationHost.config as text: `sites` sites over `pools` pools, and folder locations until it has `bytes` bytes.
 * @param {{ sites: number, pools: number, bytes?: number, feature?: boolean }} options
 * @returns {string}
 */
export function makeConfig({ sites, pools, bytes = 0, feature = true }) {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<configuration>', '', ...configSections()];
  lines.push('    <system.applicationHost>', '', '        <applicationPools>');
  if (pools === 0) lines.push('            <add name="DefaultAppPool" />');
  for (let index = 0; index < pools; index += 1) lines.push(...pool(index));
  lines.push(
    '            <applicationPoolDefaults managedRuntimeVersion="v4.0">',
    '                <processModel identityType="ApplicationPoolIdentity" />',
    '            </applicationPoolDefaults>',
    '        </applicationPools>',
    '',
    '        <sites>',
  );
  for (let index = 0; index < sites; index += 1) lines.push(...site(index, pools));
  lines.push(
    '            <siteDefaults>',
    '                <logFile logFormat="W3C" directory="%SystemDrive%\\inetpub\\logs\\LogFiles" />',
    '            </siteDefaults>',
    `            <applicationDefaults applicationPool="${pools === 0 ? 'DefaultAppPool' : 'Pool 0'}" />`,
    '            <virtualDirectoryDefaults allowSubDirConfig="true" />',
    '        </sites>',
    '',
    '        <webLimits />',
    '',
    '    </system.applicationHost>',
    '',
    ...webServer(feature),
  );
  const tail = [...modulesLocation(feature), '', '</configuration>', ''];
  const size = (/** @type {string[]} */ list) =>
    list.reduce((sum, line) => sum + line.length + newline.length, 0);
  let length = size(lines) + size(tail);
  for (let index = 0; length < bytes; index += 1) {
    const more = folder(index);
    length += size(more);
    lines.push(...more);
  }
  return [...lines, ...tail].join(newline);
}

// By name, not by URL: bundled into the bench this file is no command.
if (basename(argv[1] ?? '') === 'make-config.mjs') {
  const { values } = parseArgs({
    options: {
      sites: { type: 'string', default: '1000' },
      pools: { type: 'string', default: '1000' },
      megabytes: { type: 'string', default: '0' },
      'no-feature': { type: 'boolean', default: false },
    },
  });
  stdout.write(
    makeConfig({
      sites: Number(values.sites),
      pools: Number(values.pools),
      bytes: Number(values.megabytes) * 1024 * 1024,
      feature: !values['no-feature'],
    }),
  );
}
