import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeRequest } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import { MemoryGateway } from '../../gateways/memory-gateway';
import { readServer } from '../config';
import { makePlan, type Planned } from './plan';
import {
  bareText,
  configOf,
  install,
  integrated,
  pool,
  set,
  site,
  TestServer,
  troubleServer,
  troubleText,
} from './testing/test-server';

interface Options {
  text?: string;
  runtime?: RuntimeState | null;
  kind?: 'practice' | 'file';
  readOnly?: string;
}

function plan(requests: ChangeRequest[], options: Options = {}): Planned {
  const changes = requests.map((request, at) => ({
    id: `c${at}`,
    request,
    weight: 'edit' as const,
    addedAt: '',
  }));
  return makePlan({
    config: configOf(options.text ?? troubleText),
    pending: { revision: 7, changes },
    gatewayKind: options.kind ?? 'practice',
    runtime: options.runtime ?? null,
    readOnly: options.readOnly,
  });
}

async function runtimeWith(sockets: number): Promise<RuntimeState | null> {
  const gateway = new MemoryGateway(troubleText);
  gateway.setSockets('Chat', 'ChatPool', sockets);
  return gateway.runtime();
}

describe('a plan', () => {
  test('shows exactly the line that changes, and writes exactly that', () => {
    const { plan: made, edited } = plan([integrated]);
    expect(made.refusal).toBeUndefined();
    expect(made.changes[0]).toMatchObject({
      object: 'ChatPool',
      old: 'Classic',
      new: 'Integrated',
      undoable: true,
    });
    expect(made.diffs).toMatchObject([{ added: 1, removed: 1 }]);
    const after = new TextDecoder().decode(edited[0]?.after);
    expect(after).toBe(
      troubleText.replace('managedPipelineMode="Classic"', 'managedPipelineMode="Integrated"'),
    );
  });

  test('a change whose object has gone does not hide what the others do', () => {
    const { plan: made } = plan([
      integrated,
      set(pool('Gone'), 'queueLength', '2000'),
      set(site('Orders'), 'limits.maxConnections', '100'),
    ]);
    expect(made.changes.map(({ problem }) => problem !== undefined)).toEqual([false, true, false]);
    expect(made.refusal?.code).toBe('not-found');
    expect(made.diffs).toMatchObject([{ added: 2, removed: 2 }]);
  });

  test('among many changes the ones that cannot be applied are found, and only those', () => {
    const ref = {
      location: 'Feed',
      section: 'system.webServer/modules',
      element: 'remove' as const,
      attributes: { name: 'NotThere' },
    };
    const pools = Array.from({ length: 40 }, (_, n) => `<add name="P${n}" />`).join('\n');
    const text = troubleText.replace('<add name="DefaultAppPool" />', `$&\n${pools}`);
    const requests = Array.from({ length: 40 }, (_, n) => set(pool(`P${n}`), 'queueLength', `${2000 + n}`));
    const gone = { kind: 'config', edit: { kind: 'remove-element', ref } } as const;
    requests.splice(11, 0, gone);
    requests.splice(30, 0, { ...gone, edit: { ...gone.edit, ref: { ...ref, location: 'Chat' } } });
    const bad = plan(requests, { text }).plan.changes.flatMap(({ problem, id }) =>
      problem === undefined ? [] : [id],
    );
    expect(bad).toEqual(['c11', 'c30']);
  });

  test('an action on a plain file is refused, and the diff of the rest still shows', () => {
    const { plan: made } = plan([install, integrated], { kind: 'file' });
    expect(made.changes.map(({ problem }) => problem !== undefined)).toEqual([true, false]);
    expect(made.refusal?.code).toBe('read-only');
    expect(made.diffs).toHaveLength(1);
  });

  test('a server that may not be written says so before anything else', () => {
    const { plan: made } = plan([integrated], { readOnly: 'You may not write it.' });
    expect(made.refusal).toEqual({ code: 'read-only', message: 'You may not write it.' });
    expect(made.diffs).toHaveLength(1);
  });

  test('its hash changes with the file, with a change, with their order, and with nothing else', async () => {
    const hash = (
      requests: ChangeRequest[],
      text = troubleText,
      runtime: RuntimeState | null = null,
    ): string => plan(requests, { text, runtime }).plan.planHash;
    const other = set(pool('ChatPool'), 'queueLength', '2000');
    const base = hash([integrated, other]);
    expect(hash([integrated, other], troubleText, await runtimeWith(3))).toBe(base);
    expect(hash([other, integrated])).not.toBe(base);
    expect(hash([integrated])).not.toBe(base);
    expect(hash([integrated, set(pool('ChatPool'), 'queueLength', '2001')])).not.toBe(base);
    expect(hash([integrated, other], `${troubleText} `)).not.toBe(base);
  });

  test('the order of keys in a request makes no other plan', () => {
    const turned: ChangeRequest = {
      kind: 'config',
      edit: {
        value: 'Integrated',
        setting: 'managedPipelineMode',
        target: { pool: 'ChatPool', kind: 'pool' },
        kind: 'set',
      },
    };
    expect(plan([turned]).plan.planHash).toBe(plan([integrated]).plan.planHash);
  });

  test('a secret beside the changed line shows in no diff', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9$#=+/]{8,24}$/), (secret) => {
        const hidden = `Zq${secret}`;
        const text = troubleText.replace(
          '<add name="ChatPool" managedRuntimeVersion="v4.0" managedPipelineMode="Classic" />',
          `<add name="ChatPool" managedPipelineMode="Classic">\n<processModel identityType="SpecificUser" userName="a" password="${hidden}" />\n<environmentVariables>\n<add name="KEY" value="${hidden}" /></environmentVariables></add>`,
        );
        const { plan: made } = plan([integrated], { text });
        expect(made.diffs[0]?.hunks).toHaveLength(1);
        expect(JSON.stringify(made)).not.toContain(hidden);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the impact', () => {
  const impact = (requests: ChangeRequest[], options: Options = {}): string =>
    plan(requests, options).plan.impact.join('\n');

  test('of a pool setting counts the sockets that must leave, and in what time', async () => {
    expect(impact([integrated], { runtime: await runtimeWith(3) })).toContain(
      'Recycles "ChatPool": 3 open sockets have 90 s to leave.',
    );
    expect(impact([integrated], { runtime: await runtimeWith(1) })).toContain('1 open socket has 90 s');
    expect(impact([integrated], { runtime: await runtimeWith(0) })).toContain('no socket is open');
  });

  test('without run-time state is unknown, never "none"', () => {
    expect(impact([integrated])).toContain('an unknown number of open sockets');
    expect(impact([integrated], { kind: 'file' })).toContain('Only the file is written');
  });

  test('of two settings of one pool is told once', () => {
    const sentences = plan([integrated, set(pool('chatpool'), 'queueLength', '2000')]).plan.impact;
    expect(sentences.filter((sentence) => sentence.startsWith('Recycles'))).toHaveLength(1);
  });

  test('of the pool mode names the applications that it breaks', () => {
    expect(impact([integrated])).toMatch(/"Chat\/": system\.web\/httpModules/);
  });

  test('of a pool that does not recycle on changes says so', () => {
    const text = troubleText.replace(
      'managedPipelineMode="Classic" />',
      'managedPipelineMode="Classic"><recycling disallowRotationOnConfigChange="true" /></add>',
    );
    expect(impact([integrated], { text })).toContain('does not recycle');
  });

  test('of site limits cuts nothing', async () => {
    const said = impact([set(site('Chat'), 'limits.maxConnections', '3')], { runtime: await runtimeWith(3) });
    expect(said).toContain('without a recycle');
    expect(said).not.toContain('Recycles');
  });

  test('of the webSocket section restarts what is under it', async () => {
    const said = impact([set(site('Chat'), 'webSocket.enabled', 'false')], { runtime: await runtimeWith(3) });
    expect(said).toContain(
      'A change of webSocket restarts the applications under "Chat": 3 open sockets may be cut at once.',
    );
  });

  test('of a Defaults element names who inherits it, and leaves out who has its own', () => {
    const said = impact([set({ kind: 'server' }, 'applicationPoolDefaults.startMode', 'AlwaysRunning')]);
    expect(said).toContain('applicationPoolDefaults.startMode touches 5 pools that inherit it');
    expect(said).toContain('ChatPool');
    expect(said).not.toMatch(/touches.*(EchoPool|OrdersPool)/);
  });

  test('of a Defaults element over many pools names five and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, n) => `<add name="P${n}" />`).join('\n');
    const text = troubleText.replace('<add name="DefaultAppPool" />', many);
    const said = impact([set({ kind: 'server' }, 'applicationPoolDefaults.queueLength', '2000')], { text });
    expect(said).toContain('"P0", "P1", "P2", "P3", "P4" and 31 more');
  });

  test('of installing the feature reaches everything and cannot be undone', () => {
    const { plan: made } = plan([install], { text: bareText });
    expect(made.changes[0]).toMatchObject({ undoable: false, new: 'installed' });
    expect(made.impact.join()).toContain("can't be undone");
  });
});

