import { AppError, toErrorData, type ErrorData } from '../../../shared/errors';
import type { ChangePlan, PendingChange } from '../../../shared/model/changes';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { list } from '../../../shared/words';
import type { RuntimeState } from '../../../shared/model/runtime';
import { hashOfFile, sha256 } from '../../storage/hash';
import type { Gateway } from '../../gateways/gateway';
import { applyEdits, describeEdit, type Edit, type EditedFile, type ServerConfig } from '../config';
import { diffFile } from './diff-file';
import { FilePlan, type PlannedFile } from './files/plan-files';
import { NO_FILES, statesHash, type SiteFileStates } from './files/site-file-state';
import { impactOf } from './impact';
import type { Pending, StoredChange } from './pending';
import { requestKey, requestWords } from './request-words';

export interface PlanInput {
  config: ServerConfig;
  pending: Pick<Pending, 'revision' | 'changes'>;
  gatewayKind: Gateway['kind'];
  /** The files that the changes speak of; see readSiteFiles. */
  siteFiles?: SiteFileStates;
  /** null: unknown; the impact then says so. */
  runtime: RuntimeState | null;
  /** Why nothing may be written, in one sentence. */
  readOnly?: string | undefined;
  /** Other servers of the list that take their configuration from the same place. */
  sharedWith?: readonly string[];
  /** Whether `readOnly` says no more than that the server was not unlocked. */
  lookOnly?: boolean;
}

export interface Planned {
  plan: ChangePlan;
  config: ServerConfig;
  /** What Apply writes, byte for byte what the plan's diff shows. */
  edited: EditedFile[];
  /** Files of applications, written behind the configuration. */
  files: PlannedFile[];
}

/**
 * What the pending changes would do, shown before anything is done. Never throws for a change that can't be applied:
 * that one gets a `problem` and the plan a refusal.
 */
export function makePlan(input: PlanInput, draft: Draft = draftOf(input)): Planned {
  const { config, pending, runtime } = input;
  const { described, edited, files, diffs } = draft;
  const readOnly = config.readOnly ?? input.readOnly;
  const sound = described.filter(({ shown }) => shown.problem === undefined);
  const requests = sound.map(({ change }) => change.request);
  const refusal = refusalOf(described, readOnly, input.lookOnly === true && config.readOnly === undefined);
  const plan: ChangePlan = {
    revision: pending.revision,
    planHash: planHash(config, pending.changes, input.siteFiles),
    changes: described.map(({ shown }) => shown),
    diffs,
    impact: [
      ...sharedWords(config, input.sharedWith ?? []),
      ...shareWords(files),
      ...impactOf({ config, requests, runtime, gatewayKind: input.gatewayKind }),
    ],
    ...(refusal ? { refusal } : {}),
  };
  return { plan, config, edited, files };
}

/** In shared configuration a change reaches more than the server it was made on; who else reads it nobody can list. */
function sharedWords({ redirection }: ServerConfig, sharedWith: readonly string[]): string[] {
  if (!redirection?.enabled) return [];
  const others = list([...sharedWith, 'any other server that reads it']);
  return [`Shared configuration (${redirection.path}): what is written here changes ${others}.`];
}

/** A folder on a share is mostly that of a farm. */
function shareWords(files: readonly PlannedFile[]): string[] {
  const shares = new Set(files.flatMap(({ share }) => share ?? []));
  return [...shares].map(
    (share) => `The files lie on the share ${share}: every server that takes its files from there gets them.`,
  );
}

/** The costly part of a plan, which run-time state doesn't change: one may serve many plans of the same changes. */
export interface Draft {
  described: Described[];
  edited: EditedFile[];
  files: PlannedFile[];
  diffs: ChangePlan['diffs'];
}

