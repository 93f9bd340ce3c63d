import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AppError } from '../../../shared/errors';
import { DataFolder } from '../../storage/data-folder';
import { tempDir } from '../../storage/testing/temp-dir';
import { Collections } from './collections';
import { importFile } from './import-file';

async function imported(data: unknown) {
  const file = path.join(await tempDir(), 'in.json');
  await writeFile(file, typeof data === 'string' ? data : JSON.stringify(data));
  return importFile(file);
}

it("a browser's HAR gives its sockets, without what the handshake and the browser set themselves", async () => {
  const headers = Object.entries({
    Host: 'chat.example',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Key': 'x',
    'Sec-WebSocket-Protocol': 'chat.v2, json',
    'User-Agent': 'browser',
    Origin: 'https://chat.example',
    Cookie: 'sid=1; theme=dark',
    'X-Room': '7',
  }).map(([name, value]) => ({ name, value }));
  const entries = [
    { request: { method: 'GET', url: 'https://chat.example/', headers: [] } },
    {
      _resourceType: 'websocket',
      request: { url: 'https://chat.example/hub?id=1', headers },
      _webSocketMessages: [
        { type: 'send', time: 1, opcode: 1, data: 'hi' },
        { type: 'receive', time: 2, opcode: 1, data: 'no' },
        { type: 'send', time: 3, opcode: 2, data: 'AP8=' },
        { type: 'odd' },
      ],
    },
    { request: 7 },
  ];
  expect(await imported({ log: { entries } })).toEqual({
    kind: 'HAR',
    note: 'Left out: 1 request of plain HTTP, 1 request that could not be read, 1 message that could not be read and what a browser sets for itself (User-Agent).',
    requests: [
      {
        name: 'chat.example/hub',
        connect: {
          url: 'wss://chat.example/hub?id=1',
          subprotocols: ['chat.v2', 'json'],
          headers: [
            { name: 'X-Room', value: '7' },
            { name: 'Cookie', value: 'sid=1; theme=dark' },
          ],
          origin: 'https://chat.example',
          timeoutMs: 10_000,
        },
        messages: [
          { kind: 'text', text: 'hi' },
          { kind: 'binary', hex: '00ff' },
        ],
      },
    ],
  });
});

it('a header that can not be sent costs that header, not its request, and is named', async () => {
  const headers = [
    { name: 'X-Split', value: 'a\r\nX-Evil: 1' },
    { name: 'X-Latin', value: 'Größe' },
    { name: 'X-Far', value: '你好' },
    { name: 'Ключ', value: '1' },
    { name: 'X-Room', value: '7' },
  ];
  const said = Array.from({ length: 3 }, () => ({ type: 'odd' }));
  const entries = [{ request: { url: 'wss://a/', headers }, _webSocketMessages: said }];
  const har = await imported({ log: { entries } });
  const kept = [
    { name: 'X-Latin', value: 'Größe' },
    { name: 'X-Room', value: '7' },
  ];
  expect(har.requests[0]?.connect.headers).toEqual(kept);
  expect(har.note).toBe(
    "Left out: 3 messages that could not be read and what can't be sent as a header (X-Split, X-Far, Ключ).",
  );
  const header = headers.map(({ name, value }) => ({ key: name, value }));
  const postman = await imported({ info: {}, item: [{ request: { url: 'wss://a/', header } }] });
  expect(postman.requests[0]?.connect.headers).toEqual(kept);
  expect(postman.note).toMatch(/X-Split/);
});

it('a file with one request that can not be read speaks of one', async () => {
  const said = Array.from({ length: 3 }, () => ({ type: 'odd' }));
  const entries = [{ request: { url: `wss://${'a'.repeat(5000)}/` }, _webSocketMessages: said }];
  await expect(imported({ log: { entries } })).rejects.toMatchObject({
    fix: '1 request could not be read.',
  });
});

