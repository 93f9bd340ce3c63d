import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { ConnectRequest } from '../../../shared/model/connect';
import { createLog } from '../../storage/log';
import { tempDir } from '../../storage/testing/temp-dir';
import { InProcessHosts } from '../fixtures/in-process-host';
import { TesterClient } from '../tester-client';
import { exportSession, type FrameSource } from './export-session';
import { csvCell } from './formats';
import { importFile } from './import-file';
import { openSaved } from './keep';
import { readSession } from './open-session';
import type { KeptHead, RawFrame } from './raw-frame';

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

const request = (more: Partial<ConnectRequest> = {}): ConnectRequest => ({
  url: 'ws://chat.example/hub?access_token=S3CRET&room=7&id=S3CRET&ticket=S3CRET',
  subprotocols: ['chat.v2', 'base64url.bearer.authorization.k8s.io.S3CRET'],
  headers: [
    { name: 'X-Api-Key', value: 'S3CRET' },
    { name: 'Ocp-Apim-Subscription-Key', value: 'S3CRET' },
    { name: 'x-functions-key', value: 'S3CRET' },
    { name: 'X-Room', value: 'seven' },
    { name: 'Referer', value: 'https://chat.example/?ticket=S3CRET' },
  ],
  timeoutMs: 1000,
  cookies: [{ name: 'sid', value: 'S3CRET' }],
  credentials: { kind: 'basic', user: 'ada', password: 'S3CRET' },
  proxy: { host: 'proxy.example', port: 3128, user: 'ada', password: 'S3CRET' },
  tls: { clientCertificate: { kind: 'pfx', base64: 'UzNDUkVU', passphrase: 'S3CRET' } },
  ...more,
});
const head = (more: Partial<KeptHead> = {}): KeptHead => ({
  request: request(),
  startedAt: Date.parse('2026-11-26T19:40:00Z'),
  handshake: {
    status: 101,
    statusText: 'Switching Protocols',
    headers: [
      { name: 'Set-Cookie', value: 'sid=S3CRET' },
      { name: 'Location', value: '/next?token=S3CRET' },
      { name: 'Sec-WebSocket-Protocol', value: 'base64url.bearer.authorization.k8s.io.S3CRET' },
    ],
    body: '',
    requestText:
      'GET /hub?access_token=S3CRET HTTP/1.1\r\nHost: chat.example\r\nAuthorization: Basic S3CRET\r\nOcp-Apim-Subscription-Key: S3CRET\r\nx-functions-key: S3CRET\r\nSec-WebSocket-Key: n0nce==\r\nCookie: sid=S3CRET\r\n\r\n',
    responseText:
      'HTTP/1.1 101 Switching Protocols\r\nSet-Cookie: sid=S3CRET\r\nLocation: /next?token=S3CRET\r\nSec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.S3CRET\r\n\r\n',
    subprotocol: 'chat.v2',
    timingsMs: { dns: null, tcp: 1, tls: null, upgrade: 2, total: 3 },
  },
  end: { kind: 'close', by: 'client', code: 1000, reason: '' },
  diagnosis: { id: 'closed-normally', sentence: 'Closed.' },
  ...more,
});

function source(frames: readonly RawFrame[], of: KeptHead = head()): FrameSource {
  return {
    head: () => Promise.resolve(of),
    counts: () => Promise.resolve({ frames: frames.length, firstKept: 0 }),
    batch: (offset) => Promise.resolve(frames.slice(offset, offset + 100)),
  };
}
const frame = (index: number, text: string, more: Partial<RawFrame> = {}): RawFrame => ({
  index,
  direction: index % 2 === 0 ? 'out' : 'in',
  at: index,
  fin: true,
  rsv: 0,
  opcodeBits: 1,
  masked: index % 2 === 0,
  declared: Buffer.byteLength(text),
  payload: Buffer.from(text),
  ...more,
});
const quiet = { progress: () => undefined, signal: new AbortController().signal };

async function framesOf(file: string): Promise<RawFrame[]> {
  const all: RawFrame[] = [];
  for await (const batch of (await readSession(file)).frames) all.push(...batch);
  return all;
}