export function draftOf({ config, pending, gatewayKind, siteFiles = NO_FILES }: PlanInput): Draft {
  const described = pending.changes.map((change) => describe(config, change, gatewayKind));
  blameRepeated(described);
  // The edits of a read-only text would be refused one by one with the same sentence.
  const edited = config.readOnly === undefined ? editAll(config, described) : [];
  const files = config.readOnly === undefined ? planFiles(config, edited, described, siteFiles) : [];
  const diffs = [...edited.map((file) => diffOf(file)), ...files.map(({ diff }) => diff)];
  return { described, edited, files, diffs };
}

/** Binds what is applied to what was previewed: the files' bytes and every change, in order. */
export function planHash(
  config: ServerConfig,
  changes: readonly Pick<StoredChange, 'request'>[],
  siteFiles: SiteFileStates = NO_FILES,
): string {
  const requests = changes.map(({ request }) => canonical(request));
  const files = [hashOfFile(config.files.applicationHost), statesHash(siteFiles)];
  return sha256(JSON.stringify([config.file, ...files, requests]));
}

/** What a plan's diff consists of, wherever in the file it stands: each text taken out with what takes its place. */
export function spliceContent(edited: readonly EditedFile[]): string {
  return JSON.stringify(
    edited.map(({ path, beforeText, splices }) => [
      path,
      splices.map(({ start, end, text }) => [beforeText.slice(start, end), text]),
    ]),
  );
}

function diffOf({ path, beforeText, afterText, splices }: EditedFile): ChangePlan['diffs'][number] {
  return diffFile({ file: path, before: beforeText, after: afterText, splices });
}

export function editsOf(changes: readonly Pick<StoredChange, 'request'>[]): Edit[] {
  return changes.flatMap(({ request }) => (request.kind === 'config' ? [request.edit] : []));
}

/** Whether a configuration already is as the edits would make it. */
export function saysAll(config: ServerConfig, edits: readonly Edit[]): boolean {
  return edits.every((edit) => {
    try {
      return applyEdits(config, [edit]).length === 0;
    } catch (error) {
      // An element that is to be added stands there, or one to be taken out has gone.
      const settled = edit.kind === 'add-element' ? 'already-exists' : 'not-found';
      return edit.kind.endsWith('-element') && error instanceof AppError && error.code === settled;
    }
  });
}

interface Described {
  change: StoredChange;
  shown: PendingChange;
  error?: ErrorData;
}

function describe(config: ServerConfig, change: StoredChange, gatewayKind: Gateway['kind']): Described {
  const { id, request, weight } = change;
  const base = { id, request, weight, undoable: request.kind !== 'action' };
  try {
    if (request.kind === 'action' && gatewayKind === 'file') throw noAction(request);
    if (request.kind === 'action') refuseGone(config, request);
    const words = request.kind === 'config' ? describeEdit(config, request.edit) : requestWords(request);
    const outside = change.base !== undefined && words.old !== null && words.old !== change.base;
    return { change, shown: { ...base, ...words, ...(outside ? { was: change.base } : {}) } };
  } catch (error) {
    const described: Described = { change, shown: { ...base, ...requestWords(request) } };
    blame(described, error);
    return described;
  }
}

/** The pending list keeps one value a setting; a list from a file may hold two, and only one can be meant. */
function blameRepeated(described: readonly Described[]): void {
  const first = new Map<string, Described>();
  for (const each of described) {
    const key = requestKey(each.change.request);
    const before = first.get(key);
    if (!before) first.set(key, each);
    else if (!each.error && each.change.request.kind === 'config')
      blame(
        each,
        new AppError('bad-request', `It is asked for twice; the other one is "${before.shown.sentence}".`, {
          fix: 'Keep one of the two.',
        }),
      );
  }
}

function blame(described: Described, error: unknown): void {
  if (!(error instanceof AppError)) throw error;
  described.error = toErrorData(error);
  described.shown.problem = error.message;
}

