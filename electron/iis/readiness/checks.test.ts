import { describe, expect, test } from 'vitest';
import type { RuntimeState } from '../../../shared/model/runtime';
import {
  checkOf,
  FILE,
  onFile,
  practise,
  refused,
  sampleConfig,
  sampleRuntime,
  UPGRADED,
} from './sample-server';
import type { Sample } from './sample-server';

/** The sample's run time with something else about Chat and its pool. */
function live(
  site: Partial<RuntimeState['sites'][number]>,
  pool: Partial<RuntimeState['pools'][number]> = {},
  rest: Partial<RuntimeState> = {},
): { runtime: RuntimeState } {
  const runtime = sampleRuntime(sampleConfig());
  return {
    runtime: {
      ...runtime,
      sites: runtime.sites.map((one) => (one.name === 'Chat' ? { ...one, ...site } : one)),
      pools: runtime.pools.map((one) => (one.name === 'ChatPool' ? { ...one, ...pool } : one)),
      ...rest,
    },
  };
}
const stateOf = (sample: Sample, id: string): string => checkOf(practise(sample), id).state;

describe('firewall and HTTP.sys', () => {
  test('a file names the ports to open and does not hold ready for the firewall', () => {
    const check = checkOf(
      onFile({
        bindings:
          '<binding protocol="http" bindingInformation="*:80:" /><binding protocol="https" bindingInformation="*:443:" />',
      }),
      'firewall.path',
    );
    expect(check).toMatchObject({ state: 'unknown', blocking: false });
    expect(check.sentence).toContain('TCP 80 and 443');
  });

  test('a port that another process holds is said, with the reason', () => {
    const bindings = [
      { protocol: 'http', bindingInformation: '*:8080:', url: null, note: 'port 8080 was taken' },
    ];
    const readiness = practise({}, live({ bindings }));
    expect(checkOf(readiness, 'http-sys.listening')).toMatchObject({
      state: 'broken',
      sentence: expect.stringContaining('port 8080 was taken') as string,
    });
    expect(readiness.verdict).toBe('Chat cannot upgrade: nothing listens on its bindings.');
  });

  test('a stopped site is not blamed on HTTP.sys as well', () => {
    const bindings = [{ protocol: 'http', bindingInformation: '*:8080:', url: null }];
    const readiness = practise({}, live({ state: 'Stopped', bindings }));
    expect(checkOf(readiness, 'http-sys.listening').state).toBe('unknown');
    expect(readiness.stations.find(({ id }) => id === 'site')?.reached).toBe(true);
  });
});

describe('site', () => {
  test('an FTP site and one without bindings cannot take a WebSocket', () => {
    const ftp = practise({ bindings: '<binding protocol="ftp" bindingInformation="*:21:" />' });
    expect(checkOf(ftp, 'site.binding').state).toBe('broken');
    expect(ftp.verdict).toContain('it has no http or https binding');
    expect(stateOf({ bindings: '' }, 'site.binding')).toBe('broken');
  });

  test('a stopped site gets a start, a starting one gets patience', () => {
    const stopped = practise({}, live({ state: 'Stopped' }));
    expect(stopped).toMatchObject({ ready: false, verdict: 'Chat cannot upgrade: the site is stopped.' });
    expect(checkOf(stopped, 'site.state').fix?.changes).toEqual([
      { kind: 'action', action: { kind: 'start-site', site: 'Chat' } },
    ]);
    const starting = practise({}, live({ state: 'Starting' }));
    expect(starting.ready).toBeNull();
    expect(checkOf(starting, 'site.state')).toMatchObject({ state: 'unknown', blocking: true });
  });

  test('serverAutoStart off always has its fix: alone on a file, with the start, as advice where it runs', () => {
    const sample: Sample = { siteAttributes: 'serverAutoStart="false"' };
    const set = {
      kind: 'config',
      edit: {
        kind: 'set',
        target: { kind: 'site', site: 'Chat' },
        setting: 'serverAutoStart',
        value: 'true',
      },
    };
    const start = { kind: 'action', action: { kind: 'start-site', site: 'Chat' } };
    expect(checkOf(onFile(sample), 'site.state').fix).toMatchObject({ changes: [set], weight: 'blocks' });
    const stopped = practise(sample, live({ state: 'Stopped' }));
    expect(checkOf(stopped, 'site.state').fix).toMatchObject({ changes: [start, set], weight: 'blocks' });
    const runs = practise(sample, live({ state: 'Started' }));
    expect(checkOf(runs, 'site.state').fix).toMatchObject({ changes: [set], weight: 'advice' });
  });

  test('a file with serverAutoStart off still does not claim that the site is stopped', () => {
    const check = checkOf(onFile({ siteAttributes: 'serverAutoStart="false"' }), 'site.state');
    expect(check.state).toBe('unknown');
    expect(check.sentence).toContain('serverAutoStart is false');
  });

  test('a server that obeys an older configuration is not simply fine', () => {
    const problem = { severity: 'error' as const, sentence: 'Two sites have the id 3.' };
    expect(checkOf(practise({}, live({}, {}, { problem })), 'site.state').state).toBe('warning');
  });
});

