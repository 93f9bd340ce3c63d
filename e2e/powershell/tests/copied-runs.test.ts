import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  copyScript,
  type CopyScriptInput,
} from '../../../electron/gateways/powershell/copy-script/copy-script';
import { performOn } from '../../../electron/gateways/powershell/perform';
import { applyChanges } from '../../../electron/gateways/powershell/scripts/apply-changes';
import bare from '../../../electron/gateways/practice/scenarios/bare-server.config?raw';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import type { ConfigOperation } from '../../../electron/iis/config/edit/operation';
import { sha256 } from '../../../electron/storage/hash';
import type { ServerAction } from '../../../shared/model/readiness';
import type { BoxOptions, WindowsBox } from '../windows-box';
import { changesOf, openBox } from './open-box';
import { runScript } from './run-script';

const POOLS = { section: 'system.applicationHost/applicationPools', location: null };
const MODULES = 'system.webServer/modules';
const chat = { element: 'add', key: { name: 'ChatPool' } };
const recycling = [chat, { element: 'recycling' }];
const periodic = [...recycling, { element: 'periodicRestart' }];

/** One of each kind; the inverse is its own way back. */
const OPERATIONS: ConfigOperation[] = [
  { op: 'set', ...POOLS, steps: [chat], attribute: 'managedPipelineMode', value: 'Integrated', type: 'enum' },
  { op: 'set', ...POOLS, steps: [chat], attribute: 'queueLength', value: '65535', type: 'uint' },
  { op: 'set', ...POOLS, steps: [chat], attribute: 'autoStart', value: 'false', type: 'bool' },
  { op: 'set', ...POOLS, steps: periodic, attribute: 'time', value: '2.00:00:00', type: 'timeSpan' },
  {
    op: 'set',
    ...POOLS,
    steps: recycling,
    attribute: 'logEventOnRecycle',
    value: 'Schedule,Time',
    type: 'flags',
  },
  {
    op: 'set',
    section: 'system.webServer/webSocket',
    location: 'Echo',
    steps: [],
    attribute: 'pingInterval',
    value: '00:00:30',
    type: 'timeSpan',
  },
  { op: 'revert', section: MODULES, location: 'Feed' },
  {
    op: 'add',
    section: MODULES,
    location: 'Echo',
    attributes: { name: "It's" },
    locks: { lockItem: 'true', lockAttributes: 'type' },
  },
  { op: 'remove', section: MODULES, location: null, attributes: { name: 'HttpLoggingModule' } },
  { op: 'clear', section: 'system.webServer/serverRuntime', location: null, steps: [], attribute: 'enabled' },
];
const INVERSE: ConfigOperation[] = [
  { op: 'set', ...POOLS, steps: [chat], attribute: 'managedPipelineMode', value: 'Classic', type: 'enum' },
  { op: 'clear', ...POOLS, steps: [chat], attribute: 'queueLength' },
  { op: 'remove', section: MODULES, location: 'Feed', attributes: { name: 'WebSocketModule' } },
];

const script = (box: WindowsBox, more: Partial<CopyScriptInput>, text = typical): string =>
  copyScript({
    serverName: 'WEB07',
    configPath: box.configPath,
    hash: sha256(text),
    operations: [],
    inverse: [],
    actions: [],
    sentences: ['ChatPool: managedPipelineMode Classic → Integrated', '.EXAMPLE of nothing'],
    at: '2026-01-01',
    version: '1.2.3',
    ...more,
  });
function expectRun(run: { code: number; said: string }, code: number, said: RegExp): void {
  expect(run.said).toMatch(said);
  expect(run.code).toBe(code);
}

const config = (box: WindowsBox): Promise<string> => readFile(box.configPath, 'utf8');