const plain = ({ payload, inflated, ...others }: RawFrame) => ({
  ...others,
  payload: Buffer.from(payload).toString('hex'),
  inflated: inflated && Buffer.from(inflated).toString('hex'),
});

describe('a saved session', () => {
  it('has every frame as it was, whatever is in it', async () => {
    const file = path.join(await tempDir(), 'session.json');
    const anyFrame = fc.record({
      direction: fc.constantFrom('in' as const, 'out' as const),
      at: fc.integer({ min: 0, max: 1e9 }).map((us) => us / 1000),
      fin: fc.boolean(),
      rsv: fc.integer({ min: 0, max: 7 }),
      opcodeBits: fc.integer({ min: 0, max: 15 }),
      payload: fc.oneof(
        fc.uint8Array({ maxLength: 40 }),
        fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      ),
      inflated: fc.option(fc.uint8Array({ maxLength: 20 }), { nil: undefined }),
      cut: fc.integer({ min: 0, max: 3 }),
      problem: fc.option(fc.string({ maxLength: 30 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 12 }), async (made) => {
        const frames = made.map(({ cut, payload, inflated, problem, ...others }, index): RawFrame => ({
          ...others,
          index,
          masked: others.direction === 'out',
          declared: payload.length + cut,
          payload,
          ...(inflated === undefined ? {} : { inflated }),
          ...(problem === undefined ? {} : { problem }),
        }));
        await exportSession(source(frames), { path: file, format: 'session', secrets: false }, quiet);
        JSON.parse(await readFile(file, 'utf8'));
        expect((await framesOf(file)).map(plain)).toEqual(frames.map(plain));
      }),
      { numRuns: 25 },
    );
  });

  it('that another program has set anew is read all the same; a broken line is named', async () => {
    const dir = await tempDir();
    const file = path.join(dir, 'session.json');
    await exportSession(
      source([frame(0, 'a'), frame(1, 'b')]),
      { path: file, format: 'session', secrets: false },
      quiet,
    );
    const text = await readFile(file, 'utf8');
    await writeFile(file, `\ufeff${JSON.stringify(JSON.parse(text))}`);
    expect((await framesOf(file)).map(({ payload }) => Buffer.from(payload).toString())).toEqual(['a', 'b']);
    await writeFile(file, text.replace('"text":"b"', '"text":7'));
    await expect(framesOf(file)).rejects.toThrow(/^Line \d+ of .* is no frame: its "text"/);
    await writeFile(file, text.replace('"version": 1', '"version": 9'));
    await expect(readSession(file)).rejects.toMatchObject({ code: 'file-newer' });
    for (const wrong of ['', '[]', '{"frames": []}', 'PK\u0003\u0004', '['.repeat(100_000)]) {
      await writeFile(file, wrong);
      await expect(readSession(file)).rejects.toMatchObject({ code: 'bad-request' });
    }
    await writeFile(file, '[]');
    await expect(readSession(file)).rejects.toThrow(/holds another kind of JSON/);
    await expect(readSession(dir)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('an export', () => {
  it('holds no secret in any format unless they are asked for', async () => {
    const dir = await tempDir();
    for (const format of ['session', 'har', 'jsonl', 'csv'] as const) {
      const file = path.join(dir, `x.${format}`);
      await exportSession(source([frame(0, 'hello')]), { path: file, format, secrets: false }, quiet);
      const text = await readFile(file, 'utf8');
      expect(text, format).not.toContain('S3CRET');
      expect(text, format).not.toContain('UzNDUkVU');
      expect(text, format).toContain('hello');
      // The handshake's own nonce is no secret, whatever its name says.
      if (format === 'session' || format === 'har') expect(text, format).toContain('n0nce==');
    }
    const file = path.join(dir, 'with.json');
    await exportSession(source([]), { path: file, format: 'session', secrets: true }, quiet);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('S3CRET');
    expect(text).not.toContain('UzNDUkVU');
  });

  it('that is stopped leaves nothing, and the file that was there before', async () => {
    const dir = await tempDir();
    const file = path.join(dir, 'big.jsonl');
    await writeFile(file, 'before');
    const controller = new AbortController();
    const endless: FrameSource = {
      ...source([]),
      counts: () => Promise.resolve({ frames: 1_000_000_000, firstKept: 0 }),
      batch: (offset) =>
        Promise.resolve(Array.from({ length: 500 }, (_, at) => frame(offset + at, 'x'.repeat(60)))),
    };
    const stopping = exportSession(
      endless,
      { path: file, format: 'jsonl', secrets: false },
      { progress: ({ frames }) => frames > 5000 && controller.abort(), signal: controller.signal },
    );
    await expect(stopping).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(dir)).toEqual(['big.jsonl']);
    expect(await readFile(file, 'utf8')).toBe('before');
  });

  it('as HAR has messages, not frames, and is read back by the import', async () => {
    const file = path.join(await tempDir(), 'x.har');
    const frames = [
      frame(0, 'he', { fin: false, direction: 'out' }),
      frame(1, 'ping', { opcodeBits: 9 }),
      frame(2, 'llo', { opcodeBits: 0, direction: 'out' }),
      frame(3, 'answer', { direction: 'in' }),
      frame(4, '\u0000\u0001', { opcodeBits: 2, direction: 'out' }),
    ];
    await exportSession(source(frames), { path: file, format: 'har', secrets: false }, quiet);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      log: {
        version: '1.2',
        entries: [
          {
            _resourceType: 'websocket',
            startedDateTime: '2026-11-26T19:40:00.000Z',
            _webSocketMessages: [
              { type: 'send', opcode: 1, data: 'hello', time: 1795722000.002 },
              { type: 'receive', opcode: 1, data: 'answer' },
              { type: 'send', opcode: 2, data: 'AAE=' },
            ],
          },
        ],
      },
    });
    expect((await importFile(file)).requests[0]?.messages).toEqual([
      { kind: 'text', text: 'hello' },
      { kind: 'binary', hex: '0001' },
    ]);
  });

  it('as CSV is no formula for a spreadsheet', () => {
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
    expect(csvCell('@a')).toBe("'@a");
    expect(csvCell('two\r\nlines')).toBe('"two\r\nlines"');
  });

  it('of a real socket opens again in the tester, and is replayed from there', async () => {
    const said: string[] = [];
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    closers.push(() => server.close());
    server.on('connection', (socket) => socket.on('message', (data: Buffer) => said.push(data.toString())));
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    const dir = await tempDir();
    const tester = new TesterClient({
      spawnHost: new InProcessHosts().spawn,
      log: createLog(dir),
      onDied: () => undefined,
    });
    closers.push(() => tester.dispose());
    const connect = { url, subprotocols: [], headers: [], timeoutMs: 5000 };
    const opened = async (): Promise<string> => {
      const id = await tester.connect(connect);
      await expect.poll(async () => (await tester.state(id)).phase).toBe('open');
      return id;
    };
    const first = await opened();
    await tester.send(first, { kind: 'text', text: 'one' });
    await tester.send(first, { kind: 'binary', hex: '00ff' });
    await tester.close(first, 1000, '');
    await expect.poll(async () => (await tester.state(first)).phase).toBe('ended');
    const file = path.join(dir, 'session.json');
    const done = await exportSession(
      tester.source(first),
      { path: file, format: 'session', secrets: false },
      quiet,
    );
    const { frames } = await tester.state(first);
    expect(done).toMatchObject({ frames, dropped: 0 });

    const kept = await openSaved(tester, file, quiet);
    expect(kept).toMatchObject({ frames, request: connect });
    const shown = async (id: string) =>
      (await tester.frames(id, 0, 10)).rows.map(({ direction, opcode, preview, size, at }) => ({
        ...{ direction, opcode, preview, size },
        at: Math.round(at * 1000) / 1000,
      }));
    expect(await shown(kept.sessionId)).toEqual(await shown(first));
    expect(await tester.state(kept.sessionId)).toMatchObject({ phase: 'ended', end: { code: 1000 } });
    await expect(tester.send(kept.sessionId, { kind: 'text', text: 'x' })).rejects.toThrow(/ended/);

    const second = await opened();
    await tester.replay(second, kept.sessionId, 1000);
    await expect.poll(() => said.length).toBe(4);
    expect(said[2]).toBe('one');
    await tester.dispose();
  });
});
