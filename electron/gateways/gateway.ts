import type { z } from 'zod';
import type { Problem } from '../../shared/model/common';
import type { Environment, IisAnswer, Network, PoolEvent } from '../../shared/model/machine';
import type { ServerAction } from '../../shared/model/readiness';
import type { LiveReading, LiveRequests } from '../../shared/model/live';
import type { RuntimeState } from '../../shared/model/runtime';
import type { ServerKind, ServerPart } from '../../shared/model/server';
import type { ConfigOperation } from '../iis/config/edit/operation';
import type { Splice } from '../iis/config/edit/render';
import type { ServerFiles, SourceFile } from '../iis/config/types';

/** The new content of a file: its bytes, or (where IIS itself writes it) what is to be changed in it. */
export type NewContent =
  | { kind: 'bytes'; bytes: Uint8Array; /** Where the copy of the old bytes goes. */ backupPath: string }
  | {
      kind: 'operations';
      operations: readonly ConfigOperation[];
      /** Of IIS's own backup. */ backupName: string;
    }
  | {
      /** IIS puts back one of its own backups, whole, after making another one. */
      kind: 'restore';
      from: string;
      backupName: string;
    };

/** A configuration of an earlier time that the server itself keeps: IIS's history, or one of its backups. */
export interface KeptConfig {
  kind: 'history' | 'backup';
  /** Of its folder: "CFGHISTORY_0000000012". */
  name: string;
  /** When it was put there: ISO, UTC. */
  at: string;
}

export interface KeptConfigs {
  list(): Promise<KeptConfig[]>;
  /** Its applicationHost.config. Throws `not-found` where it has gone by now. */
  read(kept: Pick<KeptConfig, 'kind' | 'name'>): Promise<SourceFile>;
}

/**
 * Lines that lie on the server itself, readable and writable by its administrators only: so that the next one sees what
 * was done from elsewhere. What is read is nobody's to trust.
 */
export interface ServerRecord {
  append(lines: readonly string[]): Promise<void>;
  /** Its end, at most 4 MB; empty where there is none yet. */
  read(): Promise<string>;
}

/** Figures that move. Nothing of it is asked unless somebody looks. */
export interface LiveReader {
  /** Sockets, connections, requests, queues and recycles of everything in one trip, as cheap as the server has it. */
  read(): Promise<LiveReading>;
  /** Open requests of a site or a pool, or (both null) of all; at most `limit`. */
  requests(asked: { site: string | null; pool: string | null; limit: number }): Promise<LiveRequests>;
}

/** One configuration file to replace: only if it is still what the preview was made of. */
export interface CommitRequest {
  /** Path as named in ServerFiles. */
  path: string;
  /** SHA-256 (hex) of the bytes that the preview was made of. */
  expectedHash: string;
  /** The backup is made before the file is touched. */
  content: NewContent;
}

export interface GatewayRead {
  files: ServerFiles;
  /** Why nothing may be written, in one sentence, or absent. */
  readOnly?: string;
  /** What could not be read beside the files, in sentences. */
  problems?: Problem[];
}

/** What becomes of a file of an application. */
export type SiteFileContent =
  | {
      kind: 'bytes';
      bytes: Uint8Array;
      /**
       * The same as changes of the text as it was read (offsets in UTF-16, without the BOM): where a server masks what
       * it sends, only these are true, and every other character stays as it is there.
       */
      splices?: readonly FileSplice[];
    }
  | {
      /** The copy that lies on the server, as `backupAt` named it, if it still has this SHA-256. */
      kind: 'copy';
      backup: string;
      hash: string;
    }
  | { kind: 'none' };

export interface FileSplice extends Splice {
  /** SHA-256 of what is taken out (UTF-8), where that could not be read as a whole. */
  removedHash?: string;
}

/** One file of an application's folder to make, replace or remove: only if it is still what the preview was made of. */
export interface SiteFileCommit {
  /** A physicalPath as configured. */
  folder: string;
  name: string;
  /** SHA-256 (hex); null: there must be no such file. */
  expectedHash: string | null;
  content: SiteFileContent;
  /** Where the copy of the old bytes goes, if there are any; see `backupAt`. */
  backup: string;
}