describe('what the service answers', () => {
  test('a configuration that cannot be read keeps the pending changes in sight', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    gateway.overwrite(new TextEncoder().encode('<configuration>'));
    const made = await server.service.get();
    expect(made.refusal?.code).toBe('not-xml');
    expect(made.changes).toMatchObject([{ object: 'ChatPool', new: 'Integrated' }]);
  });

  test('a preview adds nothing', async () => {
    const { server } = await troubleServer();
    expect((await server.service.preview([integrated])).diffs).toHaveLength(1);
    expect(await server.service.pending()).toEqual({ revision: 0, count: 0 });
  });

  test('the same question about the same text is not worked out again', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const first = await server.service.get();
    gateway.setSockets('Chat', 'ChatPool', 5);
    await server.readRuntime();
    const second = await server.service.get();
    expect(second.diffs).toBe(first.diffs);
    expect(second.impact.join()).toContain('5 open sockets');
    expect(second.planHash).toBe(first.planHash);
  });

  test('the window and the command line see the same pending changes', async () => {
    const { server, gateway } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const other = await TestServer.start(gateway, server.dir);
    expect((await other.service.get()).planHash).toBe((await server.service.get()).planHash);
  });
});

describe('what goes together', () => {
  // Which of two values is meant only who wrote the list can know; the last one would win without a word.
  test('one setting with two values in one list is refused', () => {
    const twice = [
      set(pool('ChatPool'), 'queueLength', '2000'),
      set(pool('chatpool'), 'queueLength', '3000'),
    ];
    const { plan: made } = plan(twice);
    expect(made.changes.map(({ problem }) => problem?.split(';')[0])).toEqual([
      undefined,
      'It is asked for twice',
    ]);
  });

  test('an action on something that has gone is refused before anything is done', () => {
    const action = { kind: 'recycle-pool', pool: 'Nope' } as const;
    expect(plan([{ kind: 'action', action }]).plan.refusal?.message).toContain('no application pool "Nope"');
  });

  // "It is there already" of an element that only another pending change adds sends the administrator to the file.
  test('names the other pending change that one is in conflict with', async () => {
    const { server } = await troubleServer();
    const module = (attributes: Record<string, string>): ChangeRequest => ({
      kind: 'config',
      edit: {
        kind: 'add-element',
        ref: { location: 'Echo', section: 'system.webServer/modules', element: 'add', attributes },
      },
    });
    await server.service.add(
      [module({ name: 'Mine' }), module({ name: 'Mine', preCondition: 'managedHandler' })],
      'edit',
    );
    const { changes, refusal } = await server.service.get();
    const problem = changes.map((change) => change.problem).find((each) => each !== undefined);
    expect(problem ?? '').toMatch(/^It can't go together with ".*Mine/);
    expect(refusal?.fix).toBe('Remove one of the two from the pending changes.');
  });
});

describe('shared configuration', () => {
  test('names the servers that are known to read it, and never claims to know all', () => {
    const redirection = new TextEncoder().encode(
      String.raw`<configuration><configurationRedirection enabled="true" path="\\files\iis" /></configuration>`,
    );
    const config = readServer({
      applicationHost: { path: 'a.config', bytes: new TextEncoder().encode(troubleText) },
      redirection: { path: 'redirection.config', bytes: redirection },
      webConfigs: { complete: true, files: [] },
    });
    const { plan } = makePlan({
      config,
      pending: { revision: 1, changes: [] },
      gatewayKind: 'windows',
      runtime: null,
      sharedWith: ['WEB02', 'WEB03'],
    });
    expect(plan.impact[0]).toBe(
      String.raw`Shared configuration (\\files\iis): what is written here changes WEB02, WEB03 and any other server that reads it.`,
    );
  });
});