describe('site limits', () => {
  const zero: Sample = { siteInner: '<limits maxConnections="0" />' };

  test('0 is broken where it is enforced, and a warning where nothing but the text is known', () => {
    const practice = practise(zero, { handshake: refused(503) });
    expect(practice.verdict).toBe('Chat cannot upgrade: its maxConnections is 0 (no connection gets in).');
    const file = onFile(zero);
    expect(checkOf(file, 'site.limits').state).toBe('warning');
    expect(file.ready).toBeNull();
    expect(file.verdict).toBe(
      "Chat may not be ready: its maxConnections is 0 (HTTP.sys would let no connection in), and site state, pool state and handshake can't be read from the file.",
    );
  });

  test('its fix writes 4294967295, never 0, on the site', () => {
    expect(checkOf(practise(zero), 'site.limits').fix).toMatchObject({
      changes: [
        {
          kind: 'config',
          edit: {
            kind: 'set',
            target: { kind: 'site', site: 'Chat' },
            setting: 'limits.maxConnections',
            value: '4294967295',
          },
        },
      ],
      touches: ['Chat/', 'Chat/api', 'Chat/old'],
      weight: 'blocks',
    });
  });

  test.each([
    [0, 'good'],
    [7, 'good'],
    [8, 'warning'],
    [10, 'broken'],
  ])('with %i of 10 connections taken the light is %s', (connections, state) => {
    const readiness = practise({ siteInner: '<limits maxConnections="10" />' }, live({ connections }));
    expect(checkOf(readiness, 'site.limits').state).toBe(state);
    expect(readiness.ready).toBe(state !== 'broken');
  });
});

