import { describe, expect, test } from 'vitest';
import type { SetupAnswers, SetupItem } from '../../../shared/model/setup';
import { limitsPlan } from '../limits';
import { bases, proxyRule } from '../readiness/table/row';
import { judgeWhole, wholeConfig, type Change, type Swap } from '../readiness/whole-server';
import { sampleRuntime } from '../readiness/sample-server';
import { recipes, withDefaults } from '../recipes';
import { kindOf } from '../readiness/application-kind';
import type { Proposed } from './facts';
import { guessKind, recipeOf } from './kind';
import { setupPlan, type SetupAnswer } from './plan';
import { settle } from './settle';

const nothing: SetupAnswers = {
  step: 'changes',
  kind: null,
  values: {},
  sockets: null,
  front: null,
  ticks: {},
};

function plan(change: Change, answers: Partial<SetupAnswers> = {}): SetupAnswer {
  const config = wholeConfig(change);
  const readiness = judgeWhole(change);
  const given = { ...nothing, ...answers };
  const at = { site: 'Chat', application: '/' };
  const guess = guessKind(config, kindOf(config, 'Chat', '/'), { ...at, pool: readiness.pool });
  const id = recipeOf[given.kind ?? guess.kind];
  const definition = id === null ? null : recipes[id];
  const values = definition === null ? {} : withDefaults(definition.info, given.values);
  const problems = definition?.check(values) ?? {};
  const sound = Object.keys(problems).length === 0;
  const scene = { config, ...at, readiness, hasFile: () => true };
  const runtime = sampleRuntime(config);
  return setupPlan({
    config,
    ...at,
    server: 'windows',
    readiness,
    limits:
      given.sockets === null
        ? null
        : { ...limitsPlan({ config, ...at, runtime, nowMs: 0 }, given.sockets), revision: 1 },
    recipe:
      definition === null
        ? null
        : { info: definition.info, values, problems, built: sound ? definition.build(scene, values) : null },
    answers: given,
  });
}

const base = (name: keyof typeof bases, more: readonly Swap[] = []): Change => {
  const chosen: Change = bases[name];
  return { ...chosen, host: [...(chosen.host ?? []), ...more] };
};
const ids = (answer: SetupAnswer, need: SetupItem['need']): string[] =>
  answer.items.filter((item) => item.need === need).map(({ id }) => id);
/** Every value that is asked for of one setting, by all items. */
const values = ({ items }: SetupAnswer, setting: string): string[] =>
  items.flatMap(({ requests }) =>
    requests.flatMap((request) =>
      request.kind === 'config' && request.edit.kind === 'set' && request.edit.setting === setting
        ? [request.edit.value]
        : [],
    ),
  );
const classic: Swap = [
  'name="ChatPool" managedRuntimeVersion="v4.0"',
  'name="ChatPool" managedPipelineMode="Classic" managedRuntimeVersion="v4.0"',
];
const zero: Swap = ['<limits maxConnections="4294967295" />', '<limits maxConnections="0" />'];

describe('the kind is guessed with its evidence', () => {
  test.each([
    ['aspnet', 'aspnet'],
    ['core', 'aspnet-core'],
    ['iisnode', 'iisnode'],
    ['platform', 'http-platform'],
    ['proxy', 'proxy'],
  ] as const)('%s', (name, kind) => {
    const { guess } = plan(base(name));
    expect(guess.kind).toBe(kind);
    expect(guess.places[0]).toMatch(/, line \d+$/);
  });

  test('a pool without .NET and no handler tells nothing, and that is said', () => {
    const { guess } = plan({ host: bases.core.host, web: bases.proxy.web.slice(0, 2) });
    expect(guess).toMatchObject({ kind: 'other', places: [] });
    expect(guess.sentence).toContain('choose it here');
  });
});

describe('what blocks never stands among advice', () => {
  test.each<[string, Change, Partial<SetupAnswers>, { blocks: string[]; cuts: string[] }]>([
    ['a sound server', base('aspnet'), {}, { blocks: [], cuts: [] }],
    ['Classic', base('aspnet', [classic]), {}, { blocks: ['pool.mode'], cuts: [] }],
    ['maxConnections 0', base('aspnet', [zero]), {}, { blocks: ['site.limits'], cuts: [] }],
    [
      'two faults, the pool before the site',
      base('aspnet', [zero, classic]),
      {},
      { blocks: ['pool.mode', 'site.limits'], cuts: [] },
    ],
    [
      '20,000 sockets',
      base('aspnet'),
      { sockets: 20_000 },
      { blocks: [], cuts: ['limits.application.appConcurrentRequestLimit'] },
    ],
    [
      'nginx in front, of 60 s',
      base('aspnet', [[' pingInterval="00:00:20"', '']]),
      { front: { product: 'nginx', timeoutS: 60 } },
      { blocks: [], cuts: ['front.ping'] },
    ],
  ])('%s', (_, change, answers, { blocks, cuts }) => {
    const made = plan(change, answers);
    expect(ids(made, 'blocks')).toEqual(blocks);
    expect(ids(made, 'cuts')).toEqual(cuts);
    for (const { need, tick } of made.items) expect(tick).toBe(need === 'advice' ? 'no' : 'yes');
  });
});

