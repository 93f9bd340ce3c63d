import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { closed, dial, edit, eventually, get, nextMessage, siteOf, startServer, urlOf } from './testing/kit';

describe('typical trouble', () => {
  it('echoes text and binary on the healthy site, without compression and under its own name', async () => {
    const { server } = await startServer();
    const { status, headers, socket } = await dial(urlOf(server, 'Echo'), { perMessageDeflate: true });
    expect(status).toBe(101);
    expect(headers['server']).toBe('Microsoft-IIS/10.0');
    expect(headers['x-practice-server']).toBe('IIS Switchboard');
    expect(headers['sec-websocket-extensions']).toBeUndefined();
    socket.send('grüße 👋');
    expect(await nextMessage(socket)).toBe('grüße 👋');
    const echoed = new Promise((resolve) =>
      socket.once('message', (data, binary) => resolve([data, binary])),
    );
    socket.send(Buffer.from([0, 1, 255]));
    expect(await echoed).toEqual([Buffer.from([0, 1, 255]), true]);
  });

  it.each(['Chat', 'Board', 'Feed'])(
    '%s answers an upgrade with the normal page, never with 101 or 426',
    async (site) => {
      const { server } = await startServer();
      const got = await dial(urlOf(server, site));
      expect(got.status).toBe(200);
      expect(got.body).toContain('practice server of IIS Switchboard');
      expect(got.headers['x-practice-server']).toBe('IIS Switchboard');
    },
  );

  it('takes maxConnections 0 as none at all, refused by HTTP.sys and counted', async () => {
    const { server } = await startServer();
    const got = await dial(urlOf(server, 'Orders'));
    expect(got.status).toBe(503);
    expect(got.headers['server']).toBe('Microsoft-HTTPAPI/2.0');
    expect(got.headers['connection']).toBe('close');
    expect((await get(urlOf(server, 'Orders'))).status).toBe(503);
    expect(siteOf(server, 'Orders')).toMatchObject({ refused: 2, connections: 0, sockets: 0 });
  });

  it('lets nobody in at a stopped site: no port without another site, 404 where one shares it', async () => {
    const { server } = await startServer();
    expect(siteOf(server, 'Archive')).toMatchObject({ state: 'Stopped' });
    expect(siteOf(server, 'Archive').bindings[0]?.url).toBeNull();
    await edit(server, (text) => text.replace('"*:8086:"', '"*:8080:archive.localhost"'));
    const shared = urlOf(server, 'Echo', 1);
    const got = await dial(shared, { headers: { Host: 'archive.localhost' } });
    expect(got.status).toBe(404);
    expect((await dial(shared, { headers: { Host: 'echo.localhost' } })).status).toBe(101);
  });

  it('starts the stopped site at once and keeps it started over a restart of the server', async () => {
    const { server, dataDir } = await startServer();
    expect(await server.perform({ kind: 'start-site', site: 'ARCHIVE' })).toBe('Archive is started.');
    expect((await dial(urlOf(server, 'Archive'))).status).toBe(101);
    await server.stop();
    const again = await startServer(dataDir);
    expect(siteOf(again.server, 'Archive').state).toBe('Started');
  });
});