describe('pool', () => {
  test('a site without a pool, and one whose pool is gone, say which of the two it is', () => {
    expect(practise({ application: '' }).verdict).toBe('Chat cannot upgrade: it has no application pool.');
    const gone = practise({ application: 'applicationPool="Ghost"' });
    expect(gone.verdict).toBe('Chat cannot upgrade: its pool Ghost does not exist.');
    expect(gone.pool).toBe('Ghost');
    for (const id of ['pool.mode', 'pool.state', 'pool.warm', 'pool.recycling'])
      expect(checkOf(gone, id).state).toBe('unknown');
  });

  test('Classic breaks managed code; its fix names the cost and every application in the pool', () => {
    const check = checkOf(
      practise({ poolAttributes: 'managedPipelineMode="Classic"' }, live({}, { sockets: 3 })),
      'pool.mode',
    );
    expect(check.state).toBe('broken');
    expect(check.evidence[0]).toMatchObject({
      what: 'managedPipelineMode',
      is: 'Classic',
      shouldBe: 'Integrated',
      where: { file: FILE, line: 17 },
    });
    expect(check.fix?.touches).toEqual(['Chat/', 'Chat/api', 'Echo/']);
    expect(check.fix?.cost).toContain('recycles ChatPool; 3 open sockets have 90 s to leave');
  });

  test('the cost never invents a count, nor a recycle that the pool forbids', () => {
    const poolAttributes = 'managedPipelineMode="Classic"';
    const costOf = (sample: Sample, sockets: number | null): string | undefined =>
      checkOf(
        sockets === null
          ? onFile({ poolAttributes, ...sample })
          : practise({ poolAttributes, ...sample }, live({}, { sockets })),
        'pool.mode',
      ).fix?.cost;
    expect(costOf({}, null)).toContain('how many sockets are open is not known, each has 90 s to leave');
    expect(costOf({}, 0)).toContain('no socket is open');
    expect(costOf({ poolInner: '<processModel shutdownTimeLimit="00:00:05" />' }, 1)).toContain(
      '1 open socket has 5 s to leave',
    );
    expect(costOf({ poolInner: '<recycling disallowRotationOnConfigChange="true" />' }, 2)).toContain(
      'works only after its next recycle',
    );
  });

  test('Classic without managed code is a warning, until a handshake settles it either way', () => {
    const old = (handshake: typeof UPGRADED | null) =>
      checkOf(practise({}, { application: '/old', handshake }), 'pool.mode').state;
    expect(old(null)).toBe('warning');
    expect(old(UPGRADED)).toBe('good');
    expect(old(refused(200))).toBe('broken');
    // A 503 has other reasons: it says nothing about the mode.
    expect(old(refused(503))).toBe('warning');
  });

  test('a stopped pool gets a start', () => {
    const readiness = practise({}, live({}, { state: 'Stopped' }));
    expect(readiness.verdict).toBe('Chat cannot upgrade: its pool ChatPool is stopped.');
    expect(checkOf(readiness, 'pool.state').fix?.changes).toEqual([
      { kind: 'action', action: { kind: 'start-pool', pool: 'ChatPool' } },
    ]);
  });

  test('keeping warm changes only what is cold, and nothing once all is warm', () => {
    const half = checkOf(practise({ poolAttributes: 'startMode="AlwaysRunning"' }), 'pool.warm');
    expect(half.state).toBe('good');
    expect(half.blocking).toBe(false);
    expect(
      half.fix?.changes.map(
        (change) => change.kind === 'config' && change.edit.kind === 'set' && change.edit.setting,
      ),
    ).toEqual(['processModel.idleTimeout', 'preloadEnabled']);
    const warm = checkOf(
      practise({
        application: 'applicationPool="ChatPool" preloadEnabled="true"',
        poolAttributes: 'startMode="AlwaysRunning"',
        poolInner: '<processModel idleTimeout="00:00:00" />',
      }),
      'pool.warm',
    );
    expect(warm.fix).toBeUndefined();
    expect(warm.sentence).toContain('is kept warm');
  });

  test('recycling says how often it cuts, or that it never does', () => {
    expect(checkOf(practise(), 'pool.recycling').sentence).toContain('restarts every 29 h');
    const never = '<recycling><periodicRestart time="00:00:00" /></recycling>';
    expect(checkOf(practise({ poolInner: never }), 'pool.recycling').sentence).toContain('does not restart');
    const both = '<recycling><periodicRestart time="2.00:00:00" requests="10000" /></recycling>';
    expect(checkOf(practise({ poolInner: both }), 'pool.recycling').sentence).toContain(
      'every 2 days and after 10,000 requests',
    );
  });
});

