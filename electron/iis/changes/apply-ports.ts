import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors';
import type { ApplyStep } from '../../../shared/model/changes';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { Gateway } from '../../gateways/gateway';
import type { DataFolder } from '../../storage/data-folder';
import { sha256 } from '../../storage/hash';
import type { Log } from '../../storage/log';
import { readServer, type ServerConfig } from '../config';
import type { Journal } from './journal';
import type { PendingList } from './pending';

/** What applying and undoing need of the world. */
export interface ApplyPorts {
  serverId: string;
  serverName: string;
  gateway: Gateway;
  folder: DataFolder;
  journal: Journal;
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
  bytesOf(path: string): Uint8Array | null;
  readOnly: string | undefined;
}

/** Reads the configuration now, whatever anybody remembers. */
export async function readNow(gateway: Gateway): Promise<Reading> {
  const { files, readOnly } = await gateway.read();
  const config = readServer(files);
  const all = [files.applicationHost, ...files.webConfigs.files.flatMap(({ file }) => (file ? [file] : []))];
  const bytesOf = (path: string): Uint8Array | null => all.find((each) => each.path === path)?.bytes ?? null;
  const hashOf = (path: string): string | null => {
    const bytes = bytesOf(path);
    return bytes && sha256(bytes);
  };
  return { config, hashOf, bytesOf, readOnly: config.readOnly ?? readOnly };
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

export function refuseReadOnly({ readOnly, config }: Reading): void {
  if (readOnly !== undefined) throw new AppError('read-only', readOnly, { where: { file: config.file } });
}

/** `cancelled`; `so far` says what was done by then. */
export function throwIfCancelled(signal: AbortSignal, soFar = 'nothing was written'): void {
  if (signal.aborted) throw new AppError('cancelled', `Cancelled; ${soFar}.`);
}
