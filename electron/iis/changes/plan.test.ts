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
    const pending = { revision: 1, changes: [] };
    const { plan } = makePlan({
      config,
      pending,
      gatewayKind: 'windows',
      runtime: null,
      sharedWith: ['WEB02', 'WEB03'],
    });
    expect(plan.impact[0]).toBe(
      String.raw`Shared configuration (\\files\iis): what is written here changes WEB02, WEB03 and any other server that reads it.`,
    );
  });
});
