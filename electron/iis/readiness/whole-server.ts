import type { Environment, Network } from '../../../shared/model/machine';
import type { Readiness } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import { applyEdits, readServer } from '../config';
import type { Edit, ServerConfig } from '../config';
import type { ServerFiles } from '../config/types';
import type { ReadinessFacts } from './facts';
import { judge } from './judge';
import { bothBindings, sampleRuntime, UPGRADED } from './sample-server';
import hostText from './samples/chat-server.config?raw';
import webText from './samples/chat.web.config?raw';

// For the tests: a real server on which everything is known and good, and every kind of application may be put.

/** One change of a text: what stands there, what shall. */
export type Swap = readonly [from: string, to: string];

/** Throws where the text has not exactly one such place: an edit that hits nothing would prove nothing. */
export function swapped(source: string, swaps: readonly Swap[]): string {
  return swaps.reduce((before, [from, to]) => {
    if (before.split(from).length !== 2) throw new Error(`not exactly once in the sample: ${from}`);
    return before.replace(from, () => to);
  }, source);
}

export interface Change {
  /** Edits of applicationHost.config, and of Chat's web.config (null: it could not be read). */
  host?: readonly Swap[];
  web?: readonly Swap[] | null;
  /** Further web.config files by IIS path. */
  webOf?: Readonly<Record<string, string | null>>;
  /** What only the running server tells. */
  facts?: (base: KnownFacts) => Partial<ReadinessFacts>;
  /** Done to applicationHost.config after all that: a fix. */
  edits?: readonly Edit[];
}

/** Everything is known of the base. */
export type KnownFacts = ReadinessFacts & {
  runtime: RuntimeState;
  network: Network;
  environment: Environment;
};

const encode = (source: string): Uint8Array => new TextEncoder().encode(source);

export function wholeConfig({ host = [], web = [], webOf = {}, edits = [] }: Change = {}): ServerConfig {
  const chat =
    web === null
      ? { iisPath: 'Chat', unreadable: 'access is denied.' }
      : { iisPath: 'Chat', file: { path: 'web.config', bytes: encode(swapped(webText, web)) } };
  const files = (bytes: Uint8Array): ServerFiles => ({
    applicationHost: { path: 'applicationHost.config', bytes },
    webConfigs: {
      complete: true,
      files: [
        chat,
        ...Object.entries(webOf).map(([iisPath, source]) =>
          source === null
            ? { iisPath, unreadable: 'access is denied.' }
            : { iisPath, file: { path: `${iisPath}/web.config`, bytes: encode(source) } },
        ),
      ],
    },
  });
  const config = readServer(files(encode(swapped(hostText, host))));
  const [edited] = edits.length === 0 ? [] : applyEdits(config, edits);
  return edited === undefined ? config : readServer(files(edited.after));
}

const allow = (port: string): Network['rules'][number] => ({
  name: `in-${port}`,
  displayName: `Web in ${port}`,
  enabled: true,
  action: 'Allow',
  profiles: ['Any'],
  protocol: 'TCP',
  ports: [port],
  fromGroupPolicy: false,
});

const network: Network = {
  rules: [allow('80'), allow('443')],
  profiles: [{ name: 'Domain', enabled: true, defaultInbound: 'Block', localRules: true, inForce: true }],
  httpTimeouts: { idleConnection: 120, headerWait: 120 },
  certificates: [
    {
      site: 'Chat',
      bindingInformation: '*:443:',
      subject: 'CN=chat',
      notAfter: '2026-12-31T00:00:00.000Z',
      error: null,
    },
  ],
  failures: [],
};

const environment: Environment = {
  computerName: 'WEB07',
  os: 'Windows Server 2019',
  build: '10.0.17763',
  client: false,
  user: 'WEB07\\admin',
  elevated: true,
  psVersion: '5.1',
  iis: { installed: true, version: '10.0' },
  managementScripts: true,
  components: {
    arr: '3.0.5311.0',
    urlRewrite: '7.1.1993.2336',
    iisnode: '0.2.26.0',
    aspNetCoreModule: '18.0.0.0',
    httpPlatformHandler: '1.2.1959.0',
    webSocketModule: '10.0.17763.1',
  },
  aspNetConcurrentRequestsPerCpu: null,
  clock: {
    utc: '2026-01-01T00:00:00.000Z',
    offsetMinutes: 60,
    zone: 'W. Europe Standard Time',
    daylightSaving: false,
  },
  restartPending: false,
  failures: [],
};

/** Judges Chat on the whole server with one change. */
export function judgeWhole(change: Change = {}): Readiness {
  const config = wholeConfig(change);
  const base: KnownFacts = {
    config,
    site: 'Chat',
    application: '/',
    runtime: { ...sampleRuntime(config), services: { HTTP: 'Running', WAS: 'Running', W3SVC: 'Running' } },
    handshake: UPGRADED,
    handshakePending: false,
    bindings: bothBindings(),
    server: 'windows',
    address: { path: '/hub', subprotocols: [], headers: [] },
    environment,
    network,
    events: [],
    iisSays: [],
  };
  return judge({ ...base, ...change.facts?.(base) });
}
