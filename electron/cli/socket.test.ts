import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type RawServer, rawServer, upgradingServer } from '../websocket/fixtures/raw-server';
import { encodeFrame } from '../websocket/frame-writer';
import { connectRequestOf } from './connect-options';
import { runSocket, type SocketOptions } from './socket';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

type More = Partial<SocketOptions & { send: string[]; subprotocols: string[]; headers: string[] }>;

async function run(
  url: string,
  { send = [], subprotocols = [], headers = [], ...more }: More = {},
): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runSocket({
    connect: await connectRequestOf({ url, subprotocol: subprotocols, header: headers, cookie: [] }),
    messages: send.map((text) => ({ kind: 'text', text })),
    repeat: null,
    waitMs: null,
    close: { how: 'close', code: 1000, reason: '' },
    raw: false,
    json: false,
    out: (line) => lines.push(line),
    ...more,
  });
  return { code, lines };
}
async function runJson(url: string, more: More = {}) {
  const { code, lines } = await run(url, { json: true, ...more });
  expect(lines).toHaveLength(1);
  return { code, answer: JSON.parse(lines[0] ?? '') as unknown };
}

async function echoServer(): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  closers.push(() => server.close());
  server.on('connection', (socket) =>
    socket.on('message', (data: Buffer, binary) => socket.send(data, { binary })),
  );
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}
async function raw(server: Promise<RawServer>): Promise<string> {
  const { url, close } = await server;
  closers.push(close);
  return url;
}

