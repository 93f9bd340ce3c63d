import { describe, expect, it } from 'vitest';
import { MemoryGateway } from '../../gateways/memory-gateway';
import {
  configOf,
  integrated,
  pool,
  set,
  TestServer,
  troubleServer,
  troubleText,
} from './testing/test-server';
import { valueDiff } from './value-diff';

const DEFAULT = set({ kind: 'server' }, 'applicationPoolDefaults.queueLength', '2000');

async function apply(server: TestServer): Promise<string> {
  const { entry } = await server.service.apply((await server.service.get()).planHash);
  if (!entry) throw new Error('Nothing was applied.');
  return entry.id;
}

describe('timeline', () => {
  it('shows each entry, and the gap in which somebody else wrote', async () => {
    const { gateway, server } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const first = await apply(server);
    gateway.bytes = new TextEncoder().encode(`${new TextDecoder().decode(gateway.bytes)}\n`);
    await server.service.add([DEFAULT], 'edit');
    const second = await apply(server);
    const { points } = await server.service.timeline();
    // Two entries of one millisecond may change places with their gap, so only the set is looked at.
    expect(points.map(({ id }) => id).toSorted()).toEqual(
      ['now', `before:${first}`, `before:${second}`, `outside:${second}`].toSorted(),
    );
    expect(points[0]?.id).toBe('now');
    expect(points.filter(({ comparable }) => !comparable).map(({ kind }) => kind)).toEqual(['outside']);
  });

  it('a write after our last entry is told, too', async () => {
    const { gateway, server } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    await apply(server);
    gateway.bytes = new TextEncoder().encode(troubleText);
    expect((await server.service.timeline()).points.map(({ kind }) => kind)).toContain('outside');
  });
});

describe('compare', () => {
  it('says what moved between before an entry and now, and back', async () => {
    const { server } = await troubleServer();
    await server.service.add([integrated], 'blocks');
    const id = await apply(server);
    const { values, lines } = await server.service.compare(`before:${id}`, 'now');
    expect(values.rows).toEqual([
      {
        setting: 'managedPipelineMode',
        before: 'Classic',
        after: 'Integrated',
        objects: ['ChatPool'],
        count: 1,
      },
    ]);
    expect(lines).toMatchObject({ added: 1, removed: 1 });
    const back = await server.service.compare('now', `before:${id}`);
    expect(back.values.rows).toMatchObject([{ before: 'Integrated', after: 'Classic' }]);
  });

  it('a pending change of a default is one row with every pool that inherits it', async () => {
    const { server } = await troubleServer();
    await server.service.add([DEFAULT, set(pool('EchoPool'), 'queueLength', '3000')], 'edit');
    const { values } = await server.service.compare('now', 'pending');
    const moved = values.rows.find(({ setting }) => setting === 'queueLength');
    const pools = configOf(troubleText).pools.length;
    expect(moved).toMatchObject({ before: '1000', after: '2000' });
    // All of them but the one that gets a value of its own.
    expect(moved?.count).toBe(pools - 1);
    expect(moved?.objects).not.toContain('EchoPool');
  });

  it.each(['before:nothing', 'history:CFGHISTORY_0000000001', 'history:../../etc', 'constructor', ''])(
    'refuses the point %j in one sentence',
    async (point) => {
      const server = await TestServer.start(new MemoryGateway(troubleText));
      const compared = server.service.compare(point, 'now');
      await expect(compared).rejects.toMatchObject({ code: 'not-found' });
    },
  );

  it('is bounded: a thousand values that moved alone are cut and counted', async () => {
    const site = (id: number, max: number): string =>
      `<site name="S${id}" id="${id}"><limits maxConnections="${max}" /></site>`;
    const all = (offset: number): string => {
      const sites = Array.from({ length: 1_000 }, (_, at) => site(at + 1, at + offset)).join('');
      return `<configuration><system.applicationHost><sites>${sites}</sites></system.applicationHost></configuration>`;
    };
    const { rows, left } = await valueDiff(configOf(all(1_000)), configOf(all(9_000)));
    expect(rows.length + left).toBe(1_000);
    expect(left).toBe(500);
  });
});