describe('advice that stands against other advice is settled, and that is said', () => {
  const both: Change = {
    ...base('iisnode'),
    web: bases.iisnode.web.map((swap): Swap =>
      swap[0] === '<rules>\n' ? [swap[0], `${swap[1]}${proxyRule}`] : swap,
    ),
  };

  test('iisnode wants webSocket off, ARR wants it on: the kind that was chosen decides', () => {
    const arr = plan(both, { kind: 'proxy' });
    expect(values(arr, 'webSocket.enabled')).toEqual(['true']);
    expect(arr.settled.join()).toContain(
      'iisnode, which stands in the configuration of Chat, needs webSocket off',
    );
    const node = plan(both, { kind: 'iisnode' });
    expect(values(node, 'webSocket.enabled')).toEqual([]);
    expect(node.settled.join()).toContain('It is switched off, as iisnode was chosen');
  });

  test('a kind that is not there yet turns the section its own way, once', () => {
    const node = plan(base('aspnet'), { kind: 'iisnode' });
    expect(values(node, 'webSocket.enabled')).toEqual(['false']);
    expect(node.done.map(({ id }) => id)).not.toContain('section.enabled');
    expect(ids(node, 'blocks')).toContain('recipe.iisnode');
  });

  test('maxConnections 0 is lifted once, whatever number is expected', () => {
    const made = plan(base('aspnet', [zero]), { sockets: 20_000 });
    expect(values(made, 'limits.maxConnections')).toEqual(['4294967295']);
    expect(made.settled).toEqual([]);
  });

  test('two values of one limit: the higher one serves both', () => {
    const item = (title: string, value: string): Proposed => ({
      ...{ id: title, need: 'cuts', title, reason: '', touches: [], cost: null },
      requests: [
        {
          kind: 'config',
          edit: {
            kind: 'set',
            target: { kind: 'site', site: 'Chat' },
            setting: 'limits.maxConnections',
            value,
          },
        },
      ],
    });
    const { items, settled } = settle([item('expected', '25000'), item('lift', '4294967295')]);
    expect(items.map(({ id }) => id)).toEqual(['lift']);
    expect(settled.join()).toContain('4294967295 is taken');
  });

  test('a pool of its own leaves the changes of the shared one out', () => {
    const shared: Swap = ['applicationPool="SharedPool"', 'applicationPool="ChatPool"'];
    const notWarm: Swap = [' startMode="AlwaysRunning"', ''];
    const change = base('aspnet', [classic, shared, notWarm]);
    const ticks = { 'pool.warm': 'yes' } as const;
    const inShared = plan(change, { ticks });
    expect(values(inShared, 'startMode')).toEqual(['AlwaysRunning']);
    const made = plan(change, { ticks: { ...ticks, 'pool.mode': 'other' } });
    expect(made.items[0]).toMatchObject({ id: 'pool.mode', tick: 'other', alternative: {} });
    expect(values(made, 'startMode')).toEqual([]);
  });
});

describe('what can not be set from here is named with the very setting', () => {
  test.each([
    ['nginx', 'proxy_read_timeout 60s;'],
    ['haproxy', 'timeout tunnel 60s'],
    ['arr', 'timeout="00:01:00"'],
  ] as const)('%s, its time-out not known', (product, text) => {
    const made = plan(base('aspnet', []), { front: { product, timeoutS: null } });
    const setting = made.elsewhere.find(({ id }) => id === 'front.proxy');
    expect(setting?.state).toBe('warning');
    expect(setting?.text).toContain(text);
  });

  test('a recipe whose module is not installed waits, and can not be chosen', () => {
    const made = plan(base('aspnet'), { kind: 'http-platform', ticks: { 'recipe.http-platform': 'yes' } });
    const item = made.items.find(({ id }) => id === 'recipe.http-platform');
    expect(item?.waits).toBeDefined();
    expect(item?.tick).toBe('no');
  });

  test('a wrong value of the recipe places nothing and is handed back', () => {
    const made = plan(base('aspnet'), { kind: 'proxy', values: { backEnd: 'ws://x' } });
    expect(made.recipe?.problems).toHaveProperty('backEnd');
    expect(made.items.map(({ id }) => id)).not.toContain('recipe.arr');
  });
});
