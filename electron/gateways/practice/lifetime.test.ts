import { describe, expect, it } from 'vitest';
import { closed, dial, edit, eventually, get, nextMessage, startServer, urlOf } from './testing/kit';

const poolOf = (server: Awaited<ReturnType<typeof startServer>>['server'], name: string) => {
  const pool = server.runtime().pools.find((one) => one.name === name);
  if (!pool) throw new Error(`no pool ${name}`);
  return pool;
};

const recycling = (text: string, inner: string): string =>
  text.replace('idleTimeout="00:00:00" />', `idleTimeout="00:00:00" /><recycling>${inner}</recycling>`);

describe('a worker process', () => {
  it('is there without a request where it is AlwaysRunning, and only with one where it is not', async () => {
    const { server } = await startServer();
    expect(poolOf(server, 'EchoPool').workerAgeS).toBeGreaterThanOrEqual(0);
    expect(poolOf(server, 'BoardPool').workerAgeS).toBeNull();
    await get(urlOf(server, 'Board'));
    expect(poolOf(server, 'BoardPool').workerAgeS).toBeGreaterThanOrEqual(0);
  });

  it('ends after its idleTimeout, but never under an open socket', async () => {
    const { server } = await startServer();
    await get(urlOf(server, 'Board'));
    await edit(server, (text) => text.replace('<webSocket enabled="false" />', '<webSocket />'));
    server.setClock(20_000);
    await eventually(() => expect(poolOf(server, 'BoardPool').workerAgeS).toBeNull());
    const { socket } = await dial(urlOf(server, 'Board'));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(poolOf(server, 'BoardPool').workerAgeS).toBeGreaterThan(1200);
    socket.send('there');
    expect(await nextMessage(socket)).toBe('there');
  });

  it('is recycled by its number of requests: the next one is served, the old sockets get their time', async () => {
    const { server } = await startServer();
    await edit(server, (text) => recycling(text, '<periodicRestart requests="2" />'));
    const first = await dial(urlOf(server, 'Echo'));
    const end = closed(first.socket);
    await dial(urlOf(server, 'Echo'));
    server.setClock(1_000);
    await eventually(async () => expect((await get(urlOf(server, 'Echo'))).status).toBe(200));
    expect(await end).toBe(1006);
  });

  it('is recycled by the clock of the server, and starts anew at once', async () => {
    const { server } = await startServer();
    const now = server.runtime().clock?.timeOfDayS ?? 0;
    const at = new Date(Math.round((now + 3600) / 60) * 60_000).toISOString().slice(11, 19);
    await edit(server, (text) =>
      recycling(text, `<periodicRestart><schedule><add value="${at}" /></schedule></periodicRestart>`),
    );
    const { socket } = await dial(urlOf(server, 'Echo'));
    const end = closed(socket);
    server.setClock(10_000);
    expect(await end).toBe(1006);
    // An hour away, and then the 90 s to leave; by the restart every 29 h it would be hours later.
    const later = ((server.runtime().clock?.timeOfDayS ?? 0) - now + 86_400) % 86_400;
    expect(later).toBeGreaterThan(3_500);
    expect(later).toBeLessThan(7_200);
  });
});

describe('a recycle of EchoPool under an open socket', () => {
  const recycled = async (overlap: boolean) => {
    const { server } = await startServer();
    const without = ' disallowOverlappingRotation="true"';
    if (!overlap)
      await edit(server, (text) => recycling(text, '').replaceAll('<recycling>', `<recycling${without}>`));
    const { socket } = await dial(urlOf(server, 'Echo'));
    await server.perform({ kind: 'recycle-pool', pool: 'EchoPool' });
    return { server, socket };
  };

  it('gives requests a new worker process at once, while the old one drains', async () => {
    const { server, socket } = await recycled(true);
    expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
    expect((await dial(urlOf(server, 'Echo'))).status).toBe(101);
    socket.send('still');
    expect(await nextMessage(socket)).toBe('still');
  });

  it('without overlap answers 503 until the old one has ended, and then starts the new one', async () => {
    const { server, socket } = await recycled(false);
    expect((await get(urlOf(server, 'Echo'))).status).toBe(503);
    expect(poolOf(server, 'EchoPool').workerAgeS).toBeNull();
    socket.send('still');
    expect(await nextMessage(socket)).toBe('still');
    socket.close();
    await eventually(async () => expect((await get(urlOf(server, 'Echo'))).status).toBe(200));
  });
});

describe('a forwarded application', () => {
  const proxied = (text: string, url = 'http://127.0.0.1:3000/{R:1}', farms = ''): string =>
    text
      .replace(
        '<section name="webSocket" overrideModeDefault="Deny" />',
        `<section name="webSocket" overrideModeDefault="Deny" /><section name="proxy" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
         <sectionGroup name="rewrite"><section name="globalRules" allowDefinition="AppHostOnly" overrideModeDefault="Deny" /><section name="rules" /></sectionGroup>`,
      )
      .replace('<sectionGroup name="system.applicationHost"', '<section name="webFarms" />$&')
      .replace('</configSections>', `</configSections>${farms}`)
      .replace('<urlCompression />', '<urlCompression /><proxy enabled="true" timeout="00:10:00" />')
      .replace(
        '<location path="Board">',
        `<location path="Echo"><system.webServer><rewrite><rules><rule name="r"><match url="(.*)" /><action type="Rewrite" url="${url}" /></rule></rules></rewrite></system.webServer></location><location path="Board">`,
      );

  it('loses a silent socket after the time-out of ARR, and keeps one that talks', async () => {
    const { server } = await startServer();
    await edit(server, (text) => proxied(text));
    const silent = await dial(urlOf(server, 'Echo'));
    const talking = await dial(urlOf(server, 'Echo'));
    const end = closed(silent.socket);
    server.setClock(2_000);
    const talk = setInterval(() => talking.socket.send('x'), 30);
    expect(await end).toBe(1006);
    clearInterval(talk);
    talking.socket.send('still');
    expect(await nextMessage(talking.socket)).toBeDefined();
  });

  it('has the time-out of its farm, which is another one by default', async () => {
    const { server } = await startServer();
    await edit(server, (text) =>
      proxied(text, 'http://Nodes/{R:0}', '<webFarms><webFarm name="Nodes" /></webFarms>'),
    );
    const { socket } = await dial(urlOf(server, 'Echo'));
    const end = closed(socket);
    const before = performance.now();
    server.setClock(300);
    await end;
    // 30 s on that clock are 100 ms; the server's own 10 minutes would be 2 s.
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
