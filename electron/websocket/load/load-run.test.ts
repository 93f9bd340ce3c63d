import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
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
