import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors';
import type { ApplyStep } from '../../../shared/model/changes';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { Gateway } from '../../gateways/gateway';
import type { DataFolder } from '../../storage/data-folder';
import { hashOfFile } from '../../storage/hash';
import type { Log } from '../../storage/log';
import { readServer, type ServerConfig } from '../config';
import type { PendingList } from './pending';
import type { ServerJournal } from './server-journal';

/** What applying and undoing need of the world. */
export interface ApplyPorts {
  serverId: string;
  serverName: string;
  gateway: Gateway;
  folder: DataFolder;
  journal: ServerJournal;
  pending: PendingList;
  runtime: () => RuntimeState | null;
  log: Log;
  now: () => Date;
}

export interface Progress {
  onSteps: (steps: z.infer<typeof ApplyStep>[]) => void;
  signal: AbortSignal;
}

/** One fresh reading. */
export interface Reading {
  config: ServerConfig;
  /** Of a file of this server; null when it has none of that path. */
  hashOf(path: string): string | null;
  readOnly: string | undefined;
}

/** Reads the configuration now, whatever anybody remembers. */
export async function readNow(gateway: Gateway): Promise<Reading> {
  const { files, readOnly } = await gateway.read();
  const config = readServer(files);
  const all = [files.applicationHost, ...files.webConfigs.files.flatMap(({ file }) => (file ? [file] : []))];
  const hashOf = (path: string): string | null => {
    const file = all.find((each) => each.path === path);
    return file ? hashOfFile(file) : null;
  };
  return { config, hashOf, readOnly: config.readOnly ?? readOnly };
}

/**
 * Only one program at a time applies to a server: waited for shortly, then `busy`. Long, so it is not the data folder's
 * own lock.
 */
export function alone<T>(
  { folder, serverId }: Pick<ApplyPorts, 'folder' | 'serverId'>,
  fn: () => Promise<T>,
  waitMs = 2_000,
): Promise<T> {
  return folder.withLock(fn, { name: `apply-${serverId}`, waitMs });
}

/** A new place for a copy of a file, in the data folder: it holds the configuration's secrets, so it is owner-only. */
export function backupPath({ folder, serverId, now }: ApplyPorts, file: string): string {
  const stamp = now().toISOString().replaceAll(/[:.]/g, '-');
  const name = basename(file.replaceAll('\\', '/'))
    .replaceAll(/[^\w.-]/g, '_')
    .slice(0, 60);
  return folder.path(`servers/${serverId}/backups/${stamp}-${randomUUID().slice(0, 8)}-${name}`);
}

/** A name for IIS's own backup: letters, digits and hyphens, so that it is safe as a folder's name and an argument. */
export function backupName({ now }: Pick<ApplyPorts, 'now'>): string {
  return `switchboard-${now().toISOString().replaceAll(/[:.]/g, '-')}-${randomUUID().slice(0, 8)}`;
}

/** `look-only` for a real server that was not unlocked, `read-only` for what can't be written at all. */
export function refuseReadOnly({ readOnly, config }: Reading, gateway: Gateway): void {
  if (readOnly === undefined) return;
  const code = isLookOnly(gateway, config) ? 'look-only' : 'read-only';
  throw new AppError(code, readOnly, { where: { file: config.file } });
}

/** Whether unlocking the server is all that is missing. */
export function isLookOnly({ real }: Pick<Gateway, 'real'>, config: ServerConfig): boolean {
  return real?.unlocked === false && config.readOnly === undefined;
}

/** `cancelled`; `so far` says what was done by then. */
export function throwIfCancelled(signal: AbortSignal, soFar = 'nothing was written'): void {
  if (signal.aborted) throw new AppError('cancelled', `Cancelled; ${soFar}.`);
}