it("a Postman collection's sockets are found in its folders, its variables filled in, its scripts left alone", async () => {
  const found = await imported({
    info: { name: 'Chat', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    variable: [{ key: 'host', value: 'chat.example' }],
    event: [{ listen: 'prerequest', script: { exec: ['process.exit(1)'] } }],
    item: [
      { name: 'plain', request: { url: 'https://chat.example/' } },
      {
        name: 'folder',
        item: [
          {
            name: 'hub',
            request: {
              url: { raw: 'wss://{{host}}/hub?u={{unknown}}' },
              header: [
                { key: 'Sec-WebSocket-Protocol', value: 'chat.v2' },
                { key: 'X-Off', value: '1', disabled: true },
                { key: 'X-Room', value: '{{host}}' },
              ],
              auth: { type: 'bearer', bearer: [{ key: 'token', value: 'abc', type: 'string' }] },
              body: { mode: 'raw', raw: 'hello' },
            },
          },
        ],
      },
    ],
  });
  expect(found.requests).toEqual([
    {
      name: 'hub',
      connect: {
        url: 'wss://chat.example/hub?u={{unknown}}',
        subprotocols: ['chat.v2'],
        headers: [{ name: 'X-Room', value: 'chat.example' }],
        timeoutMs: 10_000,
        credentials: { kind: 'bearer', token: 'abc' },
      },
      messages: [{ kind: 'text', text: 'hello' }],
    },
  ]);
});

it('whatever a file holds, it is taken or refused in one sentence', async () => {
  const file = path.join(await tempDir(), 'in.json');
  const odd = fc.oneof(
    fc.json({ maxDepth: 4 }),
    fc.string(),
    fc.json({ maxDepth: 5 }).map((text) => `{"log":{"entries":[${text}, {"request":{"url":"ws://x"}}]}}`),
    fc.json({ maxDepth: 5 }).map((text) => `{"info":{},"item":[${text}]}`),
  );
  await fc.assert(
    fc.asyncProperty(odd, async (text) => {
      await writeFile(file, text);
      const outcome = await importFile(file).catch((error: unknown) => error);
      if (outcome instanceof Error) {
        expect(outcome).toBeInstanceOf(AppError);
        expect(outcome.message).toMatch(/^[^\n]+\.$/);
      }
    }),
    { numRuns: 200 },
  );
  await expect(imported('['.repeat(200_000))).rejects.toMatchObject({ code: 'bad-request' });
  await expect(imported({ log: { entries: [] } })).rejects.toThrow(/no WebSocket request/);
});

it('a collection keeps requests without their secrets, shows a file that was copied there, and leaves a broken one alone', async () => {
  const folder = new DataFolder(await tempDir());
  const problems: string[] = [];
  const collections = new Collections(folder, (sentence) => problems.push(sentence));
  const request = (name: string) => ({
    name,
    connect: {
      url: 'ws://a/?token=S3CRET',
      subprotocols: [],
      headers: [{ name: 'Authorization', value: 'S3CRET' }],
      timeoutMs: 1000,
    },
    messages: [{ kind: 'text' as const, text: 'hi' }],
  });
  await collections.add('Chat', request('hub'), false);
  await collections.add('chat', request('hub'), false);
  await collections.add('Chat', { ...request('hub'), messages: [] }, false);
  const [lower, upper] = await collections.list();
  expect([lower?.name, upper?.name]).toEqual(['chat', 'Chat']);
  expect(upper?.requests).toHaveLength(1);
  expect(JSON.stringify([lower, upper])).not.toContain('S3CRET');
  expect(lower?.requests[0]?.connect.headers).toEqual([]);
  await writeFile(
    folder.path('collections/from-a-colleague.json'),
    JSON.stringify({ version: 1, name: 'Shared', requests: [request('x')] }),
  );
  await writeFile(folder.path('collections/broken.json'), '{');
  expect((await collections.list()).map(({ name }) => name)).toEqual(['chat', 'Chat', 'Shared']);
  expect(problems[0]).toContain('broken.json');
  await collections.remove('Chat', 'hub');
  expect((await collections.list()).map(({ name }) => name)).toEqual(['chat', 'Shared']);
});
