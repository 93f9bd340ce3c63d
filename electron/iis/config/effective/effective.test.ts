import { describe, expect, it } from 'vitest';
import { configText, sampleBytes, server } from '../samples/samples';
import { effective, effectiveAll } from './effective';

const site = { kind: 'site', site: 'S' } as const;
const app = { kind: 'application', site: 'S', path: '/app' } as const;
const socket = (attributes: string): string => `<webSocket ${attributes} />`;
const webConfig = (inner: string): string =>
  `<configuration><system.webServer>${inner}</system.webServer></configuration>`;
const location = (path: string, inner: string, more = ''): string =>
  `<location path="${path}" ${more}><system.webServer>${inner}</system.webServer></location>`;
const open = 'overrideModeDefault="Allow"';

describe('pools, sites, applications', () => {
  const config = server(sampleBytes('busy'));

  it.each([
    ['EchoPool', 'processModel.idleTimeout', '00:00:00', 'applicationHost.config', 30],
    ['EchoPool', 'recycling.periodicRestart.time', '1.05:00:00', 'applicationHost.config', 32],
    ['EchoPool', 'managedRuntimeVersion', 'v4.0', 'applicationPoolDefaults', 41],
    ['DefaultAppPool', 'processModel.idleTimeout', '00:20:00', 'schema default', undefined],
    ["CHAT'S `pool` $1", 'managedPipelineMode', 'Classic', 'applicationHost.config', 27],
    ['🦜 CAFÉ', 'managedRuntimeVersion', '', 'applicationHost.config', 40],
    ['🦜 café', 'enableConfigurationOverride', false, 'applicationHost.config', 40],
  ])('pool %s: %s is %s from %s', (pool, setting, value, label, line) => {
    const found = effective(config, { kind: 'pool', pool }, setting);
    expect([found.value, found.source?.label, found.source?.where?.line, found.locked]).toEqual([
      value,
      label,
      line,
      true,
    ]);
  });

  it('a comment is not configuration', () => {
    expect(effective(config, { kind: 'site', site: 'Echo' }, 'webSocket.enabled').value).toBe(true);
  });

  it('siteDefaults come between a site and the schema', () => {
    const found = effective(config, { kind: 'site', site: 'ECHO' }, 'limits.maxUrlSegments');
    expect([found.value, found.source?.layer]).toEqual([64, 'defaults']);
  });

  it("a site's own applicationDefaults come before those of <sites>", () => {
    const target = { kind: 'application', site: 'Board', path: '/' } as const;
    const found = effective(config, target, 'applicationPool');
    expect([found.value, found.source?.label]).toEqual(['EchoPool', 'applicationDefaults of Board']);
    expect(config.findSite('board')?.applications[0]?.pool).toBe('EchoPool');
  });

  it('all settings of a kind are answered, in one order', () => {
    expect(effectiveAll(config, { kind: 'pool', pool: 'EchoPool' }).length).toBeGreaterThan(30);
    expect(effectiveAll(config, { kind: 'server' }).map(({ name }) => name)).toContain(
      'siteDefaults.limits.maxConnections',
    );
  });

  it('what does not exist is an error, not a default', () => {
    expect(() => effective(config, { kind: 'pool', pool: 'nope' }, 'queueLength')).toThrow(
      /no application pool "nope"/,
    );
    expect(() => effective(config, { ...app, site: 'Echo' }, 'preloadEnabled')).toThrow(
      /no application "\/app"/,
    );
    expect(() => effective(config, { kind: 'site', site: 'Echo' }, 'queueLength')).toThrow(
      /belongs to a pool/,
    );
  });

  it('a value that IIS refuses is unknown, not the default', () => {
    const bad = server(configText({ pool: 'queueLength="5"' }));
    const found = effective(bad, { kind: 'pool', pool: 'P' }, 'queueLength');
    expect(found.value).toBeNull();
    expect(found.unknown).toContain('must be 10 to 65,535');
  });

  it('an element that stands twice makes its values unknown', () => {
    const bad = server(
      configText({
        pools: '<add name="Q"><processModel maxProcesses="2"/><processModel maxProcesses="3"/></add>',
      }),
    );
    expect(effective(bad, { kind: 'pool', pool: 'Q' }, 'processModel.maxProcesses').unknown).toContain(
      'twice',
    );
  });
});