describe('limits and states', () => {
  it('lets three connections in where the limit is 3, and the fourth again after one left', async () => {
    const { server } = await startServer();
    await edit(server, (text) => text.replace('maxConnections="0"', 'maxConnections="3"'));
    const url = urlOf(server, 'Orders');
    const open = await Promise.all([dial(url), dial(url), dial(url)]);
    expect(open.map(({ status }) => status)).toEqual([101, 101, 101]);
    expect((await dial(url)).status).toBe(503);
    expect(siteOf(server, 'Orders')).toMatchObject({ connections: 3, sockets: 3, refused: 1 });
    expect(server.runtime().pools.find(({ name }) => name === 'OrdersPool')?.sockets).toBe(3);
    open[0].socket.close(1000);
    await eventually(() => expect(siteOf(server, 'Orders').connections).toBe(2));
    expect((await dial(url)).status).toBe(101);
  });

  it('answers 503 for a stopped pool and for one that does not exist', async () => {
    const { server } = await startServer();
    await server.loadScenario('bare-server');
    await edit(server, (text) => text.replace('applicationPool="ChatPool"', 'applicationPool="Nobody"'));
    expect((await get(urlOf(server, 'Chat'))).status).toBe(503);
    await edit(server, (text) =>
      text
        .replace('<add name="DefaultAppPool" />', '<add name="Sleepy" autoStart="false" />')
        .replace('applicationPool="EchoPool"', 'applicationPool="Sleepy"'),
    );
    expect((await get(urlOf(server, 'Echo'))).status).toBe(503);
    await server.perform({ kind: 'start-pool', pool: 'Sleepy' });
    expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
  });

  it('ends at appConcurrentRequestLimit with 503.2 from the worker process', async () => {
    const { server } = await startServer();
    await edit(server, (text) =>
      text.replace('<serverRuntime />', '<serverRuntime appConcurrentRequestLimit="1" />'),
    );
    expect((await dial(urlOf(server, 'Echo'))).status).toBe(101);
    const got = await dial(urlOf(server, 'Echo'));
    expect(got.status).toBe(503);
    expect(got.body).toContain('503.2');
    expect(got.headers['server']).toBe('Microsoft-IIS/10.0');
  });

  it('answers 500.19 where the module is taken away though its entry is locked', async () => {
    const { server } = await startServer();
    await edit(server, (text) =>
      text.replace('<add name="WebSocketModule" />', '<add name="WebSocketModule" lockItem="true" />'),
    );
    const got = await get(urlOf(server, 'Feed'));
    expect(got.status).toBe(500);
    expect(got.body).toContain('500.19');
    expect((await dial(urlOf(server, 'Echo'))).status).toBe(101);
  });

  it('starts no worker process while the module is registered without its feature', async () => {
    const { server } = await startServer();
    await server.loadScenario('bare-server');
    await edit(server, (text) =>
      text.replace('        </globalModules>', '<add name="WebSocketModule" image="x" /></globalModules>'),
    );
    expect((await get(urlOf(server, 'Echo'))).status).toBe(503);
  });
});

describe('handshakes', () => {
  it('refuses an unsound handshake with 400 on a healthy site, and never with 426', async () => {
    const { server } = await startServer();
    const url = urlOf(server, 'Echo');
    const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket' };
    const key = 'dGhlIHNhbXBsZSBub25jZQ==';
    for (const headers of [
      { ...upgrade, 'Sec-WebSocket-Version': '12', 'Sec-WebSocket-Key': key },
      { ...upgrade, 'Sec-WebSocket-Version': '13' },
      { ...upgrade, 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'short' },
    ]) {
      const got = await get(url, headers);
      expect(got.status).toBe(400);
      expect(got.body).toContain('400.11');
    }
    const elsewhere = await get(urlOf(server, 'Chat'), { ...upgrade, 'Sec-WebSocket-Version': '12' });
    expect(elsewhere.status).toBe(200);
  });

  it('takes the first subprotocol that is offered', async () => {
    const { server } = await startServer();
    const { socket } = await dial(urlOf(server, 'Echo'), { protocols: ['chat.v2', 'chat.v1'] });
    expect(socket.protocol).toBe('chat.v2');
  });

  it('serves a plain request on the same kept-alive connection again and again', async () => {
    const { server } = await startServer();
    const { port } = new URL(urlOf(server, 'Echo'));
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('data', (data) => (text += String(data)));
    for (let n = 1; n <= 3; n += 1) {
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      await eventually(() => expect(text.split('200 OK')).toHaveLength(n + 1));
    }
    expect(siteOf(server, 'Echo').connections).toBe(1);
    socket.destroy();
    await eventually(() => expect(siteOf(server, 'Echo').connections).toBe(0));
  });

  it('answers garbage with 400 and keeps serving', async () => {
    const { server } = await startServer();
    const { port } = new URL(urlOf(server, 'Echo'));
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write('\0\0 what?\r\n\r\n'));
      let text = '';
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect((await dial(urlOf(server, 'Echo'))).status).toBe(101);
  });

  it('broadcasts to every socket of the site and of no other', async () => {
    const { server } = await startServer();
    await edit(server, (text) => text.replace('<webSocket enabled="false" />', '<webSocket />'));
    const one = await dial(`${urlOf(server, 'Echo')}broadcast`);
    const two = await dial(`${urlOf(server, 'Echo')}other`);
    const stranger = await dial(urlOf(server, 'Board'));
    let strange = 0;
    stranger.socket.on('message', () => (strange += 1));
    const both = Promise.all([nextMessage(one.socket), nextMessage(two.socket)]);
    one.socket.send('to all');
    expect(await both).toEqual(['to all', 'to all']);
    expect(strange).toBe(0);
  });

  it('closes properly with the code it was given', async () => {
    const { server } = await startServer();
    const { socket } = await dial(urlOf(server, 'Echo'));
    socket.close(4001, 'done');
    expect(await closed(socket)).toBe(4001);
    await eventually(() => expect(siteOf(server, 'Echo').sockets).toBe(0));
  });
});
