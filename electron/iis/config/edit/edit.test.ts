import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors';
import { effective } from '../effective/effective';
import { moduleStanding } from '../modules/standing';
import { configText, sampleBytes, server, utf8 } from '../samples/samples';
import { applyEdits, invert } from './apply';
import type { Edit } from './apply';
import { describeEdit } from './describe';

const site = { kind: 'site', site: 'S' } as const;
const pool = { kind: 'pool', pool: 'P' } as const;
const set = (target: Extract<Edit, { kind: 'set' }>['target'], setting: string, value: string): Edit => ({
  kind: 'set',
  target,
  setting,
  value,
});

/** What the edits take out and put in, in the order of the text. */
function changes(config: ReturnType<typeof server>, edits: Edit[]): string[] {
  const [file] = applyEdits(config, edits);
  return (file?.splices ?? []).map(
    ({ start, end, text }) => `${file?.beforeText.slice(start, end) ?? ''}→${text}`,
  );
}

function refusal(config: ReturnType<typeof server>, edit: Edit): string {
  try {
    applyEdits(config, [edit]);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'applied';
}

describe('applyEdits touches only what it must', () => {
  const busy = server(sampleBytes('busy'));
  const tabs = server(sampleBytes('tabs'));
  const oneLine = server(sampleBytes('one-line'));
  const chat = { kind: 'site', site: '"Chat" <café> & [☕]' } as const;

  it('a value is replaced between its own quotes', () => {
    expect(
      changes(busy, [set({ kind: 'pool', pool: "chat's `Pool` $1" }, 'managedPipelineMode', 'Integrated')]),
    ).toEqual(['Classic→Integrated']);
    expect(changes(busy, [set(chat, 'limits.maxConnections', '3')])).toEqual(['0→3']);
  });

  it('a new attribute goes to the end of the open tag, before the slash of a self-closed one', () => {
    const target = { kind: 'pool', pool: 'DefaultAppPool' } as const;
    expect(changes(busy, [set(target, 'startMode', 'AlwaysRunning')])).toEqual([
      '→ startMode="AlwaysRunning"',
    ]);
    expect(changes(tabs, [set({ kind: 'pool', pool: 'Only' }, 'queueLength', '20')])).toEqual([
      '→ queueLength="20"',
    ]);
  });

  it('a self-closed tag is opened for a child, in the file own indentation and line ends', () => {
    expect(
      changes(busy, [set({ kind: 'pool', pool: 'DefaultAppPool' }, 'processModel.idleTimeout', '0:0:0')]),
    ).toEqual([' />→>\r\n                <processModel idleTimeout="00:00:00" />\r\n            </add>']);
    expect(
      changes(tabs, [set({ kind: 'pool', pool: 'Only' }, 'recycling.periodicRestart.time', '0:0:0')]),
    ).toEqual([
      '/>→>\n\t\t\t\t<recycling>\n\t\t\t\t\t<periodicRestart time="00:00:00" />\n\t\t\t\t</recycling>\n\t\t\t</add>',
    ]);
    expect(
      changes(oneLine, [set({ kind: 'pool', pool: "CAFÉ '1'" }, 'processModel.maxProcesses', '2')]),
    ).toEqual(['/>→><processModel maxProcesses="2" /></add>']);
  });

  it('an empty element with both tags gets its child between them', () => {
    expect(changes(busy, [set({ kind: 'pool', pool: '🦜 café' }, 'cpu.limit', '50000')])).toEqual([
      '→\r\n                <cpu limit="50000" />\r\n            ',
    ]);
  });

  it('several edits of one element, one of them new, compose', () => {
    const target = { kind: 'pool', pool: 'DefaultAppPool' } as const;
    const edits = [
      set(target, 'processModel.idleTimeout', '0:0:0'),
      set(target, 'processModel.maxProcesses', '2'),
      set(target, 'startMode', 'AlwaysRunning'),
      set(target, 'processModel.idleTimeout', '00:10:00'),
    ];
    expect(changes(busy, edits)).toEqual([
      '→ startMode="AlwaysRunning"',
      ' />→>\r\n                <processModel idleTimeout="00:10:00" maxProcesses="2" />\r\n            </add>',
    ]);
  });

  it('reset takes the attribute out and leaves the element', () => {
    expect(
      changes(busy, [
        { kind: 'reset', target: { kind: 'site', site: 'Echo' }, setting: 'limits.maxConnections' },
      ]),
    ).toEqual(['\r\n                        maxConnections="4294967295"→']);
    expect(
      changes(busy, [
        { kind: 'reset', target: { kind: 'site', site: 'Board' }, setting: 'limits.maxConnections' },
      ]),
    ).toEqual([]);
  });

  it('a value that stands there already, in whatever form, changes nothing', () => {
    expect(
      changes(busy, [
        set({ kind: 'pool', pool: 'EchoPool' }, 'recycling.periodicRestart.time', '1.05:00:00'),
      ]),
    ).toEqual([]);
  });

  it('a section of a site goes to a new location at the end, made once', () => {
    const target = { kind: 'site', site: 'Echo' } as const;
    expect(
      changes(busy, [
        set(target, 'webSocket.enabled', 'false'),
        set(target, 'serverRuntime.enabled', 'false'),
      ]),
    ).toEqual([
      '→\r\n    <location path="Echo">\r\n        <system.webServer>\r\n            <webSocket enabled="false" />' +
        '\r\n            <serverRuntime enabled="false" />\r\n        </system.webServer>\r\n    </location>',
    ]);
  });

  it('a hostile site name is escaped in its location', () => {
    const [change] = changes(busy, [set(chat, 'webSocket.enabled', 'false')]);
    expect(change).toContain('<location path="&quot;Chat&quot; &lt;café&gt; &amp; [☕]">');
    const [file] = applyEdits(oneLine, [set({ kind: 'site', site: 's' }, 'webSocket.enabled', 'false')]);
    expect(file?.afterText).toContain('</system.applicationHost><location path="s"><system.webServer>');
  });

  it('an existing location with the section is edited in place', () => {
    const board = { kind: 'site', site: 'Board' } as const;
    expect(changes(busy, [set(board, 'webSocket.enabled', 'true')])).toEqual(['false→true']);
    expect(changes(busy, [set(board, 'serverRuntime.appConcurrentRequestLimit', '9')])).toEqual([
      '→\r\n            <serverRuntime appConcurrentRequestLimit="9" />',
    ]);
  });

  it('a location that unlocks is not given a further section, which it would unlock too', () => {
    const api = { kind: 'application', site: 'Echo', path: '/api' } as const;
    expect(changes(busy, [set(api, 'webSocket.enabled', 'false')])).toEqual(['→ enabled="false"']);
    const [change] = changes(busy, [set(api, 'serverRuntime.enabled', 'false')]);
    expect(change).toContain('<location path="Echo/api">');
  });

  it('a server-level section that lives in <location path=""> stays there', () => {
    const config = server(
      configText({
        locations:
          '<location path=""><system.webServer><webSocket enabled="false" /></system.webServer></location>',
      }),
    );
    expect(changes(config, [set({ kind: 'server' }, 'webSocket.enabled', 'true')])).toEqual(['false→true']);
  });

  it('defaults elements are made where they are missing', () => {
    expect(changes(tabs, [set({ kind: 'server' }, 'siteDefaults.limits.maxConnections', '5')])).toEqual([
      '→\n\t\t\t<siteDefaults>\n\t\t\t\t<limits maxConnections="5" />\n\t\t\t</siteDefaults>',
    ]);
  });

  it('an ASCII file stays one', () => {
    const config = server(
      utf8(configText({ pools: '<add name="caf&#xe9;" />' }).replace('UTF-8', 'US-ASCII')),
    );
    const edit = set({ kind: 'application', site: 'S', path: '/' }, 'applicationPool', 'café');
    expect(changes(config, [edit])).toEqual(['P→caf&#xe9;']);
  });
});

describe('elements of collections', () => {
  const install: Edit[] = [
    {
      kind: 'add-element',
      ref: {
        section: 'system.webServer/globalModules',
        element: 'add',
        attributes: { name: 'WebSocketModule', image: '%windir%\\System32\\inetsrv\\iiswsock.dll' },
      },
    },
    {
      kind: 'add-element',
      ref: {
        location: '',
        section: 'system.webServer/modules',
        element: 'add',
        attributes: { name: 'WebSocketModule', lockItem: 'true' },
      },
    },
  ];

  it('installs the feature where the live lists stand, once', () => {
    const bare = configText({
      webServer: '<globalModules>\n      <add name="X" image="x.dll" />\n    </globalModules>',
      locations:
        '<location path="" overrideMode="Allow"><system.webServer><modules><add name="X" /></modules></system.webServer></location>',
    });
    const [file] = applyEdits(server(bare), install);
    const after = server(file?.after ?? '');
    expect(moduleStanding(after, site, 'WebSocketModule')).toMatchObject({ enabled: true, lockItem: true });
    expect(after.problems).toEqual([]);
    expect(refusal(after, install[0] ?? set(pool, 'x', 'y'))).toBe('already-exists');
    const [undone] = applyEdits(
      after,
      install.map((edit): Edit => (edit.kind === 'add-element' ? { ...edit, kind: 'remove-element' } : edit)),
    );
    expect(undone?.afterText).toBe(bare);
  });

  it('takes a <remove> out of a location, with its line', () => {
    const config = server(
      configText({
        locations:
          '<location path="S">\n    <system.webServer>\n      <modules>\n        <remove name="WebSocketModule" />\n      </modules>\n    </system.webServer>\n  </location>',
      }),
    );
    const ref = {
      location: 's',
      section: 'system.webServer/modules',
      element: 'remove',
      attributes: { name: 'WebSocketModule' },
    } as const;
    expect(changes(config, [{ kind: 'remove-element', ref }])).toEqual([
      '\n        <remove name="WebSocketModule" />→',
    ]);
    expect(refusal(config, { kind: 'remove-element', ref: { ...ref, attributes: { name: 'Other' } } })).toBe(
      'not-found',
    );
    expect(describeEdit(config, { kind: 'remove-element', ref }).sentence).toBe(
      'modules of location s: take out <remove name="WebSocketModule" />',
    );
  });

  it('refuses names that would not be XML, and keeps values text', () => {
    const ref = {
      section: 'system.webServer/modules',
      element: 'add',
      attributes: { 'a b="': 'x' },
    } as const;
    expect(refusal(server(configText({})), { kind: 'add-element', ref })).toBe('value-invalid');
    const hostile = { ...ref, attributes: { name: '"/><evil a="' } };
    const [file] = applyEdits(server(configText({})), [{ kind: 'add-element', ref: hostile }]);
    expect(
      server(file?.after ?? '')
        .blocks.find('', 'system.webServer/modules')[0]
        ?.element.children[0]?.get('name'),
    ).toBe('"/><evil a="');
  });
});

describe('what can not be right is refused, and nothing is answered', () => {
  const config = server(configText({}));

  it.each<[string, Edit, string]>([
    ['a pool that is not there', set({ kind: 'pool', pool: 'X' }, 'queueLength', '10'), 'not-found'],
    ['a site that is not there', set({ kind: 'site', site: 'X' }, 'webSocket.enabled', 'true'), 'not-found'],
    ['a value out of range', set(pool, 'queueLength', '1'), 'value-invalid'],
    ['maxConnections 0', set(site, 'limits.maxConnections', '0'), 'value-invalid'],
    ['an unknown setting', set(pool, 'password', 'x'), 'setting-unknown'],
    ['a setting of something else', set(pool, 'webSocket.enabled', 'x'), 'setting-not-here'],
    [
      'a pool for an application that does not exist',
      set({ kind: 'application', site: 'S', path: '/' }, 'applicationPool', 'X'),
      'value-invalid',
    ],
    [
      'a section that is not registered',
      set({ kind: 'server' }, 'proxy.enabled', 'true'),
      'setting-not-here',
    ],
  ])('%s', (_, edit, code) => {
    expect(refusal(config, edit)).toBe(code);
  });

  it('a reset that would leave an application without a pool', () => {
    const edit: Edit = {
      kind: 'reset',
      target: { kind: 'application', site: 'S', path: '/app' },
      setting: 'applicationPool',
    };
    expect(refusal(config, edit)).toBe('value-invalid');
  });

  it('a read-only document', () => {
    const bytes = utf8(configText({}).replace('"S"', '"~"')).map((byte) => (byte === 0x7e ? 0xff : byte));
    expect(refusal(server(bytes), set(pool, 'queueLength', '10'))).toBe('read-only');
  });

  it('an attribute that is locked further out, even to the same value', () => {
    const locked = server(configText({ webServer: '<webSocket lockAttributes="enabled" />' }));
    expect(refusal(locked, set(site, 'webSocket.enabled', 'true'))).toBe('section-locked');
    expect(refusal(locked, set(site, 'webSocket.pingInterval', '00:00:30'))).toBe('applied');
    expect(refusal(locked, set({ kind: 'server' }, 'webSocket.enabled', 'false'))).toBe('applied');
  });

  it('an edit that a web.config overrides, for it would seem done', () => {
    const overridden = server(configText({ override: 'overrideModeDefault="Allow"' }), {
      S: '<configuration><system.webServer><webSocket enabled="false"/></system.webServer></configuration>',
    });
    expect(refusal(overridden, set(site, 'webSocket.enabled', 'true'))).toBe('setting-not-here');
  });

  it('one bad edit keeps all the others out', () => {
    expect(() => applyEdits(config, [set(pool, 'queueLength', '10'), set(pool, 'queueLength', 'x')])).toThrow(
      AppError,
    );
  });
});

describe('describeEdit', () => {
  const busy = server(sampleBytes('busy'));

  it.each<[Edit, string]>([
    [
      set({ kind: 'pool', pool: "CHAT'S `pool` $1" }, 'managedPipelineMode', '0'),
      "Chat's `Pool` $1: managedPipelineMode Classic → Integrated",
    ],
    [
      set({ kind: 'application', site: 'echo', path: '/api' }, 'preloadEnabled', 'true'),
      'Echo/api: preloadEnabled false → true',
    ],
    [
      set({ kind: 'server' }, 'applicationPoolDefaults.managedRuntimeVersion', ''),
      'server: applicationPoolDefaults.managedRuntimeVersion v4.0 → (empty)',
    ],
    [
      { kind: 'reset', target: { kind: 'site', site: 'Board' }, setting: 'webSocket.enabled' },
      'Board: webSocket.enabled false → true (inherited)',
    ],
    [
      { kind: 'reset', target: { kind: 'pool', pool: 'EchoPool' }, setting: 'processModel.idleTimeout' },
      'EchoPool: processModel.idleTimeout 00:00:00 → 00:20:00 (inherited)',
    ],
    [
      { kind: 'reset', target: { kind: 'pool', pool: 'EchoPool' }, setting: 'processModel.identityType' },
      'EchoPool: processModel.identityType SpecificUser → ApplicationPoolIdentity (inherited)',
    ],
  ])('says what changes: %#', (edit, sentence) => {
    expect(describeEdit(busy, edit).sentence).toBe(sentence);
  });

  it('a reset does what it says', () => {
    const edit: Edit = {
      kind: 'reset',
      target: { kind: 'site', site: 'Board' },
      setting: 'webSocket.enabled',
    };
    const [file] = applyEdits(busy, [edit]);
    expect(String(effective(server(file?.after ?? ''), edit.target, edit.setting).value)).toBe(
      describeEdit(busy, edit).new,
    );
  });

  it('keeps secrets out of the sentence', () => {
    const ref = {
      section: 'system.webServer/modules',
      element: 'add',
      attributes: { name: 'x', password: 'hunter2' },
    } as const;
    expect(JSON.stringify(describeEdit(busy, { kind: 'add-element', ref }))).not.toContain('hunter2');
  });
});

describe('invert', () => {
  it('gives the original bytes back, BOM and all', () => {
    const bytes = sampleBytes('busy');
    const [file] = applyEdits(server(bytes), [
      set({ kind: 'site', site: 'Echo' }, 'webSocket.enabled', 'false'),
    ]);
    if (file === undefined) throw new Error('nothing changed');
    const back = invert(file);
    expect(back.after).toEqual(bytes);
    let text = back.beforeText;
    for (const { start, end, text: inserted } of [...back.splices].reverse())
      text = text.slice(0, start) + inserted + text.slice(end);
    expect(text).toBe(file.beforeText);
  });
});