describe('sections for a path', () => {
  const value = (
    config: ReturnType<typeof server>,
    target: typeof site | typeof app | { kind: 'server' } = site,
  ) => {
    const { value: found, source, locked, unknown } = effective(config, target, 'webSocket.enabled');
    return { value: found, label: source?.label, locked, unknown };
  };

  it('the innermost location wins, without case, and path="." is the server', () => {
    const config = server(
      configText({
        locations:
          location('.', socket('enabled="false"')) +
          location('s', socket('enabled="true"')) +
          location('S/APP', socket('enabled="false"')),
      }),
    );
    expect(value(config, { kind: 'server' })).toMatchObject({
      value: false,
      label: 'applicationHost.config',
    });
    expect(value(config)).toMatchObject({ value: true, label: 'location s' });
    expect(value(config, app)).toMatchObject({ value: false, label: 'location S/APP' });
  });

  it('a location of another site, or of a path that only begins alike, does not count', () => {
    const config = server(
      configText({
        locations: location('S/ap', socket('enabled="false"')) + location('SS', socket('enabled="false"')),
      }),
    );
    expect(value(config, app)).toMatchObject({ value: true, label: 'schema default', locked: true });
  });

  it('a section at the top and in <location path="."> is refused by IIS: unknown', () => {
    const config = server(configText({ webServer: socket(''), locations: location('.', socket('')) }));
    expect(value(config)).toMatchObject({
      value: null,
      unknown: expect.stringContaining('more than once') as string,
    });
  });

  it('a locked section is settled, whatever web.config we have not seen', () => {
    expect(value(server(configText({}), {}, { complete: false }))).toMatchObject({
      value: true,
      locked: true,
    });
  });

  it('an open section is unknown while its web.config was not read, and the reason names it', () => {
    const config = server(configText({ override: open }), {}, { complete: false });
    expect(value(config, app)).toMatchObject({
      value: null,
      locked: false,
      unknown: expect.stringContaining('web.config of S/app may override it') as string,
    });
    expect(value(server(configText({ override: open })), app)).toMatchObject({ value: true, locked: false });
  });

  it('the web.config nearest to the target wins, even when one above was not read', () => {
    const config = server(
      configText({ override: open }),
      { 'S/app': webConfig(socket('enabled="false"')) },
      { complete: false },
    );
    expect(value(config, app)).toMatchObject({ value: false, label: 'web.config of S/app' });
    expect(value(config).value).toBeNull();
  });

  it('web.config comes after every location of applicationHost.config', () => {
    const config = server(
      configText({ override: open, locations: location('S', socket('enabled="true"')) }),
      {
        s: webConfig(socket('enabled="false"')),
      },
    );
    expect(value(config)).toMatchObject({ value: false, label: 'web.config of s' });
  });

  it('a location of web.config is about a path below its own', () => {
    const text = `<configuration>${location('app', socket('enabled="false"'))}</configuration>`;
    const config = server(configText({ override: open }), { S: text });
    expect(value(config).value).toBe(true);
    expect(value(config, app).value).toBe(false);
  });

  it('a web.config that sets a locked section breaks the site: unknown with 500.19, and a problem', () => {
    const config = server(configText({}), { S: webConfig(socket('enabled="false"')) });
    expect(value(config)).toMatchObject({
      value: null,
      locked: true,
      unknown: expect.stringContaining('500.19') as string,
    });
    expect(config.problems.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('S/web.config, line 1'),
    ]);
  });

  it.each([
    ['overrideMode="Allow"', false],
    ['allowOverride="true"', false],
    ['overrideMode="Deny"', true],
    ['allowOverride="false"', true],
    ['overrideMode="Inherit"', true],
    ['overrideMode="Allow" allowOverride="true"', null],
    ['overrideMode="Perhaps"', null],
  ])('a location with %s makes the section locked: %s', (attributes, locked) => {
    const config = server(configText({ locations: location('S', socket(''), attributes) }));
    expect(value(config).locked).toBe(locked);
  });

  it('a pool with enableConfigurationOverride="false" reads no web.config at all', () => {
    const config = server(configText({ override: open, pool: 'enableConfigurationOverride="false"' }), {
      S: webConfig(socket('enabled="false"')),
    });
    expect(value(config)).toMatchObject({ value: true, locked: true });
  });

  it('a pool that does not exist leaves open whether web.config is read', () => {
    const config = server(configText({ override: open }).replace('<add name="P"', '<add name="Q"'), {
      S: webConfig(socket('enabled="false"')),
    });
    expect(value(config).value).toBeNull();
  });

  it.each(['lockAttributes="enabled"', 'lockAttributes="*"', 'lockAllAttributesExcept="pingInterval"'])(
    '%s at the server makes a location that sets it unknown, and the rest locked',
    (lock) => {
      const text = { override: open, webServer: socket(lock) };
      expect(value(server(configText(text)))).toMatchObject({ value: true, locked: true });
      const config = server(configText({ ...text, locations: location('S', socket('enabled="true"')) }));
      expect(value(config)).toMatchObject({
        value: null,
        unknown: expect.stringContaining('locked') as string,
      });
    },
  );

  it('an include or encryption hides a section', () => {
    for (const source of ['configSource="x.config"', 'configProtectionProvider="AesProvider"']) {
      expect(value(server(configText({ webServer: socket(source) }))).value).toBeNull();
    }
  });

  it('inheritInChildApplications="false" leaves a child application unknown, the own one settled', () => {
    const config = server(
      configText({
        locations: location('S', socket('enabled="false"'), 'inheritInChildApplications="false"'),
      }),
    );
    expect(value(config).value).toBe(false);
    expect(value(config, app).unknown).toContain('inheritInChildApplications');
  });

  it('allowSubDirConfig="false" leaves out the web.config of folders, not that of the root', () => {
    const sites = `<site name="T" id="2">
      <application path="/" applicationPool="P"><virtualDirectory path="/" physicalPath="x" allowSubDirConfig="false"/></application>
      <application path="/folder/app" applicationPool="P"><virtualDirectory path="/" physicalPath="y"/></application></site>`;
    const files = { 'T/folder': webConfig(socket('enabled="false"')) };
    const target = { kind: 'application', site: 'T', path: '/folder/app' } as const;
    const text = configText({ override: open, sites });
    expect(effective(server(text, files), target, 'webSocket.enabled').value).toBe(true);
    const reading = server(text.replace(' allowSubDirConfig="false"', ''), files);
    expect(effective(reading, target, 'webSocket.enabled').value).toBe(false);
  });

  it('an unreadable or broken web.config makes unknown what it could set, and only that', () => {
    for (const files of [{ S: null }, { S: '<configuration><a></configuration>' }]) {
      expect(value(server(configText({ override: open }), files)).value).toBeNull();
      expect(value(server(configText({}), files)).value).toBe(true);
      expect(server(configText({}), files).problems.length).toBeGreaterThan(0);
    }
  });

  it('a section that is not registered is unknown', () => {
    const config = server(configText({}));
    expect(effective(config, { kind: 'server' }, 'proxy.enabled').unknown).toContain('not registered');
  });
});