describe('the configuration', () => {
  test('is byte for byte what Apply makes of every kind of operation, and -Undo is what Undo makes', async () => {
    const applied = await openBox({ config: typical });
    const copied = await openBox({ config: typical });
    const apply = async (operations: ConfigOperation[]): Promise<void> => {
      const expectedHash = sha256(await config(applied.box));
      await applied.session.run(applyChanges, { path: applied.box.configPath, expectedHash, operations });
    };
    const text = script(copied.box, { operations: OPERATIONS, inverse: INVERSE });
    await apply(OPERATIONS);
    expectRun(await runScript(copied.box, text), 0, /IIS backup: switchboard-/);
    expect(await config(copied.box)).toBe(await config(applied.box));
    expect(await config(copied.box)).not.toBe(typical);
    await apply(INVERSE);
    expect(await runScript(copied.box, text, '-Undo')).toMatchObject({ code: 0 });
    expect(await config(copied.box)).toBe(await config(applied.box));
  }, 90_000);

  test.each([
    ['locked by another program', { commit: 'sharing' }, 1, typical],
    ['not to be written by this account', { commit: 'denied' }, 1, typical],
    ['on a full disk', { commit: 'fails' }, 1, typical],
    ['without a backup', { backup: 'denied' }, 1, typical],
    [
      'written by somebody else meanwhile',
      { commit: 'foreign-write' },
      2,
      `${typical}<!-- somebody else -->\n`,
    ],
  ])(
    '%s: the exit code tells whether anything is changed',
    async (_what, faults, code, left) => {
      const { box } = await openBox({ config: typical });
      await box.setFaults(faults);
      const run = await runScript(box, script(box, { operations: OPERATIONS, inverse: INVERSE }));
      expect(run.code).toBe(code);
      expect(run.said).toMatch(code === 1 ? /Nothing is changed/ : /look at the server/);
      expect(await config(box)).toBe(left);
    },
    60_000,
  );

  test('of a pool whose name is a trap is changed by Apply and by the script, and nothing runs', async () => {
    const name = "It's \u2019$(exit 7)\u2018 `n {0} -Force # \u{1f600}";
    const trap = typical.replaceAll('"ChatPool"', `"${name}"`);
    const applied = await openBox({ config: trap });
    const copied = await openBox({ config: trap });
    const steps = [{ element: 'add', key: { name } }];
    const operations: ConfigOperation[] = [
      { op: 'set', ...POOLS, steps, attribute: 'queueLength', value: '65535', type: 'uint' },
    ];
    const expectedHash = sha256(trap);
    await applied.session.run(applyChanges, { path: applied.box.configPath, expectedHash, operations });
    const run = await runScript(copied.box, script(copied.box, { operations, sentences: [name] }, trap));
    expectRun(run, 0, /Done/);
    expect(await config(applied.box)).toContain('queueLength="65535"');
    expect(await config(copied.box)).toBe(await config(applied.box));
  }, 60_000);

  test('stays byte for byte when IIS refuses something in the middle', async () => {
    const { box } = await openBox({ config: typical });
    const wrong: ConfigOperation = {
      op: 'set',
      ...POOLS,
      steps: [chat],
      attribute: 'queueLength',
      value: '9',
      type: 'uint',
    };
    const run = await runScript(box, script(box, { operations: [...OPERATIONS, wrong], inverse: [] }));
    expectRun(run, 1, /queueLength/);
    expect(await config(box)).toBe(typical);
  }, 60_000);

  test('is put back when it does not read as written', async () => {
    const { box } = await openBox({ config: typical });
    // What is written first is not what stands there last.
    const twice = (value: string): ConfigOperation => ({
      op: 'set',
      ...POOLS,
      steps: [chat],
      attribute: 'queueLength',
      value,
      type: 'uint',
    });
    const input = { operations: [twice('1001'), twice('1002')], inverse: INVERSE.slice(1, 2) };
    const run = await runScript(box, script(box, input));
    expectRun(run, 1, /reads back as 1002, not as 1001/);
    expect(await config(box)).toBe(typical);
  }, 60_000);

  test('of another server, or of none, is not touched', async () => {
    const { box } = await openBox({ config: typical });
    const text = script(box, { operations: OPERATIONS, configPath: path.join(box.dir, 'elsewhere.config') });
    expectRun(await runScript(box, text), 1, /another server/);
    const without = await openBox({ config: typical, without: ['IISAdministration'] });
    const refused = await runScript(without.box, script(without.box, { operations: OPERATIONS }));
    expectRun(refused, 1, /Web-Scripting-Tools/);
  }, 60_000);
});

const FEATURES = {
  'Web-Server': 'Installed',
  'Web-WebSockets': 'Available',
  'Web-Scripting-Tools': 'Installed',
};
const timeout = 'idleconnectiontimeout' as const;
const install: ServerAction = { kind: 'install-feature', feature: 'Web-WebSockets' };
const OPTIONAL = {
  client: true,
  features: { 'IIS-WebSockets': 'Disabled', 'IIS-ManagementScriptingTools': 'Enabled' },
};

/** What a box's Windows knows after an action, but for what is only a time. */
async function traces(box: WindowsBox): Promise<Record<string, unknown>> {
  const folder = path.join(box.dir, 'Windows');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return {
    config: await config(box),
    ...Object.fromEntries(names.map((name, at): [string, unknown] => [name, JSON.parse(texts[at] ?? '')])),
  };
}

const FULL = Number(process.env['FC_RUNS'] ?? '1') > 1;

