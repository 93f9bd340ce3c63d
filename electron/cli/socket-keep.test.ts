import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { tempDir } from '../storage/testing/temp-dir';
import { connectRequestOf } from './connect-options';
import { runSocket } from './socket';
import { exportPlace, importedRequest, withImported } from './socket-keep';

it('--export writes the session by the ending of its file, and another ending is refused before anything is connected', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.close();
  });
  server.on('connection', (socket) => socket.on('message', (data: Buffer) => socket.send(data.toString())));
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
  const file = path.join(await tempDir(), 'out.har');
  const code = await runSocket({
    connect: await connectRequestOf({ url, subprotocol: [], header: [], cookie: [], bearer: 'S3CRET' }),
    messages: [{ kind: 'text', text: 'hello' }],
    repeat: null,
    waitMs: null,
    close: { how: 'close', code: 1000, reason: '' },
    raw: false,
    json: true,
    exportTo: await exportPlace(file, false),
    out: () => undefined,
  });
  expect(code).toBe(0);
  const text = await readFile(file, 'utf8');
  expect(text).toContain('"data":"hello"');
  expect(text).not.toContain('S3CRET');
  await expect(exportPlace('out.txt', false)).rejects.toThrow(/\.json .*\.har, \.jsonl or \.csv/);
  await expect(exportPlace(file, false)).rejects.toThrow(/is there already/);
  await expect(exportPlace(path.join(file, 'no', 'x.har'), false)).rejects.toThrow(/can't be written/);
});

it('--import gives what the file says of an address, and what is typed goes before it', async () => {
  const file = path.join(await tempDir(), 'in.har');
  const headers = [
    { name: 'X-Room', value: '7' },
    { name: 'X-User', value: 'ada' },
  ];
  const entries = [{ request: { url: 'wss://chat.example/hub?id=1', headers } }];
  await writeFile(file, JSON.stringify({ log: { entries } }));
  const found = await importedRequest(file, 'chat.example/hub');
  const typed = await connectRequestOf({
    url: found.connect.url,
    subprotocol: [],
    header: ['x-room: 8'],
    cookie: [],
  });
  expect(withImported(typed, found)).toMatchObject({
    url: 'wss://chat.example/hub?id=1',
    headers: [
      { name: 'X-User', value: 'ada' },
      { name: 'x-room', value: '8' },
    ],
  });
  await expect(importedRequest(file, 'wss://other/')).rejects.toThrow(
    /has no socket .* it has "chat\.example\/hub"/,
  );
});
