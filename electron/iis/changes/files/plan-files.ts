import { AppError } from '../../../../shared/errors';
import type { FileDiff } from '../../../../shared/model/changes';
import type { SectionPart, SiteFileChange, SiteFilePlace } from '../../../../shared/model/site-files';
import type { SiteFileContent, SiteFileNow } from '../../../gateways/gateway';
import { sha256 } from '../../../storage/hash';
import { fold, mergeWebConfig, readServer, type EditedFile, type ServerConfig } from '../../config';
import { refuseNewErrors } from '../../config/edit/verify';
import { joinPath, trimPath } from '../../config/names';
import { diffFile } from '../diff-file';
import type { SiteFileState, SiteFileStates } from './site-file-state';
import { placeKey } from './site-file-state';

/** One file of an application as Apply leaves it, byte for byte what the diff shows. */
export interface PlannedFile extends SiteFileState {
  place: SiteFilePlace;
  content: Extract<SiteFileContent, { kind: 'bytes' }>;
  diff: FileDiff;
  /** What was merged, in the order in which it was. */
  sections: SectionPart[];
}

/** Gathers what the changes make of each file, in their order. One that can't be made is thrown out by `add`. */
export class FilePlan {
  readonly #states: SiteFileStates;
  readonly #files = new Map<string, PlannedFile>();
  #config: ServerConfig;

  constructor(config: ServerConfig, edited: readonly EditedFile[], states: SiteFileStates) {
    this.#states = states;
    const [host] = edited;
    this.#config = host
      ? readServer({ ...config.files, applicationHost: { path: host.path, bytes: host.after } })
      : config;
  }

  /** What changes at all; a file that is so already is left alone. */
  get files(): PlannedFile[] {
    return [...this.#files.values()].filter(
      ({ hash, content }) =>
        hash === null || (content.splices ? content.splices.length > 0 : hash !== sha256(content.bytes)),
    );
  }

  /**
   * Throws why the file can't be made: it is there already, its text can't be merged, or the configuration would have an
   * error more (a section that no installed module brings, or that is locked there).
   */
  add({ place, content }: SiteFileChange): void {
    const key = placeKey(place);
    const state = this.#states.get(key);
    if (state === undefined) throw new AppError('internal', `${place.name} was not read.`);
    if (state instanceof AppError) throw state;
    const known = this.#files.get(key);
    if (content.kind === 'new') {
      const bytes = new TextEncoder().encode(content.text);
      const hash = known ? sha256(known.content.bytes) : state.hash;
      if (hash !== null && hash !== sha256(bytes)) throw there(state.path);
      const made = { kind: 'bytes' as const, bytes };
      this.#files.set(key, { ...state, place, content: made, sections: [], diff: diffOf(state, bytes) });
      return;
    }
    if (fold(place.name) !== 'web.config')
      throw new AppError('bad-request', `Only a web.config is merged, not ${place.name}.`);
    const sections = [...(known?.sections ?? []), ...content.sections];
    const { after, splices } = mergeWebConfig(state.path, state.bytes, sections);
    const config = withWebConfig(this.#config, place, { path: state.path, bytes: after });
    refuseNewErrors(this.#config, config);
    this.#config = config;
    const merged = { kind: 'bytes' as const, bytes: after, ...(splices ? { splices } : {}) };
    this.#files.set(key, { ...state, place, content: merged, sections, diff: diffOf(state, after) });
  }
}

function diffOf({ path, bytes }: Pick<SiteFileNow, 'path' | 'bytes'>, after: Uint8Array): FileDiff {
  const text = (from: Uint8Array): string => new TextDecoder().decode(from);
  return diffFile({ file: path, before: bytes === null ? '' : text(bytes), after: text(after) });
}

/** The configuration as it would be read with this web.config in place; null: without one. */
export function withWebConfig(
  config: ServerConfig,
  { site, application }: SiteFilePlace,
  file: { path: string; bytes: Uint8Array } | null,
): ServerConfig {
  const iisPath = joinPath(site, application);
  const { webConfigs } = config.files;
  const others = webConfigs.files.filter((each) => fold(trimPath(each.iisPath)) !== fold(iisPath));
  const files = file === null ? others : [...others, { iisPath, file }];
  return readServer({ ...config.files, webConfigs: { ...webConfigs, files } });
}

const there = (path: string): AppError =>
  new AppError('already-exists', `${path} is there already and says something else; it is never replaced.`, {
    where: { file: path },
    fix: 'Take it away or rename it first, or choose another name.',
  });