/** An action is refused in the preview where its object is not there any more. */
function refuseGone(config: ServerConfig, request: Extract<ChangeRequest, { kind: 'action' }>): void {
  const { action } = request;
  const gone =
    'pool' in action && !config.findPool(action.pool)
      ? `application pool "${action.pool}"`
      : 'site' in action && !config.findSite(action.site)
        ? `site "${action.site}"`
        : null;
  if (gone === null) return;
  throw new AppError('not-found', `${requestWords(request).sentence}: there is no ${gone}.`, {
    where: { file: config.file },
    fix: 'Remove it from the pending changes.',
  });
}

function noAction(request: ChangeRequest): AppError {
  return new AppError('read-only', `${requestWords(request).sentence}: a configuration file can't do that.`, {
    fix: 'Remove it here, and do it on the server that the file belongs to.',
  });
}

/** Applies all that can be applied together; the ones that can't get a problem. */
function editAll(config: ServerConfig, described: readonly Described[]): EditedFile[] {
  const todo = described.filter(({ change, error }) => change.request.kind === 'config' && !error);
  const run = (some: readonly Described[]): EditedFile[] =>
    applyEdits(config, editsOf(some.map(({ change }) => change)));
  let good: Described[] = [];
  let edited: EditedFile[] = [];
  // Halving: one bad change among 500 costs some ten tries, not 500.
  const take = (some: readonly Described[]): void => {
    const [first] = some;
    if (!first) return;
    try {
      edited = run([...good, ...some]);
      good = [...good, ...some];
    } catch (error) {
      if (some.length === 1) {
        blame(first, conflict(first, good, run) ?? error);
        return;
      }
      const half = some.length >> 1;
      take(some.slice(0, half));
      take(some.slice(half));
    }
  };
  take(todo);
  return edited;
}

/** One by one, for each stands on what those before it make of the same file. */
function planFiles(
  config: ServerConfig,
  edited: readonly EditedFile[],
  described: readonly Described[],
  siteFiles: SiteFileStates,
): PlannedFile[] {
  const mine = described.filter(({ change, error }) => change.request.kind === 'file' && !error);
  if (mine.length === 0) return [];
  const plan = new FilePlan(config, edited, siteFiles);
  for (const each of mine) {
    try {
      if (each.change.request.kind === 'file') plan.add(each.change.request.file);
    } catch (error) {
      blame(each, error);
    }
  }
  return plan.files;
}

/** Asked of as many others as this, one by one, which of them it is that a change can't go together with. */
const CONFLICT_TRIES = 50;

/** A change that is sound by itself and fails beside another one: which, so that one of the two can be removed. */
function conflict(
  change: Described,
  good: readonly Described[],
  run: (some: readonly Described[]) => EditedFile[],
): AppError | null {
  const why = (some: readonly Described[]): AppError | null => {
    try {
      run(some);
      return null;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  };
  if (why([change]) !== null) return null;
  for (const other of good.slice(-CONFLICT_TRIES).toReversed()) {
    const error = why([other, change]);
    if (error)
      return new AppError(
        error.code,
        `It can't go together with "${other.shown.sentence}": ${error.message}`,
        { where: error.where, fix: 'Remove one of the two from the pending changes.' },
      );
  }
  return null;
}

function refusalOf(
  described: readonly Described[],
  readOnly: string | undefined,
  lookOnly: boolean,
): ErrorData | undefined {
  if (readOnly !== undefined)
    return lookOnly
      ? { code: 'look-only', message: readOnly, fix: 'Unlock the server, then apply.' }
      : { code: 'read-only', message: readOnly };
  const bad = described.filter(({ error }) => error);
  const first = bad[0]?.error;
  if (!first) return undefined;
  const count = bad.length === 1 ? 'One change' : `${bad.length} changes`;
  return {
    ...first,
    message: `${count} can't be applied: ${first.message}`,
    fix: first.fix ?? 'Remove it from the pending changes.',
  };
}

/** JSON with the keys of every object in order, so that the same request always gives the same text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, item]) => [name, canonical(item)]);
}
