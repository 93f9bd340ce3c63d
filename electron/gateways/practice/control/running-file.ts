import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { fsCode } from '../../../storage/fs-error';
import { writeAtomic } from '../../../storage/write-atomic';

const VERSION = 1;

/** `practice/running.json`: where a running practice server can be asked. Owner-only, for it holds the token. */
const Running = z.object({
  version: z.literal(VERSION),
  pid: z.number().int().min(1),
  port: z.number().int().min(1).max(65_535),
  token: z.string().min(16).max(128),
  startedAt: z.string(),
});
export type Running = z.infer<typeof Running>;

/** null where there is none, or none that makes sense. */
export async function readRunning(path: string): Promise<Running | null> {
  try {
    const read = Running.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export async function writeRunning(path: string, running: Omit<Running, 'version'>): Promise<void> {
  await writeAtomic(path, `${JSON.stringify({ version: VERSION, ...running }, null, 2)}\n`);
}

/** Takes the announcement back, unless it is another server's by now. */
export async function removeRunning(path: string, token: string): Promise<void> {
  if ((await readRunning(path))?.token === token) await rm(path, { force: true });
}

/** Whether a process of that id lives. One of another user counts as living. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return fsCode(error) === 'EPERM';
  }
}
