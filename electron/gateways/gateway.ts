import type { ServerAction } from '../../shared/model/readiness';
import type { RuntimeState } from '../../shared/model/runtime';
import type { ServerKind } from '../../shared/model/server';
import type { z } from 'zod';
import type { ServerFiles } from '../iis/config/types';

/** One configuration file to replace: only if it is still what the preview was made of. */
export interface CommitRequest {
  /** Path as named in ServerFiles. */
  path: string;
  /** SHA-256 (hex) of the bytes that the preview was made of. */
  expectedHash: string;
  bytes: Uint8Array;
  /** Where the copy of the old bytes goes; written and synced before the file is touched. */
  backupPath: string;
}

export interface GatewayRead {
  files: ServerFiles;
  /** Why nothing may be written, in one sentence, or absent. */
  readOnly?: string;
}

/**
 * What can be asked of any IIS server: a file on disk, the practice server, later a real one through PowerShell.
 * Every method throws AppError; none caches.
 */
export interface Gateway {
  readonly kind: z.infer<typeof ServerKind>;
  /** The configuration's text, whole and fresh. */
  read(): Promise<GatewayRead>;
  /** null: this kind of server has no run-time state that we could see (a file). */
  runtime(): Promise<RuntimeState | null>;
  /**
   * Replaces one file, once. Order: hash check → backup → temp, fsync, hash check again, rename. On any error the old
   * file stands and the error says so. `file-changed` when the hash differs.
   */
  commit(request: CommitRequest): Promise<void>;
  /** After a commit or an action: waits, bounded, until run time shows it. */
  settle(): Promise<void>;
  /** Does it and answers one sentence about what happened. */
  perform(action: ServerAction): Promise<string>;
  /** Absent where no socket can be tried (a file). `automatic` where trying runs no application of the user's. */
  readonly handshake: 'automatic' | 'asked' | 'impossible';
  /** Tells that the configuration text or the run-time state changed; bursts may be merged. Answers the unsubscribe. */
  watch(listener: (what: 'config' | 'runtime') => void): () => void;
  dispose(): Promise<void>;
}
