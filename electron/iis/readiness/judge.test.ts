import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Readiness as Schema, stationIds } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import { checks } from '.';
import { checkOf, onFile, practise, refused, sampleConfig, sampleRuntime, UPGRADED } from './sample-server';

describe('a judgement', () => {
  test('has eight stations in the order of the path and fits its schema, whatever is asked', () => {
    for (const [site, application] of [
      ['Chat', '/'],
      ['Chat', '/api'],
      ['Chat', '/none'],
      ['Nobody', '/'],
    ] as const) {
      const readiness = practise({}, { site, application });
      expect(Schema.parse(readiness)).toEqual(readiness);
      expect(readiness.stations.map(({ id }) => id)).toEqual([...stationIds]);
    }
  });

  test('keeps the ids of its checks: scripts read them', () => {
    expect(checks.map(({ id }) => id)).toEqual([
      'firewall.path',
      'http-sys.services',
      'http-sys.listening',
      'http-sys.client-cap',
      'http-sys.timeouts',
      'site.binding',
      'site.configuration',
      'site.state',
      'site.limits',
      'site.certificate',
      'site.tls',
      'site.authentication',
      'site.filtering',
      'site.connection-timeout',
      'site.http2',
      'pool.exists',
      'pool.mode',
      'pool.state',
      'pool.runtime',
      'pool.warm',
      'pool.preload',
      'pool.recycling',
      'pool.overlap',
      'pool.shutdown',
      'pool.garden',
      'pool.rapid-fail',
      'pool.bitness',
      'pool.queue',
      'pool.override',
      'module.iis',
      'module.feature',
      'module.global',
      'module.image',
      'module.enabled',
      'module.restart',
      'module.scripts',
      'section.enabled',
      'section.lock',
      'section.request-limit',
      'section.ping',
      'section.receive-buffer',
      'app.exists',
      'app.kind',
      'app.handler-module',
      'app.aspnet',
      'app.aspnet-core',
      'app.iisnode',
      'app.iisnode-firefox',
      'app.conflict',
      'app.proxy',
      'app.proxy-extensions',
      'app.proxy-timeout',
      'app.proxy-host',
      'app.open-proxy',
      'handshake.address',
      'handshake.live',
      'handshake.bindings',
    ]);
    for (const { id, station } of checks) expect(id.startsWith(`${station}.`)).toBe(true);
  });

  test('of a sound practice site is ready with eight good stations, though advice is open', () => {
    const { ready, stations, tally, verdict } = practise();
    expect(ready).toBe(true);
    expect(verdict).toBe('Chat is ready for WebSockets.');
    expect(stations.every(({ state, reached }) => state === 'good' && reached)).toBe(true);
    expect(tally).toBe('all 8 good, 1 piece of advice');
    expect(stations.map(({ note }) => note)).toEqual([
      'loopback',
      'listening',
      'port 8080',
      'Integrated',
      'installed',
      'on',
      'found',
      '101',
    ]);
  });

  test('of a sound file is null and names what a file cannot answer', () => {
    const { ready, verdict, stations } = onFile();
    expect(ready).toBeNull();
    expect(verdict).toBe(
      "Chat could be ready: the file shows nothing wrong, but site state, pool state and handshake can't be read from it.",
    );
    const open = stations.flatMap(({ checks: all }) => all.filter(({ state }) => state === 'unknown'));
    expect(open.map(({ id }) => id)).toEqual([
      'firewall.path',
      'http-sys.listening',
      'site.state',
      'pool.state',
      'handshake.live',
    ]);
    expect(open.filter(({ blocking }) => blocking)).toHaveLength(3);
  });

  test('marks what lies behind the first break as not reached, and still shows what is known there', () => {
    const { stations } = practise(
      { poolAttributes: 'managedPipelineMode="Classic"' },
      { handshake: refused(200) },
    );
    expect(stations.map(({ id, reached }) => (reached ? id : ''))).toEqual([
      'firewall',
      'http-sys',
      'site',
      'pool',
      '',
      '',
      '',
      '',
    ]);
    expect(stations.map(({ note }) => note).slice(3)).toEqual(['Classic', 'installed', 'on', 'found', '200']);
  });

  test('calls a station without an answer behind a break not reached', () => {
    const { stations } = practise({ poolAttributes: 'managedPipelineMode="Classic"' }, { handshake: null });
    expect(stations.at(-1)?.note).toBe('not reached');
  });

  test('counts lights by kind', () => {
    const { tally } = practise(
      { poolAttributes: 'managedPipelineMode="Classic"', siteInner: '<limits maxConnections="10" />' },
      { handshake: null, runtime: withLive({ connections: 9 }) },
    );
    expect(tally).toBe('1 broken, 1 to look at, 1 unknown, 1 piece of advice');
  });

  test('keeps blocking and advice in fixes of their own', () => {
    const { stations } = practise({ poolAttributes: 'managedPipelineMode="Classic"' });
    const fixes = stations.flatMap(({ checks: all }) => all.flatMap(({ fix }) => (fix ? [fix] : [])));
    expect(fixes.map(({ title, weight }) => [title, weight])).toEqual([
      ['Run ChatPool in Integrated mode', 'blocks'],
      ['Keep it warm', 'advice'],
    ]);
    expect(JSON.stringify(fixes[0]?.changes)).not.toContain('startMode');
  });
});

