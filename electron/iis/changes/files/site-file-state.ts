import { AppError } from '../../../../shared/errors';
import type { SiteFileChange, SiteFilePlace } from '../../../../shared/model/site-files';
import type { Gateway, SiteFileNow } from '../../../gateways/gateway';
import { sha256 } from '../../../storage/hash';
import { fold, type ServerConfig } from '../../config';
import type { StoredChange } from '../pending';

/** One file as it was read for a plan. */
export interface SiteFileState extends SiteFileNow {
  /** The application's physicalPath as configured. */
  folder: string;
}

/** By `placeKey`. What can't be read is kept as its error: only that change is then refused. */
export type SiteFileStates = ReadonlyMap<string, SiteFileState | AppError>;

export const NO_FILES: SiteFileStates = new Map();

/** Names compare without case, as on Windows. */
export function placeKey({ site, application, name }: SiteFilePlace): string {
  return JSON.stringify([fold(site), fold(application), fold(name)]);
}

/** "WebSocketEcho.ashx of Chat/api" */
export const placeName = ({ site, application, name }: SiteFilePlace): string =>
  `${name} of ${site}${application}`;

export function fileChanges(changes: readonly Pick<StoredChange, 'request'>[]): SiteFileChange[] {
  return changes.flatMap(({ request }) => (request.kind === 'file' ? [request.file] : []));
}

/** The files that the changes speak of, as they are now. Never throws: a plan says what is wrong, change by change. */
export async function readSiteFiles(
  { siteFiles }: Pick<Gateway, 'siteFiles'>,
  config: ServerConfig,
  changes: readonly Pick<StoredChange, 'request'>[],
): Promise<SiteFileStates> {
  const states = new Map<string, SiteFileState | AppError>();
  for (const { place } of fileChanges(changes)) {
    const key = placeKey(place);
    if (states.has(key)) continue;
    try {
      const folder = folderOf(config, place);
      if (!siteFiles) throw unreachable(place);
      states.set(key, { folder, ...(await siteFiles.read(folder, place.name)) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      states.set(key, error);
    }
  }
  return states;
}

/** The physicalPath of an application's root folder. Throws `not-found`. */
export function folderOf(
  config: ServerConfig,
  { site, application }: Pick<SiteFilePlace, 'site' | 'application'>,
): string {
  const found = config.findSite(site)?.application(application);
  const folder = found?.virtualDirectories.find(({ path }) => path === '/')?.physicalPath;
  if (folder != null && folder !== '') return folder;
  throw new AppError(
    'not-found',
    found === undefined
      ? `There is no application ${site}${application} to place a file in.`
      : `${site}${application} has no physicalPath to place a file in.`,
    { where: { file: config.file } },
  );
}

const unreachable = (place: SiteFilePlace): AppError =>
  new AppError('read-only', `${placeName(place)} can't be written from here: only the settings can.`, {
    fix: 'Copy the file from the preview, and put it there by hand.',
  });

/** What binds a plan to the files as they were read. */
export function statesHash(states: SiteFileStates): string {
  const parts = [...states].map(([key, state]) => [
    key,
    state instanceof AppError ? state.message : [state.path, state.hash],
  ]);
  return parts.length === 0 ? '' : sha256(JSON.stringify(parts));
}
