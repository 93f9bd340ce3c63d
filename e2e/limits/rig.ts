import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PracticeServer } from '../../electron/gateways/practice/practice-server';
import type { TesterState } from '../../shared/model/tester';
import { SocketSession } from '../../electron/websocket/socket-session';

/** How many proofs `npm run prove` asks for; `npm test` takes a seeded sample. */
export const FULL = process.env['FC_RUNS'] !== undefined;
export const SEED = FULL ? Date.now() % 2_147_483_647 : 20_261_126;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No port could be had.');
  return address.port;
}

/** A practice server of its own that obeys this text; answers what is made of it and lets go of it all. */
export async function onPractice<T>(text: string, work: (server: PracticeServer) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(path.join(tmpdir(), 'limits-proof-'));
  const server = new PracticeServer({ dataDir: dir });
  try {
    const file = path.join(dir, 'given.config');
    await writeFile(file, text);
    await server.start();
    await server.loadFile(file);
    return await work(server);
  } finally {
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

export function urlOf(server: PracticeServer, site: string, application = '/'): string {
  const url = server.runtime().sites.find(({ name }) => name === site)?.bindings[0]?.url;
  if (url == null) throw new Error(`Nothing listens for ${site}.`);
  return new URL(application, url.replace(/^http/, 'ws')).href;
}

/** Connects with the tester's own socket and waits until it is open or refused. */
export async function connect(url: string): Promise<SocketSession> {
  const session = new SocketSession({ url, subprotocols: [], headers: [], timeoutMs: 20_000 });
  await when(session, ({ phase }) => phase !== 'connecting');
  return session;
}

export function when(session: SocketSession, holds: (state: TesterState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds(session.state())) return;
      stop();
      resolve();
    };
    const stop = session.onChange(look);
    look();
  });
}
