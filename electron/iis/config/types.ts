import type { Problem } from '../../../shared/model/common';
import type { Where } from '../../../shared/errors';

/** A file as read from somewhere; `path` is only a name for messages, the bytes are not trusted. */
export interface SourceFile {
  path: string;
  bytes: Uint8Array;
  /** SHA-256 (lower hex) of the file where it stands, when `bytes` are not the same: secrets were masked on the way. */
  hash?: string;
}

/**
 * A web.config that was handed over with the IIS path it belongs to: "Site", "Site/app", "Site/app/folder".
 * `unreadable` instead of bytes makes every value it could set unknown, with that reason.
 */
export interface WebConfigSource {
  iisPath: string;
  file?: SourceFile;
  unreadable?: string;
}

/** All the text of one server. `complete` means: a web.config that isn't listed does not exist. */
export interface ServerFiles {
  applicationHost: SourceFile;
  redirection?: SourceFile;
  webConfigs: { complete: boolean; files: WebConfigSource[] };
}

export interface BindingConfig {
  protocol: string;
  /** As written: "*:443:chat.example". */
  bindingInformation: string;
  address: string;
  /** null when the text holds none (net.pipe …) or it is not a port. */
  port: number | null;
  host: string;
  sslFlags: number;
  where: Where;
}

export interface VirtualDirectoryConfig {
  path: string;
  physicalPath: string | null;
  where: Where;
}

export interface ApplicationConfig {
  path: string;
  /** Effective pool name (application → site's applicationDefaults → sites' applicationDefaults); null = none named. */
  pool: string | null;
  virtualDirectories: VirtualDirectoryConfig[];
  where: Where;
}

export interface SiteConfig {
  name: string;
  id: number | null;
  bindings: BindingConfig[];
  applications: ApplicationConfig[];
  where: Where;
}

export interface PoolConfig {
  name: string;
  where: Where;
}

export interface SectionDeclaration {
  /** "system.webServer/webSocket" */
  path: string;
  overrideModeDefault: 'Allow' | 'Deny';
  allowDefinition: 'Everywhere' | 'MachineOnly' | 'MachineToApplication' | 'AppHostOnly' | 'MachineToWebRoot';
  where: Where;
}

/** How far one module gets for one site or application. */
export interface ModuleStanding {
  /** In globalModules (native image registered), with its place. */
  global: Where | null;
  image: string | null;
  /** In the effective modules list of the target. */
  enabled: boolean | null;
  /** Where it was added, and where it was taken away (a <remove> or <clear>), if so. */
  addedAt: Where | null;
  removedAt: Where | null;
  /** Location path of the block that removed it, so that a fix can name it; null when not removed by a location. */
  removedIn: string | null;
  removedBy: 'remove' | 'clear' | null;
  lockItem: boolean;
  unknown?: string;
}

export type { Problem, Where };