function withLive(live: Partial<RuntimeState['sites'][number]>): RuntimeState {
  const runtime = sampleRuntime(sampleConfig());
  return { ...runtime, sites: runtime.sites.map((site) => ({ ...site, ...live })) };
}

describe('never a guess', () => {
  const state = fc.constantFrom('Starting', 'Started', 'Stopping', 'Stopped', 'Unknown');
  const runtimes = fc.record({
    feature: fc.constantFrom('Installed', 'Available', 'InstallPending', 'Unknown'),
    site: fc.option(state, { nil: null }),
    pool: fc.option(state, { nil: null }),
    listens: fc.boolean(),
  });
  const sources = fc.record({
    mode: fc.constantFrom('', 'managedPipelineMode="Integrated"', 'managedPipelineMode="Sideways"'),
    limit: fc.constantFrom('', '<limits maxConnections="5" />', '<limits maxConnections="many" />'),
    section: fc.constantFrom('', 'enabled="true"', 'enabled="perhaps"', 'configSource="else.config"'),
    complete: fc.boolean(),
  });

  test('is ready only if every blocking check is known and good; one unknown fact keeps it from that', () => {
    fc.assert(
      fc.property(
        runtimes,
        sources,
        fc.constantFrom(UPGRADED, refused(503), null),
        fc.boolean(),
        (live, source, handshake, handshakePending) => {
          const config = sampleConfig({
            poolAttributes: source.mode,
            siteInner: source.limit,
            webSocket: source.section,
            webSocketLock: 'Allow',
            complete: source.complete,
          });
          const base = sampleRuntime(config);
          const runtime: RuntimeState = {
            ...base,
            feature: live.feature,
            sites: base.sites.flatMap((site) =>
              live.site === null
                ? []
                : [
                    {
                      ...site,
                      state: live.site,
                      bindings: live.listens
                        ? site.bindings
                        : site.bindings.map((one) => ({ ...one, url: null })),
                    },
                  ],
            ),
            pools: base.pools.flatMap((pool) => (live.pool === null ? [] : [{ ...pool, state: live.pool }])),
          };
          const { ready } = practise({}, { config, runtime, handshake, handshakePending });
          const known =
            live.site === 'Started' &&
            live.pool === 'Started' &&
            live.listens &&
            (live.feature === 'Installed' || live.feature === 'Unknown') &&
            handshake === UPGRADED &&
            !handshakePending &&
            !source.mode.includes('Sideways') &&
            !source.limit.includes('many') &&
            (source.section === 'enabled="true"' || source.section === '') &&
            source.complete;
          expect(ready === true).toBe(known);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('has no light but unknown for a value that the text cannot settle', () => {
    const readiness = onFile({
      poolAttributes: 'managedPipelineMode="Sideways" startMode="Sometimes"',
      poolInner: '<recycling><periodicRestart time="later" /></recycling>',
      siteInner: '<limits maxConnections="many" />',
      webSocket: 'enabled="perhaps"',
    });
    for (const id of ['pool.mode', 'pool.warm', 'pool.recycling', 'site.limits', 'section.enabled'])
      expect([id, checkOf(readiness, id).state]).toEqual([id, 'unknown']);
    expect(readiness.ready).toBeNull();
  });
});

describe('names from outside', () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      `O'Brien "the" $(site) \`x\` <b>&amp;`,
      '__proto__',
      'constructor',
      '🐙 site',
      '$&$1',
      'x'.repeat(260),
    ),
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(
        (name) =>
          /^[^\p{C}\s/?][^\p{C}/?]*$/u.test(name) && name.trim() === name && name.toLowerCase() !== 'echo',
      ),
  );

  test('stand letter for letter in verdict, sentences and fixes', () => {
    fc.assert(
      fc.property(hostile, hostile, (site, pool) => {
        fc.pre(pool.toLowerCase() !== 'other');
        const readiness = practise({ site, pool, poolAttributes: 'managedPipelineMode="Classic"' });
        expect(readiness.verdict).toBe(`${site} cannot upgrade: its pool ${pool} runs in Classic mode.`);
        expect(checkOf(readiness, 'site.state').sentence).toContain(site);
        const { sentence, fix } = checkOf(readiness, 'pool.mode');
        expect(sentence.startsWith(`${pool} runs in Classic mode`)).toBe(true);
        expect(fix?.changes).toEqual([
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool },
              setting: 'managedPipelineMode',
              value: 'Integrated',
            },
          },
        ]);
        expect(fix?.touches).toEqual([`${site}/`, `${site}/api`, 'Echo/']);
      }),
      { numRuns: 40 },
    );
  });
});
