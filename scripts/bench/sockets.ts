import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './window';
import { absoluteRow, median, ratioRow } from './row';
import type { Bench } from './row';

const RUNS = 5;
const FRAMES = 2_000_000;
const OPENED = 4000;
const HELD = 10_000;

interface Said {
  port?: number;
  ms?: number;
  frames?: number;
  kbEach?: number;
}

/** A process of its own for each side, so that neither takes the other's time or memory. */
function child(role: string, url = '', count = 0): { process: ChildProcess; said: Promise<Said> } {
  const script = path.join(root, 'out/bench/sockets-child.mjs');
  const started = spawn(process.execPath, ['--expose-gc', script, role, url, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = new Promise<Said>((resolve, reject) => {
    let text = '';
    started.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.includes('\n')) resolve(JSON.parse(text) as Said);
    });
    started.once('error', reject);
    started.once('exit', (code) => reject(new Error(`${role} ended with ${code ?? 'a signal'}`)));
  });
  return { process: started, said };
}

async function measured(role: string, url: string, count: number): Promise<Said> {
  return child(role, url, count).said;
}

/** The tester's sockets against bare `ws` ones, on the same server, turn by turn. */
export const sockets: Bench = async () => {
  const server = child('serve');
  try {
    const url = `ws://127.0.0.1:${(await server.said).port ?? 0}`;
    const received: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    const opened: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
    for (let run = -1; run < RUNS; run += 1)
      for (const side of ['bare', 'ours'] as const) {
        const flood = await measured(`receive-${side}`, `${url}/flood?${FRAMES}`, FRAMES);
        if (flood.frames !== FRAMES) throw new Error(`${flood.frames ?? 0} of ${FRAMES} frames arrived`);
        const open = await measured(`open-${side}`, url, OPENED);
        if (run < 0) continue;
        received[side].push(flood.ms ?? NaN);
        opened[side].push(open.ms ?? NaN);
      }
    const held = await measured('open-ours', url, HELD);
    const bare = await measured('open-bare', url, HELD);
    return [
      ratioRow({
        name: 'sockets: receive 2,000,000 frames of 64 bytes, logged, none missing',
        value: median(received.ours),
        unit: 'ms',
        reference: median(received.bare),
        against: 'a bare ws loop that counts',
        bound: 1 / 0.7,
      }),
      ratioRow({
        name: 'sockets: open 4,000',
        value: median(opened.ours),
        unit: 'ms',
        reference: median(opened.bare),
        against: 'a bare ws loop, as many at a time',
        bound: 1 / 0.8,
      }),
      absoluteRow({
        name: 'sockets: memory of each of 10,000 held ones',
        value: held.kbEach ?? NaN,
        unit: 'KB',
        reference: bare.kbEach ?? NaN,
        against: 'a bare ws socket',
        bound: 12,
      }),
    ];
  } finally {
    server.process.kill();
  }
};
