import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { PracticeServer } from '../practice-server';
import { findScenario } from '../scenarios';

export async function tempDir(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'practice-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export const scenarioText = (id = 'typical-trouble'): string =>
  Buffer.from(findScenario(id).bytes).toString('utf8');

export async function startServer(dataDir?: string): Promise<{ server: PracticeServer; dataDir: string }> {
  const dir = dataDir ?? (await tempDir());
  const server = new PracticeServer({ dataDir: dir });
  await server.start();
  onTestFinished(() => server.stop());
  return { server, dataDir: dir };
}

/** Changes the file on disk, as an editor would, and waits until that is obeyed. */
export async function edit(server: PracticeServer, change: (text: string) => string): Promise<void> {
  const before = await readFile(server.configPath, 'utf8');
  const after = change(before);
  if (after === before) throw new Error('the edit of this test changes nothing');
  await writeFile(server.configPath, after);
  await server.reload();
}

export function siteOf(server: PracticeServer, name: string) {
  const site = server.runtime().sites.find((one) => one.name === name);
  if (!site) throw new Error(`no site ${name}`);
  return site;
}

/** Address of a site's nth binding; throws where nothing listens. */
export function urlOf(server: PracticeServer, name: string, nth = 0): string {
  const url = siteOf(server, name).bindings[nth]?.url;
  if (url == null) throw new Error(`nothing listens for ${name}`);
  return url;
}

export interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** Open, where the status is 101. */
  socket: WebSocket;
}

/** One handshake; answers whatever came back. Rejects where no HTTP answer came. */
export function dial(url: string, options: ClientOptions & { protocols?: string[] } = {}): Promise<Got> {
  const { protocols = [], ...rest } = options;
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocols, rest);
  onTestFinished(() => socket.terminate());
  return new Promise((resolve, reject) => {
    let headers: IncomingHttpHeaders = {};
    socket.on('upgrade', (response) => (headers = response.headers));
    socket.on('open', () => resolve({ status: 101, headers, body: '', socket }));
    socket.on('unexpected-response', (_, response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, socket }),
      );
    });
    socket.on('error', reject);
  });
}

export function get(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; reason: string; headers: IncomingHttpHeaders; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          reason: response.statusMessage ?? '',
          headers: response.headers,
          body,
        }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

export function nextMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('message', (data: Buffer) => resolve(data.toString('utf8')));
    socket.once('close', () => reject(new Error('closed')));
  });
}

export const closed = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for what becomes true soon; the last look's failure is what the test shows. */
export async function eventually(look: () => void | Promise<void>, withinMs = 3_000): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      await look();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(15);
    }
  }
}

/** A port of 127.0.0.1 that is taken until the test ends, or with `release` free again. */
export async function takePort(release = false): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  if (release) await close();
  else onTestFinished(close);
  return port;
}