describe('switchboard socket', () => {
  it('--json holds url, handshake, frames, end and diagnosis, and exits 0', async () => {
    const started = performance.now();
    const { code, answer } = await runJson(await echoServer(), {
      send: ['hello', '€'],
      headers: ['X-A: 1:2'],
    });
    expect(code).toBe(0);
    expect(answer).toMatchObject({
      url: expect.stringMatching(/^ws:/) as string,
      handshake: {
        status: 101,
        headers: { upgrade: 'websocket' },
        timingsMs: { total: expect.any(Number) as number },
      },
      frames: [
        { direction: 'out', opcode: 'text', text: 'hello', at: expect.any(Number) as number },
        { direction: 'out', opcode: 'text', text: '€' },
        { direction: 'in', opcode: 'text', text: 'hello' },
        { direction: 'in', opcode: 'text', text: '€' },
        { direction: 'out', opcode: 'close', hex: '03e8' },
        { direction: 'in', opcode: 'close', hex: '03e8' },
      ],
      end: { kind: 'close', by: 'client', code: 1000, reason: '' },
      diagnosis: { id: 'closed-normally', sentence: expect.any(String) as string },
    });
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('a refusal and a dead port exit 1 and still have every part', async () => {
    const url = await raw(
      rawServer((socket) =>
        socket.end('HTTP/1.1 503 No\r\nX: a\r\nx: b\r\n__proto__: c\r\nContent-Length: 0\r\n\r\n'),
      ),
    );
    const { code, answer } = await runJson(url);
    expect(code).toBe(1);
    expect(answer).toMatchObject({
      handshake: { status: 503, headers: { x: 'a, b' } },
      frames: [],
      end: { kind: 'refused', by: 'server', code: null },
      diagnosis: { id: 'service-unavailable' },
    });
    expect(JSON.stringify(answer)).toContain('"__proto__":"c"');
    const dead = await runJson('ws://127.0.0.1:1/');
    expect(dead).toMatchObject({
      code: 1,
      answer: { handshake: { status: null }, end: { kind: 'unreachable' } },
    });
  });

  it('a socket that is cut, or closed with an error, exits 1', async () => {
    const cut = await raw(upgradingServer((socket) => socket.on('data', () => socket.resetAndDestroy())));
    expect((await runJson(cut, { send: ['x'] })).code).toBe(1);
    const failing = encodeFrame({ opcode: 'close', payload: Buffer.from([3, 0xf3]), mask: null });
    const error = await raw(upgradingServer((socket) => socket.end(failing)));
    expect(await runJson(error)).toMatchObject({ code: 1, answer: { end: { code: 1011, by: 'server' } } });
  });

  it('--wait without sends listens that long; without it not at all', async () => {
    const url = await raw(
      upgradingServer((socket) => {
        setTimeout(
          () => socket.write(encodeFrame({ opcode: 'text', payload: Buffer.from('late'), mask: null })),
          400,
        );
        socket.on('data', () =>
          socket.end(encodeFrame({ opcode: 'close', payload: Buffer.alloc(0), mask: null })),
        );
      }),
    );
    expect((await run(url, { waitMs: 800 })).lines.join('\n')).toContain('late');
    expect((await run(url)).lines.join('\n')).not.toContain('late');
  });

  it('--listen stays open behind the last answer; without it what comes later would be lost', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    closers.push(() => server.close());
    server.on('connection', (socket) =>
      socket.on('message', () => {
        socket.send('subscribed');
        setTimeout(() => socket.send('news'), 300);
      }),
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const url = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    const heard = async (more: More) => (await run(url, { send: ['subscribe'], ...more })).lines.join('\n');
    expect(await heard({ waitMs: 700 })).not.toContain('news');
    expect(await heard({ waitMs: 700, listens: true })).toContain('news');
  });

  it('--json and the text name what a message says; secrets are in --json only where they are asked for', async () => {
    const url = `${await echoServer()}?access_token=S3CRET`;
    const more = {
      send: ['{"type":1,"target":"Send","arguments":[]}\x1e'],
      headers: ['Authorization: Bearer S3CRET'],
    };
    expect((await run(url, more)).lines.join('\n')).toContain('[SignalR invocation Send] ');
    const { answer } = await runJson(url, more);
    expect(JSON.stringify(answer)).not.toContain('S3CRET');
    expect((answer as { frames: { label?: string }[] }).frames[1]?.label).toBe('SignalR invocation Send');
    expect(JSON.stringify((await runJson(url, { ...more, secrets: true })).answer)).toContain('S3CRET');
  });

  it('prints frames as they come, not when all is over', async () => {
    const url = await raw(
      upgradingServer((socket) => {
        socket.write(encodeFrame({ opcode: 'text', payload: Buffer.from('early'), mask: null }));
        socket.on('data', () =>
          socket.end(encodeFrame({ opcode: 'close', payload: Buffer.alloc(0), mask: null })),
        );
      }),
    );
    const lines: string[] = [];
    const stop = new AbortController();
    const seen = new Promise<void>((resolve) => {
      void run(url, {
        waitMs: 60_000,
        interrupted: stop.signal,
        out: (line) => {
          lines.push(line);
          if (line.includes('early')) resolve();
          if (line.startsWith('ended:')) lines.push('END');
        },
      });
    });
    await seen;
    expect(lines).not.toContain('END');
    stop.abort();
    await expect.poll(() => lines).toContain('END');
  });

  it('sends lines as they come and closes where they end', async () => {
    async function* typed() {
      yield 'one';
      await new Promise((resolve) => setTimeout(resolve, 50));
      yield 'two';
    }
    const { code, answer } = await runJson(await echoServer(), { lines: typed, waitMs: 200 });
    expect(code).toBe(0);
    expect(JSON.stringify(answer)).toMatch(/"out".*"one".*"in".*"one".*"out".*"two".*"in".*"two"/);
  });

  it('a handshake that gets no answer ends when it is interrupted', async () => {
    const url = await raw(rawServer(() => undefined));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 100);
    const { code } = await run(url, { interrupted: stop.signal });
    expect(code).toBe(1);
  });

  it('shows what a refusal says', async () => {
    const body = '<h2>HTTP Error 500.19</h2>\r\nlocked';
    const url = await raw(
      rawServer((socket) => socket.end(`HTTP/1.1 500 No\r\nContent-Length: ${body.length}\r\n\r\n${body}`)),
    );
    expect((await run(url)).lines).toEqual(expect.arrayContaining(['<h2>HTTP Error 500.19</h2>', 'locked']));
    expect((await run(url, { raw: true })).lines).toContain('locked');
  });

  it('a message of thousands of fragments takes no longer than as many messages', async () => {
    const url = await echoServer();
    const frames = { kind: 'text', text: 'x'.repeat(20_000), fragments: 10_000 } as const;
    const begun = performance.now();
    const { code, answer } = await runJson(url, { messages: [frames] });
    expect(code).toBe(0);
    expect((answer as { frames: unknown[] }).frames).toHaveLength(10_003);
    // Quadratic it took minutes.
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('prints aligned text, and never a control character of the server', async () => {
    const evil = encodeFrame({ opcode: 'text', payload: Buffer.from('\x1b]0;owned\x07\u202e'), mask: null });
    const url = await raw(upgradingServer((socket) => socket.end(evil)));
    const { code, lines } = await run(url);
    expect(code).toBe(1);
    expect(lines.join('\n')).toContain('⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+202E⟩');
    expect(lines.join('')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(lines.some((line) => /^ended: fin by server/.test(line))).toBe(true);
  });

  it.each([
    ['http://127.0.0.1/', {}],
    ['', {}],
    ['ws://127.0.0.1/', { headers: ['no colon'] }],
    ['ws://127.0.0.1/', { headers: ['X: a\r\nb: c'] }],
    ['ws://127.0.0.1/', { headers: ['Connection: close'] }],
    ['ws://127.0.0.1/', { subprotocols: ['a b'] }],
  ])('%s with %j is refused before anything is printed or opened', async (url, more) => {
    await expect(run(url, more)).rejects.toMatchObject({ code: 'bad-request' });
  });
});
