import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LoadRequest } from '../../../shared/model/tester-runs';
import { runLoad } from './load-run';

it('a refusal that overtakes answers on their way is no lower ceiling than there is', async () => {
  const sockets = new WebSocketServer({ noServer: true });
  let asked = 0;
  const server = createServer().on('upgrade', (request, socket, head) => {
    asked += 1;
    const upgrade = () => sockets.handleUpgrade(request, socket, head, () => undefined);
    if (asked === 1) upgrade();
    else if (asked <= 5) setTimeout(upgrade, 300);
    else socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const connect = { url: `ws://127.0.0.1:${port}/`, subprotocols: [], headers: [], timeoutMs: 5000 };
  const result = await runLoad(
    { connect, connections: 10, rate: 1000, holdS: 1, messages: 0, bytes: 64 },
    { progress: () => undefined, signal: new AbortController().signal },
  );
  expect(result).toMatchObject({ stopped: 'refused', ceiling: 5, opened: 5 });
});

/** Upgrades everybody and does with each socket as it is told. */
async function takingAll(onSocket: (socket: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  server.on('connection', onSocket);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

const run = (url: string, more: Partial<LoadRequest>) =>
  runLoad(
    {
      connect: { url, subprotocols: [], headers: [], timeoutMs: 5000 },
      connections: 3,
      rate: 1000,
      holdS: 2,
      messages: 5,
      bytes: 64,
      ...more,
    },
    { progress: () => undefined, signal: new AbortController().signal },
  );

it('a server that never echoes is no good end of a load', async () => {
  const result = await run(await takingAll(() => undefined), {});
  expect(result).toMatchObject({ stopped: 'silent', opened: 3, echoed: 0, latencyMs: null });
  expect(result.diagnosis).toMatchObject({ id: 'load-silent' });
  expect(result.diagnosis.sentence).toMatch(/none of \d+ messages came back/);
});

it('echoes that come, or messages that nobody asked for, end well', async () => {
  const echoing = await takingAll((socket) => socket.on('message', (data: Buffer) => socket.send(data)));
  const echoed = await run(echoing, {});
  expect(echoed).toMatchObject({ stopped: 'done', ceiling: null, echoed: echoed.sent });
  // What is on its way when the time is over is waited for, not missing.
  const late = await takingAll((socket) =>
    socket.on('message', (data: Buffer) => setTimeout(() => socket.send(data), 400)),
  );
  const slow = await run(late, { messages: 20, holdS: 1 });
  expect(slow.echoed).toBe(slow.sent);
  expect(slow.diagnosis.sentence).not.toMatch(/came back/);
  const quiet = await takingAll(() => undefined);
  expect(await run(quiet, { messages: 0, holdS: 0 })).toMatchObject({ stopped: 'done' });
});

it('a socket that is lost is no ceiling', async () => {
  const url = await takingAll((socket) => setTimeout(() => socket.terminate(), 200));
  const lost = await run(url, { messages: 0 });
  expect(lost).toMatchObject({ stopped: 'lost', ceiling: null });
  // terminate() resets or ends TCP; neither is a time-out of 120 s after 0.2 s.
  expect(lost.diagnosis.sentence).not.toMatch(/120 s/);
});
