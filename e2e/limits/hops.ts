import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureSystemPackages } from '../../scripts/lib/system-packages.mjs';
import { freePort } from './rig';

export type HopKind = 'nginx' | 'haproxy';

/** What a hop is told: where it listens, whom it forwards to, and after how much silence it cuts (real time). */
interface HopOrder {
  listen: number;
  to: number;
  silenceMs: number;
  dir: string;
}

const configurations: Record<HopKind, (order: HopOrder) => string> = {
  nginx: ({ listen, to, silenceMs, dir }) => `
daemon off; master_process off; pid ${dir}/nginx.pid; error_log ${dir}/error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy; fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi; scgi_temp_path ${dir}/scgi;
  server {
    listen 127.0.0.1:${listen};
    location / {
      proxy_pass http://127.0.0.1:${to};
      proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection "upgrade";
      proxy_set_header Host $host;
      proxy_read_timeout ${silenceMs}ms;
    }
  }
}
`,
  haproxy: ({ listen, to, silenceMs }) => `
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  timeout tunnel ${silenceMs}ms
listen hop
  bind 127.0.0.1:${listen}
  server practice 127.0.0.1:${to}
`,
};

const commands: Record<HopKind, (file: string) => string[]> = {
  nginx: (file) => ['-e', 'stderr', '-c', file],
  haproxy: (file) => ['-db', '-f', file],
};

/** The program, installed where that may be. Throws one sentence where it may not. */
export function hopProgram(kind: HopKind): string {
  const find = (): string | undefined =>
    [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin']
      .map((dir) => path.join(dir, kind))
      .find((file) => existsSync(file));
  let found = find();
  if (found === undefined) {
    ensureSystemPackages(['proxies'], (line) => console.error(`[proxies] ${line}`));
    found = find();
  }
  if (found !== undefined && spawnSync(found, ['-v'], { stdio: 'ignore' }).status === 0) return found;
  throw new Error(
    `${kind} is not here and could not be installed, so a forecast can't be held against a real hop; run: apt-get install haproxy nginx.`,
  );
}

/** Runs the hop in front of a port while `work` goes on; answers the hop's own port to it. */
export async function behindHop<T>(
  kind: HopKind,
  to: number,
  silenceMs: number,
  work: (port: number) => Promise<T>,
): Promise<T> {
  const program = hopProgram(kind);
  const dir = await mkdtemp(path.join(tmpdir(), `limits-${kind}-`));
  const listen = await freePort();
  const file = path.join(dir, `${kind}.conf`);
  await writeFile(file, configurations[kind]({ listen, to, silenceMs, dir }));
  const child = spawn(program, commands[kind](file), { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (data) => (said += String(data)));
  try {
    await listening(child, listen, () => said);
    return await work(listen);
  } finally {
    await ended(child);
    await rm(dir, { recursive: true, force: true });
  }
}

async function listening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const until = Date.now() + 15_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) break;
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`The proxy did not start: ${said().slice(0, 1_000)}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
