import { describe, expect, it } from 'vitest';
import { configText, sampleBytes, server } from '../samples/samples';
import { moduleStanding } from './standing';

const native = '<globalModules><add name="WebSocketModule" image="iiswsock.dll" /></globalModules>';
const modules = (inner: string): string => `<modules>${inner}</modules>`;
const location = (path: string, inner: string): string =>
  `<location path="${path}" overrideMode="Allow"><system.webServer>${modules(inner)}</system.webServer></location>`;
const added = '<add name="WebSocketModule" />';
const locked = '<add name="WebSocketModule" lockItem="true" />';
const site = { kind: 'site', site: 'S' } as const;
const standing = (
  text: Parameters<typeof configText>[0],
  files: Record<string, string> = {},
  complete = true,
) => moduleStanding(server(configText(text), files, { complete }), site, 'WebSocketModule');

describe('moduleStanding', () => {
  it('finds the entries of a stock server, where the list stands in <location path="">', () => {
    const found = moduleStanding(
      server(sampleBytes('busy'), {}, { complete: false }),
      { kind: 'site', site: 'Echo' },
      'WebSocketModule',
    );
    expect(found).toMatchObject({
      enabled: true,
      lockItem: true,
      image: '%windir%\\System32\\inetsrv\\iiswsock.dll',
    });
    expect(found.addedAt?.line).toBeGreaterThan(found.global?.line ?? Infinity);
  });

  it('a feature that is not installed is settled: no web.config can add a native module', () => {
    expect(standing({ locations: location('', '') }, {}, false)).toMatchObject({
      global: null,
      enabled: false,
    });
  });

  it('names the location that takes the module away, so that a fix can name it', () => {
    const found = standing({
      webServer: native + modules(added),
      locations: location('S', '<remove name="WebSocketModule" />'),
    });
    expect(found).toMatchObject({ enabled: false, removedIn: 'S', removedBy: 'remove' });
    expect(found.removedAt?.line).toBeGreaterThan(0);
  });

  it('a <clear> takes it away, and a later <add> brings it back', () => {
    const text = { webServer: native + modules(added) };
    expect(standing({ ...text, locations: location('S', '<clear />') })).toMatchObject({
      enabled: false,
      removedBy: 'clear',
    });
    expect(standing({ ...text, locations: location('S', `<clear />${added}`) })).toMatchObject({
      enabled: true,
      removedAt: null,
      removedIn: null,
    });
  });

  it('module names are case sensitive', () => {
    const text = { webServer: native + modules('<add name="websocketmodule" />') };
    expect(standing(text).enabled).toBe(false);
    expect(
      standing({
        webServer: native + modules(added),
        locations: location('S', '<remove name="WEBSOCKETMODULE" />'),
      }).enabled,
    ).toBe(true);
  });

  it('an entry that is not locked is unknown while a web.config that may remove it was not read', () => {
    const text = { locations: location('', added), webServer: native };
    expect(standing(text, {}, false)).toMatchObject({
      enabled: null,
      unknown: expect.stringContaining('web.config') as string,
    });
    expect(standing(text).enabled).toBe(true);
    expect(standing({ ...text, locations: location('', locked) }, {}, false).enabled).toBe(true);
  });

  it('a web.config that removes an open entry wins', () => {
    const remove =
      '<configuration><system.webServer><modules><remove name="WebSocketModule"/></modules></system.webServer></configuration>';
    expect(standing({ locations: location('', added), webServer: native }, { S: remove })).toMatchObject({
      enabled: false,
      removedIn: null,
    });
    const broken = standing({ locations: location('', locked), webServer: native }, { S: remove });
    expect(broken).toMatchObject({ enabled: null, unknown: expect.stringContaining('500.19') as string });
  });

  it('a location of the same file that removes a locked entry is unknown: nobody documented it', () => {
    const found = standing({ webServer: native + modules(locked), locations: location('S', '<clear />') });
    expect(found).toMatchObject({ enabled: null, removedBy: 'clear', lockItem: true });
  });

  it.each(['lockElements="remove,clear"', 'lockAllElementsExcept="add"'])(
    'a list with %s that is changed further in is unknown, an unchanged one is not',
    (lock) => {
      const text = { webServer: `${native}<modules ${lock}>${added}</modules>` };
      expect(standing(text).enabled).toBe(true);
      expect(standing({ ...text, locations: location('S', '<remove name="Other" />') }).enabled).toBe(true);
      expect(
        standing({ ...text, locations: location('S', '<remove name="WebSocketModule" />') }),
      ).toMatchObject({
        enabled: null,
        unknown: expect.stringContaining('locked') as string,
      });
    },
  );

  it('a precondition is not evaluated, so the entry is unknown', () => {
    const text = { webServer: native + modules('<add name="WebSocketModule" preCondition="bitness32" />') };
    expect(standing(text)).toMatchObject({
      enabled: null,
      unknown: expect.stringContaining('precondition') as string,
    });
  });
});