describe('module', () => {
  const bare: Sample = { globalModules: '', modules: '' };
  const feed = (inner: string): Sample => ({
    more: `<location path="Chat"><system.webServer><modules>${inner}</modules></system.webServer></location>`,
  });

  test('a file without the feature names both missing entries and the command, and offers no fix', () => {
    const readiness = onFile(bare);
    expect(readiness.ready).toBe(false);
    expect(readiness.verdict).toBe('Chat cannot upgrade: the WebSocket feature is not installed.');
    expect(checkOf(readiness, 'module.feature').sentence).toContain(
      'globalModules has no WebSocketModule entry',
    );
    expect(checkOf(readiness, 'module.feature').sentence).toContain('Install-WindowsFeature Web-WebSockets');
    expect(checkOf(readiness, 'module.enabled').sentence).toContain('has no WebSocketModule entry');
    for (const id of ['module.feature', 'module.global', 'module.enabled'])
      expect(checkOf(readiness, id)).not.toHaveProperty('fix');
  });

  test('the practice server installs it by an action that touches every application', () => {
    const config = sampleConfig(bare);
    const runtime: RuntimeState = { ...sampleRuntime(config), feature: 'Available' };
    const fix = checkOf(practise({}, { config, runtime }), 'module.feature').fix;
    expect(fix?.changes).toEqual([
      { kind: 'action', action: { kind: 'install-feature', feature: 'Web-WebSockets' } },
    ]);
    expect(fix?.touches).toEqual(['Chat/', 'Chat/api', 'Chat/old', 'Echo/']);
  });

  test('an install that waits for a restart is neither good nor broken', () => {
    const readiness = practise({}, live({}, {}, { feature: 'InstallPending' }));
    expect(checkOf(readiness, 'module.feature')).toMatchObject({ state: 'unknown' });
    expect(readiness.ready).toBeNull();
  });

  test('a removal in a location is found with its place and taken back there', () => {
    const readiness = practise(feed('<remove name="WebSocketModule" />'));
    expect(readiness.verdict).toBe('Chat cannot upgrade: WebSocketModule is removed in location Chat.');
    const check = checkOf(readiness, 'module.enabled');
    expect(check.sentence).toContain(`(${FILE}, line `);
    expect(check.fix?.changes).toEqual([
      {
        kind: 'config',
        edit: {
          kind: 'remove-element',
          ref: {
            location: 'Chat',
            section: 'system.webServer/modules',
            element: 'remove',
            attributes: { name: 'WebSocketModule' },
          },
        },
      },
    ]);
    expect(check.fix?.touches).toEqual(['Chat/', 'Chat/api', 'Chat/old']);
    expect(practise(feed('<remove name="WebSocketModule" />'), { site: 'Echo' }).ready).toBe(true);
  });

  test('after a <clear> the module is added again: the clear itself stays', () => {
    const check = checkOf(practise(feed('<clear />')), 'module.enabled');
    expect(check.fix?.changes[0]).toMatchObject({
      edit: { kind: 'add-element', ref: { location: 'Chat', element: 'add' } },
    });
  });

  test('removing a locked entry is unknown on a real server, but what to take out is known', () => {
    const check = checkOf(
      practise(
        {
          ...feed('<remove name="WebSocketModule" />'),
          modules: '<add name="WebSocketModule" lockItem="true" />',
        },
        { server: 'windows' },
      ),
      'module.enabled',
    );
    expect(check.state).toBe('unknown');
    expect(check.fix?.changes[0]).toMatchObject({ edit: { kind: 'remove-element' } });
  });

  test('a removal in a web.config is not ours to edit and gets no fix that would not help', () => {
    const bytes = new TextEncoder().encode(
      '<configuration><system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer></configuration>',
    );
    const check = checkOf(
      onFile({ webConfigs: [{ iisPath: 'Chat', file: { path: 'web.config', bytes } }] }),
      'module.enabled',
    );
    expect(check.state).toBe('broken');
    expect(check.sentence).toContain('web.config');
    expect(check).not.toHaveProperty('fix');
  });

  test('a module that is registered but in no list is added to the list that is there', () => {
    const check = checkOf(practise({ modules: '' }), 'module.enabled');
    expect(check.fix?.changes).toEqual([
      {
        kind: 'config',
        edit: {
          kind: 'add-element',
          ref: {
            location: '',
            section: 'system.webServer/modules',
            element: 'add',
            attributes: { name: 'WebSocketModule', lockItem: 'true' },
          },
        },
      },
    ]);
    expect(check.fix?.touches).toHaveLength(4);
  });

  test('an installed feature without its globalModules entry is registered again', () => {
    const readiness = practise({ globalModules: '' });
    expect(checkOf(readiness, 'module.feature').state).toBe('good');
    expect(checkOf(readiness, 'module.global').fix?.changes[0]).toMatchObject({
      edit: { kind: 'add-element', ref: { section: 'system.webServer/globalModules' } },
    });
    expect(readiness.verdict).toContain('globalModules has no WebSocketModule entry');
  });
});

describe('section', () => {
  const off = (path: string): Sample => ({
    more: `<location path="${path}"><system.webServer><webSocket enabled="false" /></system.webServer></location>`,
  });

  test('switched off in a location it is set for the application that is looked at', () => {
    const readiness = practise(off('Chat'));
    expect(readiness.verdict).toBe('Chat cannot upgrade: the webSocket section is switched off for it.');
    expect(checkOf(readiness, 'section.enabled').fix).toMatchObject({
      changes: [
        { edit: { kind: 'set', target: { kind: 'site', site: 'Chat' }, setting: 'webSocket.enabled' } },
      ],
      touches: ['Chat/', 'Chat/api', 'Chat/old'],
    });
    const api = practise(off('Chat/api'), { application: '/api' });
    expect(api.verdict).toBe('Chat/api cannot upgrade: the webSocket section is switched off for it.');
    expect(checkOf(api, 'section.enabled').fix).toMatchObject({
      changes: [{ edit: { target: { kind: 'application', site: 'Chat', path: '/api' } } }],
      touches: ['Chat/api'],
    });
    expect(practise(off('Chat/api')).ready).toBe(true);
  });

  test('switched off in a web.config no fix in applicationHost.config is promised', () => {
    const bytes = new TextEncoder().encode(
      '<configuration><system.webServer><webSocket enabled="false" /></system.webServer></configuration>',
    );
    const check = checkOf(
      practise({
        webSocketLock: 'Allow',
        webConfigs: [{ iisPath: 'Chat', file: { path: 'web.config', bytes } }],
      }),
      'section.enabled',
    );
    expect(check.state).toBe('broken');
    expect(check.sentence).toContain('(web.config, line 1)');
    expect(check).not.toHaveProperty('fix');
  });

  test('an unread web.config makes it unknown, with the reason', () => {
    const check = checkOf(practise({ webSocketLock: 'Allow', complete: false }), 'section.enabled');
    expect(check.state).toBe('unknown');
    expect(check.sentence).toMatch(/is unknown: .+\.$/);
  });

  test('locked or open, the lock is good and says what it means', () => {
    expect(checkOf(practise(), 'section.lock')).toMatchObject({
      state: 'good',
      sentence: expect.stringContaining('500.19') as string,
    });
    expect(checkOf(practise({ webSocketLock: 'Allow' }), 'section.lock').sentence).toContain('open');
  });
});