describe('an action', () => {
  const cases: [actions: ServerAction[], options?: Partial<BoxOptions>][] = [
    [[install]],
    [[install], OPTIONAL],
    [[install, { kind: 'uninstall-feature', feature: 'Web-WebSockets' }]],
    [[{ kind: 'stop-site', site: 'echo' }]],
    [
      [
        { kind: 'stop-pool', pool: 'CHATPOOL' },
        { kind: 'start-pool', pool: 'ChatPool' },
      ],
    ],
    [[{ kind: 'recycle-pool', pool: 'EchoPool' }]],
    [
      [
        { kind: 'add-firewall-rule', port: 8081 },
        { kind: 'add-firewall-rule', port: 8081 },
      ],
    ],
    [
      [
        { kind: 'add-firewall-rule', port: 8081 },
        { kind: 'remove-firewall-rule', port: 8081 },
      ],
    ],
    [[{ kind: 'add-http-timeout', timeout, seconds: 300 }]],
    [
      [
        { kind: 'add-http-timeout', timeout, seconds: 300 },
        { kind: 'delete-http-timeout', timeout },
      ],
    ],
  ];
  // Half of them take half a minute: all in `npm run prove -- copied-runs`.
  test.each(FULL ? cases : cases.filter((_, at) => at % 2 === 1))(
    'leaves what the same action leaves from the window: %o',
    async (actions, options) => {
      const text = actions[0] === install ? bare : typical;
      const setUp = { features: FEATURES, ...options, config: text };
      const performed = await openBox(setUp);
      const copied = await openBox(setUp);
      for (const action of actions) await performOn(performed.session, action);
      const steps = actions.map((action) => ({ action, sentence: action.kind }));
      const run = await runScript(copied.box, script(copied.box, { actions: steps }, text));
      expect(run).toMatchObject({ code: 0 });
      expect(await traces(copied.box)).toEqual(await traces(performed.box));
    },
    90_000,
  );

  test.each<[what: string, action: ServerAction, said: RegExp, options?: Partial<BoxOptions>]>([
    [
      'a feature without source',
      install,
      /removed from this server/,
      { features: { ...FEATURES, 'Web-WebSockets': 'Removed' } },
    ],
    ['a pool that is gone', { kind: 'recycle-pool', pool: "x'; exit 0; '" }, /does not have x'; exit 0/],
    ['a rule that is not ours', { kind: 'remove-firewall-rule', port: 80 }, /no rule/],
    [
      'a firewall of Group Policy',
      { kind: 'add-firewall-rule', port: 443 },
      /Group Policy/,
      {
        firewall: {
          rules: [],
          profiles: [{ name: 'Domain', enabled: 'True', inbound: 'Block', localRules: 'False' }],
        },
      },
    ],
  ])(
    'refuses %s with exit code 1, and changes nothing',
    async (_what, action, said, options) => {
      const { box } = await openBox({ config: typical, features: FEATURES, ...options });
      const before = await traces(box);
      const run = await runScript(box, script(box, { actions: [{ action, sentence: action.kind }] }));
      expectRun(run, 1, said);
      expect(await traces(box)).toEqual(before);
    },
    60_000,
  );

  test('that went well before the configuration did not is told by exit code 2', async () => {
    const { box } = await openBox({ config: typical });
    await box.setFaults({ commit: 'sharing' });
    const actions = [{ action: { kind: 'recycle-pool', pool: 'EchoPool' }, sentence: 'Recycle' }] as const;
    const run = await runScript(box, script(box, { actions, operations: OPERATIONS }));
    expect(run.code).toBe(2);
    expect(await config(box)).toBe(typical);
  }, 60_000);

  test('that installs a feature goes before the configuration, whose file it rewrites', async () => {
    const { box } = await openBox({ config: bare, features: FEATURES });
    const operations: ConfigOperation[] = [
      {
        op: 'set',
        section: 'system.webServer/webSocket',
        location: null,
        steps: [],
        attribute: 'pingInterval',
        value: '00:00:30',
        type: 'timeSpan',
      },
    ];
    const text = script(box, { actions: [{ action: install, sentence: 'Install' }], operations }, bare);
    expect(await runScript(box, text)).toMatchObject({ code: 0 });
    expect(await config(box)).toMatch(/iiswsock\.dll[^]*pingInterval="00:00:30"/);
  }, 60_000);
});

test('a secret of the configuration is in no copied script, and a request with one is refused', async () => {
  const seeded = typical.replace(
    '<add name="ChatPool"',
    '<add name="Owned"><processModel identityType="SpecificUser" userName="svc" password="Tr0ub4dor" /></add><add name="ChatPool"',
  );
  const { gateway } = await openBox({ config: seeded });
  const { service } = await changesOf(gateway);
  const target = { kind: 'pool', pool: 'Owned' } as const;
  await service.add(
    [{ kind: 'config', edit: { kind: 'set', target, setting: 'queueLength', value: '2000' } }],
    'edit',
  );
  const text = copyScript({ ...(await service.forScript()), serverName: 'WEB07', at: 'now', version: '1' });
  expect(text).toContain('Owned');
  expect(text).not.toContain('Tr0ub4dor');
  const attributes = { name: 'New', password: 'Tr0ub4dor' };
  const edit = {
    kind: 'add-element',
    ref: { section: POOLS.section, element: 'add', attributes },
  } as const;
  await expect(service.add([{ kind: 'config', edit }], 'edit')).rejects.toMatchObject({
    code: 'value-invalid',
  });
}, 60_000);
