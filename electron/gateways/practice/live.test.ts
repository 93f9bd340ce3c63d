import { expect, test } from 'vitest';
import type { LivePool } from '../../../shared/model/live';
import { PracticeClient } from './practice-client';
import type { PracticeServer } from './practice-server';
import { closed, dial, edit, eventually, get, pause, siteOf, startServer, urlOf } from './testing/kit';

function livePool(server: PracticeServer, name: string): LivePool {
  const pool = server.live().pools.find((one) => one.name === name);
  if (!pool) throw new Error(`no pool ${name}`);
  return pool;
}

const all = { site: null, pool: null, limit: 500 };

test('open sockets are listed with age, client, address and bytes, and without what a query may hide', async () => {
  const { server, dataDir } = await startServer();
  const { socket } = await dial(`${urlOf(server, 'Echo')}room?token=hunter2`);
  await dial(urlOf(server, 'Echo'));
  const before = server.requests(all).rows[0]?.bytesIn ?? 0;
  socket.send('x'.repeat(1_000));
  await pause(30);
  const client = await PracticeClient.find(dataDir);
  const { rows, total } = (await client?.requests({ ...all, site: 'echo', limit: 1 })) ?? {
    rows: [],
    total: 0,
  };
  client?.close();
  expect(total).toBe(2);
  expect(rows).toEqual([
    expect.objectContaining({ kind: 'socket', url: '/room', verb: 'GET', site: 'Echo', pool: 'EchoPool' }),
  ]);
  expect(rows[0]?.client).toMatch(/^(127\.0\.0\.1|::1):\d+$/);
  expect(rows[0]?.ageMs).toBeGreaterThanOrEqual(30);
  expect((rows[0]?.bytesIn ?? 0) - before).toBeGreaterThanOrEqual(1_000);
  expect(server.requests({ ...all, pool: 'ChatPool' })).toMatchObject({ rows: [], total: 0 });
});

test('a recycle leaves the old worker process draining until its sockets are cut, and is counted', async () => {
  const { server } = await startServer();
  const { socket } = await dial(urlOf(server, 'Echo'));
  const end = closed(socket);
  const [old] = livePool(server, 'EchoPool').workers ?? [];
  expect(old).toMatchObject({ sockets: 1, opened: 1, draining: false });
  await server.perform({ kind: 'recycle-pool', pool: 'EchoPool' });
  await dial(urlOf(server, 'Echo'));
  const { recycles, workers } = livePool(server, 'EchoPool');
  expect(recycles).toBe(1);
  expect(workers?.map(({ sockets, draining }) => [sockets, draining])).toEqual([
    [1, false],
    [1, true],
  ]);
  server.setClock(1_000);
  await end;
  await eventually(() => expect(livePool(server, 'EchoPool').workers).toHaveLength(1));
  expect(livePool(server, 'EchoPool').workers?.[0]?.id).not.toBe(old?.id);
});

test('a stopped pool answers 503, gives its sockets their time, and is started again', async () => {
  const { server } = await startServer();
  const { socket } = await dial(urlOf(server, 'Echo'));
  const end = closed(socket);
  const said = await server.perform({ kind: 'stop-pool', pool: 'echopool' });
  expect(said).toBe('EchoPool is stopped: 1 open socket has 90 s to leave.');
  expect((await get(urlOf(server, 'Echo'))).status).toBe(503);
  expect(livePool(server, 'EchoPool')).toMatchObject({ state: 'Stopped', refused: 1 });
  server.setClock(1_000);
  await end;
  await server.perform({ kind: 'start-pool', pool: 'EchoPool' });
  expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
});

test('a stopped site loses its connections at once, stays stopped over an edit, and is started again', async () => {
  const { server } = await startServer();
  const { socket } = await dial(urlOf(server, 'Echo'));
  const end = closed(socket);
  expect(await server.perform({ kind: 'stop-site', site: 'Echo' })).toBe(
    'Echo is stopped; 1 open socket was cut.',
  );
  await end;
  await edit(server, (text) => text.replace('idleTimeout="00:00:00"', 'idleTimeout="00:20:00"'));
  expect(siteOf(server, 'Echo').state).toBe('Stopped');
  expect(server.live().sites.find(({ name }) => name === 'Echo')).toMatchObject({
    connections: 0,
    sockets: 0,
  });
  await server.perform({ kind: 'start-site', site: 'Echo' });
  expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
});