describe('application and handshake', () => {
  test('an application that is not there is said once, everything asked of it is unknown', () => {
    const readiness = practise({}, { application: '/none' });
    expect(readiness.verdict).toBe('Chat/none cannot upgrade: it has no application /none.');
    expect(checkOf(readiness, 'section.enabled').state).toBe('unknown');
    const nobody = practise({}, { site: 'Nobody' });
    expect(nobody.verdict).toBe('Nobody cannot upgrade: there is no site of that name.');
  });

  test('names compare without case, as IIS does', () => {
    expect(practise({}, { site: 'chat', application: '/API' }).ready).toBe(true);
  });

  test('pending and untried are unknown and say which', () => {
    expect(practise({}, { handshake: null, handshakePending: true }).verdict).toBe(
      'Chat looks ready; its live handshake is being tried.',
    );
    const untried = practise({}, { handshake: null });
    expect(untried.ready).toBeNull();
    expect(untried.verdict).toBe('Chat looks ready, but no handshake has been tried yet.');
  });

  test('a refused handshake stands with the answer and its diagnosis, also behind another break', () => {
    const handshake = refused(503, 'The pool is stopped (503).');
    const alone = practise({}, { handshake });
    expect(alone.verdict).toBe('Chat cannot upgrade: the live handshake was answered with 503.');
    const check = checkOf(alone, 'handshake.live');
    expect(check.sentence).toBe('The pool is stopped (503).');
    expect(check.evidence[0]).toMatchObject({ is: '503', shouldBe: '101 Switching Protocols' });
    const behind = practise({ poolAttributes: 'managedPipelineMode="Classic"' }, { handshake });
    expect(behind.verdict).toBe('Chat cannot upgrade: its pool ChatPool runs in Classic mode.');
    expect(checkOf(behind, 'handshake.live').state).toBe('broken');
    expect(practise({}, { handshake: refused(null) }).verdict).toContain('got no answer');
  });
});

describe('the heading', () => {
  test('joins two causes and never names one twice', () => {
    const readiness = onFile({
      globalModules: '',
      modules: '',
      poolAttributes: 'managedPipelineMode="Classic"',
    });
    expect(readiness.verdict).toBe(
      'Chat cannot upgrade: its pool ChatPool runs in Classic mode, and the WebSocket feature is not installed.',
    );
  });

  test('names three causes and counts the rest', () => {
    const readiness = practise(
      {
        poolAttributes: 'managedPipelineMode="Classic"',
        siteInner: '<limits maxConnections="0" />',
        webSocket: 'enabled="false"',
      },
      live({ state: 'Stopped' }, { state: 'Stopped' }),
    );
    expect(readiness.verdict).toBe(
      'Chat cannot upgrade: the site is stopped, its maxConnections is 0 (no connection gets in), its pool ChatPool runs in Classic mode, and 2 more.',
    );
  });

  test('of a ready application keeps what is to look at', () => {
    expect(practise({ siteInner: '<limits maxConnections="10" />' }, live({ connections: 9 })).verdict).toBe(
      'Chat is ready for WebSockets, but 9 of its 10 connections are taken.',
    );
  });

  test('of a practice server that does not answer says what is not known', () => {
    const { ready, verdict } = practise({}, { runtime: null });
    expect(ready).toBeNull();
    expect(verdict).toBe('Chat may be ready, but not known yet: listening ports, site state and pool state.');
  });
});
