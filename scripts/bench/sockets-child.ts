// One measured process of the sockets bench: `sockets-child.mjs ROLE URL COUNT` prints one JSON line and ends.
import { WebSocket, WebSocketServer } from 'ws';
import { runLoad } from '../../electron/websocket/load/load-run';
import { encodeFrame } from '../../electron/websocket/frame-writer';
import { SocketSession } from '../../electron/websocket/socket-session';

const FRAME_BYTES = 64;
const PACK = 1000;
const OPENING = 256;

/** Echoes; to "/flood?COUNT" it sends so many frames of 64 bytes as fast as they are taken. */
function serve(): Promise<never> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, backlog: 4096 });
  const frame = encodeFrame({ opcode: 'text', payload: Buffer.alloc(FRAME_BYTES, 'x'), mask: null });
  const pack = Buffer.concat(Array.from({ length: PACK }, () => frame));
  server.on('connection', (socket, request) => {
    socket.on('error', () => undefined);
    const count = Number(/^\/flood\?(\d+)$/.exec(request.url ?? '')?.[1] ?? 0);
    if (count === 0) socket.on('message', (data: Buffer, binary) => socket.send(data, { binary }));
    const { socket: tcp } = request;
    let sent = 0;
    const more = (): void => {
      while (sent < count) {
        sent += PACK;
        if (!tcp.write(pack)) {
          tcp.once('drain', more);
          return;
        }
      }
    };
    more();
  });
  server.once('listening', () => {
    const address = server.address();
    say({ port: typeof address === 'object' && address ? address.port : 0 });
  });
  return new Promise(() => undefined);
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

const connect = (url: string) => ({ url, subprotocols: [], headers: [], timeoutMs: 30_000 });

/** ms from the first frame to the last, all of them counted. */
function receiveOurs(url: string, count: number): Promise<object> {
  const session = new SocketSession(connect(url));
  return new Promise((resolve) => {
    let begun = 0;
    session.onChange(() => {
      const { frames } = session.state();
      if (begun === 0 && frames > 0) begun = performance.now();
      if (frames >= count) resolve({ ms: performance.now() - begun, frames });
    });
  });
}

function receiveBare(url: string, count: number): Promise<object> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  return new Promise((resolve) => {
    let begun = 0;
    let frames = 0;
    socket.on('message', () => {
      if (begun === 0) begun = performance.now();
      frames += 1;
      if (frames >= count) resolve({ ms: performance.now() - begun, frames });
    });
  });
}

/** What a socket costs beside an empty process: memory before and after, with nothing left to collect. */
async function settled(): Promise<number> {
  for (let turn = 0; turn < 5; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return process.memoryUsage.rss();
}

async function openOurs(url: string, count: number): Promise<object> {
  // The code itself is loaded and warm before.
  await runLoad(
    { connect: connect(url), connections: 20, rate: 1000, holdS: 0, messages: 0, bytes: 1 },
    IDLE,
  );
  const before = await settled();
  const stop = new AbortController();
  const begun = performance.now();
  let ms = 0;
  let after = 0;
  const result = await runLoad(
    { connect: connect(url), connections: count, rate: 100_000, holdS: 60, messages: 0, bytes: 1 },
    {
      signal: stop.signal,
      progress: ({ open, openPerSecond }) => {
        if (open < count || ms > 0) return;
        ms = (count / openPerSecond) * 1000;
        void settled().then((rss) => {
          after = rss;
          stop.abort();
        });
      },
    },
  );
  if (result.opened !== count) throw new Error(`only ${result.opened} opened: ${result.diagnosis.sentence}`);
  return { ms, wall: performance.now() - begun, kbEach: (after - before) / 1024 / count };
}

const IDLE = { progress: () => undefined, signal: new AbortController().signal };

async function openBare(url: string, count: number): Promise<object> {
  await openAll(url, 20);
  const before = await settled();
  const begun = performance.now();
  const sockets = await openAll(url, count);
  const ms = performance.now() - begun;
  const after = await settled();
  for (const socket of sockets) socket.terminate();
  return { ms, kbEach: (after - before) / 1024 / count };
}

async function openAll(url: string, count: number): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  const lane = async (): Promise<void> => {
    while (sockets.length < count) {
      const socket = new WebSocket(url, { perMessageDeflate: false });
      sockets.push(socket);
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    }
  };
  await Promise.all(Array.from({ length: OPENING }, lane));
  return sockets;
}

const [role = '', url = '', count = '0'] = process.argv.slice(2);
const roles = new Map<string, () => Promise<object>>([
  ['serve', serve],
  ['receive-ours', () => receiveOurs(url, Number(count))],
  ['receive-bare', () => receiveBare(url, Number(count))],
  ['open-ours', () => openOurs(url, Number(count))],
  ['open-bare', () => openBare(url, Number(count))],
]);
const run = roles.get(role);
if (!run) throw new Error(`there is no role ${role}`);
say(await run());
process.exit(0);
