import type { CheckState } from '../../../../shared/model/common';
import type { Change, Swap } from '../whole-server';

/** One configuration, the check it is about, and what that check then says. Every other check stays as on the base. */
export interface Row extends Change {
  check: string;
  state: CheckState;
  sentence: string;
  /** What the change decides as well, by the id of the check: a missing feature takes its entries along. */
  also?: Readonly<Record<string, CheckState>>;
  on?: keyof typeof bases;
}

const handler = (attributes: string): Swap => ['<handlers>\n', `<handlers>\n      <add ${attributes} />\n`];
const rules = (inner: string): Swap => ['<rules>\n', `<rules>\n${inner}\n`];
/** No ASP.NET of the .NET Framework: something else takes the requests. */
const noAspNet: readonly Swap[] = [
  ['<compilation targetFramework="4.8" />', ''],
  ['<httpRuntime targetFramework="4.8" />', ''],
];
const unmanaged: Swap = [
  'name="ChatPool" managedRuntimeVersion="v4.0"',
  'name="ChatPool" managedRuntimeVersion=""',
];

export const proxyRule =
  '<rule name="ws"><match url="(.*)" /><serverVariables><set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" /></serverVariables><action type="Rewrite" url="http://127.0.0.1:3000/{R:1}" /></rule>';
export const firefoxRule =
  '<rule name="firefox"><match url="server.js" /><serverVariables><set name="HTTP_CONNECTION" value="Upgrade" /></serverVariables><action type="None" /></rule>';
export const webSocketOff: Swap = ['<webSocket enabled="true"', '<webSocket enabled="false"'];

/** Sound servers of each kind: all lights are good, or (of a file) those that a file can show. */
export const bases = {
  aspnet: {},
  core: {
    host: [unmanaged],
    web: [
      ...noAspNet,
      handler('name="aspNetCore" path="*" verb="*" modules="AspNetCoreModuleV2"'),
      ['</handlers>', '</handlers>\n    <aspNetCore processPath="dotnet" hostingModel="inprocess" />'],
    ],
  },
  platform: {
    host: [unmanaged],
    web: [...noAspNet, handler('name="node" path="*" verb="*" modules="httpPlatformHandler"')],
  },
  iisnode: {
    host: [unmanaged, webSocketOff],
    web: [
      ...noAspNet,
      handler('name="iisnode" path="server.js" verb="*" modules="iisnode"'),
      rules(firefoxRule),
      ['</handlers>', '</handlers>\n    <iisnode debuggingEnabled="false" devErrorsEnabled="false" />'],
    ],
  },
  proxy: { host: [unmanaged], web: [...noAspNet, rules(proxyRule)] },
  farm: {
    host: [
      unmanaged,
      [
        '<allowedServerVariables>',
        `<globalRules>${proxyRule.replace('127.0.0.1:3000', 'nodes')}</globalRules>\n      <allowedServerVariables>`,
      ],
      [
        '  <system.webServer>\n    <globalModules>',
        '  <webFarms>\n    <webFarm name="nodes"><applicationRequestRouting><protocol timeout="01:00:00" /></applicationRequestRouting></webFarm>\n  </webFarms>\n  <system.webServer>\n    <globalModules>',
      ],
    ],
    web: noAspNet,
  },
  file: {
    facts: () => ({
      server: 'file',
      runtime: null,
      network: null,
      environment: null,
      events: null,
      address: null,
      handshake: null,
    }),
  },
  practice: {
    facts: () => ({ server: 'practice', network: null, environment: null, events: null, address: null }),
  },
} as const satisfies Record<string, Change>;

const unknownAll = (ids: string): Record<string, CheckState> =>
  Object.fromEntries(ids.split(' ').map((id) => [id, 'unknown']));

/** What can't be told of an application that isn't there. */
export const noApplication: Readonly<Record<string, CheckState>> = {
  ...unknownAll(
    'pool.exists pool.mode pool.state pool.warm pool.recycling module.feature module.global module.enabled section.enabled section.lock',
  ),
  'app.exists': 'broken',
};

/** And of a site that isn't there. */
export const noSite: Readonly<Record<string, CheckState>> = {
  ...unknownAll('firewall.path http-sys.listening site.configuration site.state site.limits'),
  'site.binding': 'broken',
};

export const without = (
  states: Readonly<Record<string, CheckState>>,
  id: string,
): Record<string, CheckState> => Object.fromEntries(Object.entries(states).filter(([each]) => each !== id));
