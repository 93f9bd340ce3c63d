import { describe, expect, test } from 'vitest';
import { readServer } from '../model/read-server';
import type { Edit } from './apply';
import { operationsOf } from './operations';

const TEXT = `<configuration>
  <configSections>
    <sectionGroup name="system.applicationHost"><section name="applicationPools" /><section name="sites" /></sectionGroup>
    <sectionGroup name="system.webServer"><section name="webSocket" overrideModeDefault="Deny" /><section name="modules" /></sectionGroup>
  </configSections>
  <system.applicationHost>
    <applicationPools>
      <add name="It's [1]" queueLength="2000"><recycling><periodicRestart time="29:00:00" /></recycling></add>
      <applicationPoolDefaults />
    </applicationPools>
    <sites>
      <site name="Chat" id="1">
        <application path="/" applicationPool="It's [1]"><virtualDirectory path="/" physicalPath="c:\\chat" /></application>
        <application path="/api" applicationPool="It's [1]"><virtualDirectory path="/" physicalPath="c:\\api" /></application>
      </site>
    </sites>
  </system.applicationHost>
  <system.webServer><modules><add name="WebSocketModule" lockItem="false" preCondition="x" /></modules></system.webServer>
  <location path="Chat"><system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer></location>
  <location path="Chat/api"><system.webServer><modules><remove name="WebSocketModule" /><add name="Own" /></modules></system.webServer></location>
</configuration>`;

const config = readServer({
  applicationHost: { path: 'applicationHost.config', bytes: new TextEncoder().encode(TEXT) },
  webConfigs: { complete: true, files: [] },
});
const of = (...edits: Edit[]) => operationsOf(config, edits);
const pool = { kind: 'pool', pool: "IT'S [1]" } as const;
const POOLS = 'system.applicationHost/applicationPools';
const removal = (location: string): Edit => ({
  kind: 'remove-element',
  ref: {
    location,
    section: 'system.webServer/modules',
    element: 'remove',
    attributes: { name: 'WebSocketModule' },
  },
});

describe('a setting as an operation', () => {
  test('names its object as IIS spells it, and its inverse puts the old explicit value back', () => {
    const { operations, inverse } = of({ kind: 'set', target: pool, setting: 'queueLength', value: '5000' });
    const place = {
      section: POOLS,
      location: null,
      steps: [{ element: 'add', key: { name: "It's [1]" } }],
      attribute: 'queueLength',
    };
    expect(operations).toEqual([{ op: 'set', ...place, value: '5000', type: 'uint' }]);
    expect(inverse).toEqual([{ op: 'set', ...place, value: '2000', type: 'uint' }]);
  });

  test('that was inherited is cleared by its inverse, not written', () => {
    const { inverse } = of({ kind: 'set', target: pool, setting: 'startMode', value: 'AlwaysRunning' });
    expect(inverse).toMatchObject([{ op: 'clear', attribute: 'startMode' }]);
  });

  test('puts "29:00:00" back as a time span that .NET does not read as 29 days', () => {
    const setting = 'recycling.periodicRestart.time';
    const { inverse } = of({ kind: 'set', target: pool, setting, value: '00:00:00' });
    expect(inverse).toMatchObject([{ op: 'set', value: '1.05:00:00' }]);
  });

  test('that already says so, or is not set when it is to be reset, is no operation', () => {
    expect(of({ kind: 'set', target: pool, setting: 'queueLength', value: '2000' }).operations).toEqual([]);
    expect(of({ kind: 'reset', target: pool, setting: 'startMode' }).operations).toEqual([]);
  });

  test('of a section goes to a location, one of an application to its element, a default to its element', () => {
    const api = { kind: 'application', site: 'chat', path: '/API' } as const;
    expect(of({ kind: 'set', target: api, setting: 'webSocket.enabled', value: 'false' }).operations).toEqual(
      [
        {
          op: 'set',
          section: 'system.webServer/webSocket',
          location: 'Chat/api',
          steps: [],
          attribute: 'enabled',
          value: 'false',
          type: 'bool',
        },
      ],
    );
    expect(
      of({ kind: 'set', target: api, setting: 'preloadEnabled', value: 'true' }).operations,
    ).toMatchObject([
      {
        location: null,
        steps: [
          { element: 'site', key: { name: 'Chat' } },
          { element: 'application', key: { path: '/api' } },
        ],
      },
    ]);
    const setting = 'applicationPoolDefaults.processModel.idleTimeout';
    expect(
      of({ kind: 'set', target: { kind: 'server' }, setting, value: '00:00:00' }).operations,
    ).toMatchObject([{ steps: [{ element: 'applicationPoolDefaults' }, { element: 'processModel' }] }]);
  });

  test('is refused as an edit of a file is', () => {
    const edit = { kind: 'set', target: pool, setting: 'queueLength', value: '1' } as const;
    expect(() => of(edit)).toThrow(expect.objectContaining({ code: 'value-invalid' }));
  });
});

describe('a module that a location removes', () => {
  test('is inherited again by reverting the section where that is all it holds', () => {
    const { operations, inverse } = of(removal('Chat'));
    const place = { section: 'system.webServer/modules', location: 'Chat' };
    expect(operations).toEqual([{ op: 'revert', ...place }]);
    expect(inverse).toEqual([{ op: 'remove', ...place, attributes: { name: 'WebSocketModule' } }]);
  });

  test('is added again with all its attributes where the section holds more', () => {
    expect(of(removal('Chat/api')).operations).toMatchObject([
      { op: 'add', attributes: { name: 'WebSocketModule', preCondition: 'x' }, locks: { lockItem: 'false' } },
    ]);
  });
});

test('a lock of an element that is taken out comes back as a lock, not as an attribute that IIS refuses', () => {
  const ref = {
    section: 'system.webServer/modules',
    element: 'add' as const,
    attributes: { name: 'WebSocketModule' },
  };
  const { inverse } = of({ kind: 'remove-element', ref });
  expect(inverse).toEqual([
    {
      op: 'add',
      section: 'system.webServer/modules',
      location: null,
      attributes: { name: 'WebSocketModule', preCondition: 'x' },
      locks: { lockItem: 'false' },
    },
  ]);
});

test('of two edits of one place the later counts, even where it leaves all as it was', () => {
  const setting = 'startMode';
  const set: Edit = { kind: 'set', target: pool, setting, value: 'AlwaysRunning' };
  expect(of(set, { kind: 'reset', target: pool, setting }).operations).toEqual([]);
  expect(of({ ...set, value: 'OnDemand' }, set).operations).toMatchObject([{ value: 'AlwaysRunning' }]);
});

test('inverses are done in the opposite order', () => {
  const set = (value: string): Edit => ({ kind: 'set', target: pool, setting: 'queueLength', value });
  const start: Edit = { kind: 'set', target: pool, setting: 'startMode', value: 'AlwaysRunning' };
  const { inverse } = of(set('3000'), start);
  expect(inverse.map(({ op }) => op)).toEqual(['clear', 'set']);
});
