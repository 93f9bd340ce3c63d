import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ensureSystemPackages } from '../../scripts/lib/system-packages.mjs';

const started: ChildProcess[] = [];
const folders: string[] = [];

/** Finds the foreign servers or installs them; throws one sentence where that fails. */
export function needForeignServers(): void {
  const said: string[] = [];
  ensureSystemPackages(['foreign'], (line) => said.push(line));
  const missing = ['nginx', 'haproxy', 'websocketd', 'libwebsockets-test-server'].filter(
    (name) => spawnSync(programOf(name), ['-v'], { stdio: 'ignore' }).error,
  );
  if (missing.length > 0)
    throw new Error(
      `The tests against foreign servers need ${missing.join(', ')}: ${said.at(-1) ?? 'install them'}.`,
    );
}

/** Debian keeps servers where a user's PATH doesn't look. */
function programOf(name: string): string {
  return name === 'nginx' || name === 'haproxy' ? `/usr/sbin/${name}` : name;
}

/** Ends every process that was started here, by its own id. */
export function endServers(): void {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'switchboard-foreign-'));
  folders.push(made);
  return made;
}

/** Starts a program and waits until its port takes connections; throws what it said where it ends before. */
async function start(program: string, args: string[], port: number, cwd = folder()): Promise<void> {
  const child = spawn(programOf(program), args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let said = '';
  const listen = (bytes: Buffer): void => void (said = (said + bytes.toString()).slice(-2000));
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  for (let turn = 0; turn < 300; turn += 1) {
    if (child.exitCode !== null) break;
    if (await takes(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${program} did not start: ${said}`);
}

function takes(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** python3-websockets: echoes; `options` are keyword arguments of websockets.serve. Answers its port. */
export async function pythonServer(options = ''): Promise<number> {
  const port = await freePort();
  const cwd = folder();
  const script = `
import asyncio, websockets
async def echo(socket, path=None):
    async for message in socket:
        await socket.send(message)
async def main():
    async with websockets.serve(echo, "127.0.0.1", ${port}${options === '' ? '' : `, ${options}`}):
        await asyncio.Future()
asyncio.run(main())
`;
  writeFileSync(path.join(cwd, 'server.py'), script);
  await start('/usr/bin/python3', ['server.py'], port, cwd);
  return port;
}

/** nginx with these lines in one server's `location /`. */
export async function nginx(location: string): Promise<number> {
  const port = await freePort();
  const cwd = folder();
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${cwd}/${name};`)
    .join(' ');
  writeFileSync(
    path.join(cwd, 'nginx.conf'),
    `daemon off; master_process off; pid ${cwd}/pid; error_log stderr;
events {}
http { access_log off; ${temp}
  server { listen 127.0.0.1:${port}; location / { ${location} } } }
`,
  );
  await start('nginx', ['-c', path.join(cwd, 'nginx.conf'), '-p', cwd, '-e', 'stderr'], port, cwd);
  return port;
}

/** The lines of nginx's manual for WebSockets. */
export const toUpstream = (port: number, more = ''): string =>
  `proxy_pass http://127.0.0.1:${port}; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"; ${more}`;

/** haproxy with these lines in one proxy before a server on `upstream`. */
export async function haproxy(upstream: number, lines: readonly string[], serverMore = ''): Promise<number> {
  const port = await freePort();
  const cwd = folder();
  const text = [
    'defaults',
    '  mode http',
    '  timeout connect 2s',
    '  timeout client 60s',
    '  timeout server 60s',
    'listen proxy',
    `  bind 127.0.0.1:${port}`,
    ...lines.map((line) => `  ${line}`),
    `  server app 127.0.0.1:${upstream} ${serverMore}`,
    '',
  ];
  writeFileSync(path.join(cwd, 'haproxy.cfg'), text.join('\n'));
  await start('haproxy', ['-db', '-f', path.join(cwd, 'haproxy.cfg')], port, cwd);
  return port;
}

/** websocketd in front of a program that talks line by line. */
export async function websocketd(
  program: readonly string[],
  options: readonly string[] = [],
): Promise<number> {
  const port = await freePort();
  await start('websocketd', [`--port=${port}`, '--address=127.0.0.1', ...options, ...program], port);
  return port;
}

/** libwebsockets' own test server. */
export async function libwebsockets(): Promise<number> {
  const port = await freePort();
  await start('libwebsockets-test-server', [`--port=${port}`], port);
  return port;
}