/** A file as it is now. */
export interface SiteFileNow {
  /** In full, environment variables expanded. */
  path: string;
  /** SHA-256 (hex) of the whole file as it stands; null: there is none. */
  hash: string | null;
  /** Its text. Of a real server only that of a web.config, with asterisks for secrets; else null. */
  bytes: Uint8Array | null;
  /** "\\server\share" where it lies on one. */
  share?: string;
}

/** Files in the folders of applications. */
export interface SiteFiles {
  /**
   * Throws `not-found` for a folder that can't be meant, `file-unreadable`, `file-too-large`, and on a real server
   * whatever a script says.
   */
  read(folder: string, name: string): Promise<SiteFileNow>;
  /** As `Gateway.commit`: on any error the old file stands (or there is none still) and the error says so. */
  commit(request: SiteFileCommit): Promise<void>;
  /** The SHA-256 that a commit will leave; absent: that of the bytes. Throws `file-changed` as the commit would. */
  hashAfter?(request: SiteFileCommit): Promise<string>;
  /** Where the copy of a local path lies instead; absent: there. */
  backupAt?(local: string): string;
  /** Such a copy, as `read` gives a file. */
  readCopy?(backup: string): Promise<SiteFileNow>;
}

/** What only a real server has. */
export interface RealServer {
  /** Look-only until then; it goes with the program. */
  unlocked: boolean;
  /** Parts of the reading, each with its own failure. */
  parts(): ServerPart[];
  environment(): Environment | null;
  network(): Network | null;
  /** Of the last 24 hours, newest first; null: not read (yet). */
  events(): readonly PoolEvent[] | null;
  /** IIS's own answer for one application, from its merged configuration; slow parts give up and say so. */
  iisSays(site: string, application: string): Promise<IisAnswer[]>;
  /** Told when a part was read or failed. */
  onPart(listener: () => void): () => void;
  /** Reads the slow parts (features, firewall, environment) anew; settles, never badly, when they are read or failed. */
  refreshParts(): Promise<void>;
}

/**
 * What can be asked of any IIS server: a file on disk, the practice server, a real one through PowerShell. Every method
 * throws AppError; none caches.
 */
export interface Gateway {
  readonly kind: z.infer<typeof ServerKind>;
  /** How a file is written; see NewContent. */
  readonly writes: 'bytes' | 'operations';
  readonly real?: RealServer;
  /** Absent: the folders of the applications can't be reached (a configuration file knows only their names). */
  readonly siteFiles?: SiteFiles;
  /** Absent where the server keeps none (a file). */
  readonly kept?: KeptConfigs;
  /** Absent where there is no server behind the configuration (a file). */
  readonly record?: ServerRecord;
  readonly live?: LiveReader;
  /**
   * Folders of this machine for a site's log folder as configured ("%SystemDrive%\\inetpub\\logs\\LogFiles\\W3SVC1"), that
   * of HTTPERR beside it; they need not be there yet. Absent: servers/log-paths.ts knows by the kind of server.
   */
  logPaths?(folder: string): string[];
  /** Writes the rows of logs that are kept back. Absent where none are, or nobody could ask. Throws what a script says. */
  flushLogs?(): Promise<void>;
  /** The configuration's text, whole and fresh. */
  read(): Promise<GatewayRead>;
  /** null: this kind of server has no run-time state that we could see (a file). */
  runtime(): Promise<RuntimeState | null>;
  /**
   * Changes one file, once, and answers its SHA-256 afterwards. Order: hash check → backup → write, only if the hash is
   * still the same. On any error the old file stands and the error says so; `file-changed` when the hash differs,
   * `outcome-unknown` when the server was lost in the middle of it.
   */
  commit(request: CommitRequest): Promise<{ hashAfter: string }>;
  /** After a commit or an action: waits, bounded, until run time shows it. */
  settle(): Promise<void>;
  /** Does it and answers one sentence about what happened. */
  perform(action: ServerAction, onProgress?: (sentence: string) => void): Promise<string>;
  /** Absent where no socket can be tried (a file). `automatic` where trying runs no application of the user's. */
  readonly handshake: 'automatic' | 'asked' | 'impossible';
  /** Tells that the configuration text or the run-time state changed; bursts may be merged. Answers the unsubscribe. */
  watch(listener: (what: 'config' | 'runtime') => void): () => void;
  dispose(): Promise<void>;
}
