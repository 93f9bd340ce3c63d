import { setTimeout } from 'node:timers/promises';
import { readFile, writeFile } from 'node:fs/promises';
import { onTestFinished, expect, test } from 'vitest';
import { PracticeServer } from '../../../electron/gateways/practice/practice-server';
import { dial, startServer, tempDir, urlOf } from '../../../electron/gateways/practice/testing/kit';
import { readLive } from '../../../electron/gateways/powershell/scripts/read-live';
import { readRequests } from '../../../electron/gateways/powershell/scripts/read-requests';
import { configText } from '../../../electron/iis/config/samples/samples';
import { openBox } from './open-box';
import { readBox } from './read-box';

const HOSTILE = `It's "q" ‘c’ $(x) \`n; [x] * 🦜`;
const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const CONFIG = configText({
  pools: `<add name="${escape(HOSTILE)}" />`,
  sites: `<site name="Other" id="2"><application path="/" applicationPool="P" /><bindings><binding protocol="http" bindingInformation="*:81:" /></bindings></site>`,
});
const MONITOR = '<globalModules><add name="RequestMonitorModule" image="x.dll" /></globalModules>';
const monitored = CONFIG.replace('<system.webServer>\n', `<system.webServer>\n${MONITOR}`);

test('one trip brings the counters of every site and pool, whatever they are called, and what it took', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  await box.setState({
    sites: [{ name: 'S', connections: 9 }],
    pools: [
      { name: HOSTILE, state: 'Started', sockets: 7, opened: 40, queued: 2, refused: 3, recycles: 4 },
      { name: 'P', state: 'Stopped' },
    ],
  });
  const { rows, tookMs, failures } = await session.run(readLive, { farms: false });
  expect(rows.sites).toEqual([['S', 9]]);
  expect(rows.workers).toEqual([[expect.stringMatching(/^\d+_It's/), 7, 7, 40]]);
  expect(rows.queues).toContainEqual([HOSTILE, 2, 3]);
  expect(rows.pools).toEqual([
    [HOSTILE, 4, 3],
    ['P', 0, 5],
  ]);
  expect(tookMs).toBeGreaterThan(0);
  expect(failures).toEqual([]);
});

test.each([
  ['missing', ['sites', 'workers', 'queues', 'pools'], '0x80041010'],
  ['older', ['workers'], '0x80041017'],
])('counters that are %s are unknown, named with what to do, and the rest stands', async (fault, parts) => {
  const { gateway, box } = await openBox({ config: CONFIG });
  await gateway.read();
  await box.setState({ pools: [{ name: 'P', state: 'Started', sockets: 7 }] });
  await box.setFaults({ counters: fault });
  const { pools, sites, gaps } = await gateway.live.read();
  expect(pools.map(({ name, workers }) => [name, workers])).toEqual([
    ['P', null],
    [HOSTILE, null],
  ]);
  expect(sites.map(({ sockets }) => sockets)).toEqual([null, null]);
  expect(gaps.filter(({ fix }) => fix?.includes('lodctr /R'))).toHaveLength(parts.length);
});

test('sockets of sites that share a pool are unknown, not those of the pool', async () => {
  const { gateway, box } = await openBox({ config: CONFIG });
  await gateway.read();
  await box.setState({ pools: [{ name: 'P', state: 'Started', sockets: 7 }] });
  const { pools, sites, gaps } = await gateway.live.read();
  expect(pools[0]?.workers?.[0]?.sockets).toBe(7);
  expect(sites.map(({ name, sockets }) => [name, sockets])).toEqual([
    ['S', null],
    ['Other', null],
  ]);
  expect(gaps.map(({ what }) => what)).toContain('Sockets of sites that share a pool');
});

test("ARR's own counters come by server of a farm, and only where there is a farm", async () => {
  const counters =
    '<counters state="Active" currentRequests="5" currentWebSocketRequests="4" totalWebSocketRequests="90" />';
  const farm = `<webFarms><webFarm name="Nodes"><server address="node-1"><applicationRequestRouting>${counters}</applicationRequestRouting></server></webFarm></webFarms>`;
  const config = CONFIG.replace('</configSections>', '<section name="webFarms" /></configSections>').replace(
    '</configuration>',
    `${farm}</configuration>`,
  );
  const { gateway } = await openBox({ config });
  expect((await gateway.live.read()).farms).toEqual([]);
  await gateway.read();
  const { farms, gaps } = await gateway.live.read();
  expect(gaps.filter(({ what }) => what.includes('ARR'))).toEqual([]);
  expect(farms).toEqual([
    { farm: 'Nodes', server: 'node-1', state: 'Active', requests: 5, sockets: 4, opened: 90, failed: 0 },
  ]);
});

test('open requests come where they are monitored, capped, and without what a URL may hide', async () => {
  const { box, session } = await readBox({ config: CONFIG });
  const urls = ['/a?token=hunter2', '/b;session=hunter2', '/c#hunter2', '/d'];
  await box.setState({
    pools: [{ name: 'P', state: 'Started', sockets: 3 }],
    requests: urls.map((url, site) => ({ pool: 'P', url, site: (site % 2) + 1, elapsed: 5000 })),
  });
  const asked = { pool: null, site: null, limit: 3 };
  expect(await session.run(readRequests, asked)).toMatchObject({ monitored: false, rows: [], total: 0 });
  await writeFile(box.configPath, monitored);
  const open = await session.run(readRequests, asked);
  expect(open.rows.map(({ url }) => url)).toEqual(['/a', '/b', '/c']);
  expect(open.total).toBe(4);
  expect(open.workers[0]).toMatchObject({ gets: 4, sockets: 3 });
  expect((await session.run(readRequests, { ...asked, site: 2 })).rows.map(({ url }) => url)).toEqual([
    '/b',
    '/d',
  ]);
  expect((await session.run(readRequests, { ...asked, pool: HOSTILE })).total).toBe(0);
});

test('a request is called a socket only where the counter says it of all of them', async () => {
  const { gateway, box } = await openBox({ config: monitored });
  await gateway.read();
  const kinds = async (sockets: number): Promise<string[]> => {
    await box.setState({
      pools: [{ name: 'P', state: 'Started', sockets }],
      requests: [
        { pool: 'P', url: '/chat', site: 1, elapsed: 90_000 },
        { pool: 'P', url: '/order', site: 2, elapsed: 20, verb: 'POST' },
      ],
    });
    // The stand-ins ask for run-time state once in 100 ms.
    await setTimeout(150);
    const { rows } = await gateway.live.requests({ site: null, pool: null, limit: 500 });
    return rows.map(({ kind, site }) => `${site}: ${kind}`);
  };
  expect(await kinds(1)).toEqual(['S: socket', 'Other: request']);
  expect(await kinds(0)).toEqual(['S: unknown', 'Other: request']);
  const gone = gateway.live.requests({ site: 'Nowhere', pool: null, limit: 500 });
  await expect(gone).rejects.toMatchObject({ code: 'not-found' });
});

test('a box whose run time is a practice server tells of its sockets and of a recycle', async () => {
  const { server, dataDir } = await startServer(await tempDir());
  expect(server).toBeInstanceOf(PracticeServer);
  onTestFinished(() => server.stop());
  const { gateway } = await openBox({ config: await readFile(server.configPath), practiceDataDir: dataDir });
  await gateway.read();
  await dial(urlOf(server, 'Echo'));
  const echo = async () => (await gateway.live.read()).pools.find(({ name }) => name === 'EchoPool');
  expect(await echo()).toMatchObject({ recycles: 0, workers: [{ sockets: 1, opened: 1 }] });
  await gateway.perform({ kind: 'recycle-pool', pool: 'EchoPool' });
  expect(await echo()).toMatchObject({ recycles: 1, state: 'Started' });
});
