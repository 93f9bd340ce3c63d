import type {
  ApplyResult,
  ApplyStep,
  ChangePlan,
  JournalEntry,
  RestorePlan,
  UndoPlan,
} from '../../../shared/model/changes';
import type { Comparison, TimelinePoint } from '../../../shared/model/timeline';
import { AppError } from '../../../shared/errors';
import type { PlacedRecipe } from '../../../shared/model/recipes';
import type { ChangeRequest, ServerAction } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { z } from 'zod';
import type { Gateway } from '../../gateways/gateway';
import type { DataFolder } from '../../storage/data-folder';
import type { Log } from '../../storage/log';
import { describeEdit, operationsOf, type ServerConfig } from '../config';
import type { ConfigOperation } from '../config/edit/operation';
import { hashOfFile } from '../../storage/hash';
import { editsOf } from './plan';
import { applyPlan, type Outcome } from './apply';
import { readNow, type ApplyPorts, type Progress } from './apply-ports';
import { placedRecipes } from './files/placed-recipes';
import { scriptFiles, type ScriptFile } from './files/script-files';
import { isIdle } from './is-idle';
import type { Journal } from './journal';
import { shownEntry } from './journal-view';
import { PendingList, type Pending, type Weight } from './pending';
import { Planner } from './planner';
import { compare, timeline } from './points';
import { planRestore, restoreBackup } from './restore';
import { ServerJournal } from './server-journal';
import { settleOpen } from './settle-open';
import { undoEntries } from './undo';
import { planGroupUndo, type UndoAsked } from './undo-group';

export interface ChangesOptions {
  serverId: string;
  serverName: string;
  gateway: Gateway;
  folder: DataFolder;
  journal: Journal;
  /** The configuration as it is now; the same object as long as its text is the same. */
  readConfig: () => Promise<ServerConfig>;
  /** The last known run-time state, or null. */
  runtime: () => RuntimeState | null;
  /** Why this server may not be written, in one sentence, or undefined. */
  readOnly?: () => string | undefined;
  /** Other known servers that take their configuration from the same place. */
  sharedWith?: (config: ServerConfig) => readonly string[];
  /** Told one sentence when a change was interrupted earlier, or the pending list was damaged. */
  onProblem?: (sentence: string) => void;
  log: Log;
  now: () => Date;
}

/** What a script of the pending changes is made of. */
export interface ScriptMaterial {
  configPath: string;
  hash: string;
  operations: ConfigOperation[];
  inverse: ConfigOperation[];
  actions: { action: ServerAction; sentence: string }[];
  files: ScriptFile[];
  sentences: string[];
}

type OnSteps = (steps: z.infer<typeof ApplyStep>[]) => void;
interface Counted {
  revision: number;
  count: number;
}

const SETTLE_AGAIN_MS = 3_000;
const NO_STEPS: OnSteps = () => undefined;
const never = (): AbortSignal => new AbortController().signal;

/** Everything about the changes of one server: pending, plan, apply, journal, undo. The window and `set` use the same. */
export class ChangesService {
  readonly #options: ChangesOptions;
  readonly #ports: ApplyPorts;
  readonly #pending: PendingList;
  readonly #listeners = new Set<() => void>();
  readonly #planner: Planner;
  #settling: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor(options: ChangesOptions) {
    const { serverId, serverName, gateway, folder, journal, runtime, log, now } = options;
    this.#options = options;
    this.#pending = new PendingList(folder, serverId, now);
    this.#planner = new Planner(options);
    this.#ports = {
      serverId,
      serverName,
      gateway,
      folder,
      journal: new ServerJournal({
        journal,
        serverId,
        serverName,
        record: gateway.record,
        onProblem: (sentence) => options.onProblem?.(sentence),
        log,
      }),
      pending: this.#pending,
      runtime,
      log,
      now,
    };
  }

  /** The pending changes and what they would do. A configuration that can't be read is the plan's refusal. */
  async get(): Promise<ChangePlan> {
    await this.#settle();
    return this.#plan(await this.#readPending());
  }

  /** Number and revision of the pending changes, without looking at the configuration. */
  async pending(): Promise<Counted> {
    return counted(await this.#readPending());
  }

  /**
   * Adds changes, all or none. Throws what a value is refused for, and what reading the configuration throws. A later
   * one of the same object and setting takes the earlier one's place, one that changes nothing takes it away.
   */
  async add(requests: readonly ChangeRequest[], weight: Weight): Promise<Counted> {
    const config = await this.#options.readConfig();
    const next = await this.#pending.add(
      requests,
      weight,
      (request, replaces) => isIdle(config, request, replaces),
      (request) => baseOf(config, request),
    );
    this.#tell();
    return counted(next);
  }

  async remove(ids: readonly string[]): Promise<Counted> {
    const next = await this.#pending.remove(ids);
    this.#tell();
    return counted(next);
  }

  /** What these would do, apart from what is pending. Nothing is added. */
  async preview(requests: readonly ChangeRequest[]): Promise<ChangePlan> {
    return this.#plan({ revision: (await this.#readPending()).revision, changes: asChanges(requests) });
  }

  /**
   * The pending changes in IIS's own terms, for a script that does the same. Throws `bad-request` when there are none,
   * and what one of them is refused for.
   */
  async forScript(): Promise<ScriptMaterial> {
    const pending = await this.#readPending();
    const plan = await this.#plan(pending);
    if (plan.changes.length === 0)
      throw new AppError('bad-request', 'There is nothing pending to make a script of.');
    const problem = plan.changes.find((change) => change.problem !== undefined)?.problem;
    if (problem !== undefined) throw new AppError(plan.refusal?.code ?? 'value-invalid', problem);
    const config = await this.#options.readConfig();
    const actions = plan.changes.flatMap(({ request, sentence }) =>
      request.kind === 'action' ? [{ action: request.action, sentence }] : [],
    );
    return {
      configPath: config.file,
      hash: hashOfFile(config.files.applicationHost),
      ...operationsOf(config, editsOf(pending.changes)),
      actions,
      files: await scriptFiles(this.#ports, await this.#planner.files(pending)),
      sentences: plan.changes.map(({ sentence }) => sentence),
    };
  }

  /** Applies the pending changes that the plan of this hash showed; see applyPlan for errors. */
  async apply(
    hash: string,
    onSteps: OnSteps = NO_STEPS,
    signal: AbortSignal = never(),
  ): Promise<ApplyResult> {
    await this.#settle();
    const pending = await this.#readPending();
    return this.#finish(() => applyPlan(this.#ports, { pending, planHash: hash }, { onSteps, signal }));
  }

  /** Applies what `preview` of the same requests showed; the pending list stays as it is. */
  async applyRequests(
    requests: readonly ChangeRequest[],
    hash: string,
    onSteps: OnSteps = NO_STEPS,
    signal: AbortSignal = never(),
  ): Promise<ApplyResult> {
    await this.#settle();
    const pending = { revision: (await this.#readPending()).revision, changes: asChanges(requests) };
    return this.#finish(() => applyPlan(this.#ports, { pending, planHash: hash }, { onSteps, signal }));
  }

  /** What undoing would do now; see planGroupUndo for errors. */
  async undoPlan(asked: UndoAsked): Promise<UndoPlan> {
    await this.#settle();
    const entries = await this.#ports.journal.entries();
    const now = await readNow(this.#ports.gateway);
    return (await planGroupUndo(this.#ports, entries, asked, now)).plan;
  }

  /** Takes applied entries back, `previewed` being the hash of the plan that was shown; see undoEntries for errors. */
  async undo(
    asked: UndoAsked,
    previewed?: string,
    onSteps: OnSteps = NO_STEPS,
    signal: AbortSignal = never(),
  ): Promise<ApplyResult> {
    await this.#settle();
    const progress: Progress = { onSteps, signal };
    return this.#finish(() => undoEntries(this.#ports, { asked, previewed }, progress));
  }

  /** What restoring the backup of an entry would do now; see planRestore for errors. */
  async restorePlan(entryId: string): Promise<RestorePlan> {
    await this.#settle();
    const entries = await this.#ports.journal.entries();
    return (await planRestore(this.#ports, entries, entryId, await readNow(this.#ports.gateway))).plan;
  }

  /** Restores the backup of an entry; see restoreBackup for errors. */
  async restore(
    asked: { entryId: string; previewed: string; typed: string },
    onSteps: OnSteps = NO_STEPS,
    signal: AbortSignal = never(),
  ): Promise<ApplyResult> {
    await this.#settle();
    const progress: Progress = { onSteps, signal };
    return this.#finish(async () => restoreBackup(this.#ports, asked, progress));
  }

  /** This server's entries, newest first. */
  async journal(offset: number, limit: number): Promise<{ total: number; entries: JournalEntry[] }> {
    await this.#settle();
    const all = await this.#ports.journal.entries();
    const shown = all.toReversed().slice(offset, offset + limit);
    return { total: all.length, entries: shown.map(shownEntry) };
  }

  /** All of this server's entries, oldest first. */
  async wholeJournal(): Promise<JournalEntry[]> {
    await this.#settle();
    return (await this.#ports.journal.entries()).map(shownEntry);
  }

  /** Points in time whose configuration can be compared; see points.ts. */
  async timeline(): Promise<{ points: TimelinePoint[]; problem?: string }> {
    await this.#settle();
    return timeline(this.#ports);
  }

  /** What differs between two of them. Throws `not-found`, and what reading one throws. */
  compare(from: string, to: string): Promise<Comparison> {
    return compare(this.#ports, from, to);
  }

  /** The temporary recipes that are still in place. */
  async placed(): Promise<PlacedRecipe[]> {
    await this.#settle();
    return placedRecipes(await this.#ports.journal.entries(), this.#ports.serverId);
  }

  /** Called whenever the pending list or the journal may have changed. Answers the unsubscribe. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #readPending(): Promise<Pending> {
    const pending = await this.#pending.read();
    if (pending.problem) this.#options.onProblem?.(pending.problem);
    return pending;
  }

  #plan(pending: Pick<Pending, 'revision' | 'changes'>): Promise<ChangePlan> {
    return this.#planner.plan(pending);
  }

  async #finish(work: () => Promise<Outcome>): Promise<ApplyResult> {
    try {
      const { entryId, ...outcome } = await work();
      // Whoever shows the server reads it anew; that it can't be read now doesn't change what was done.
      await this.#options.readConfig().catch(() => null);
      const entries = await this.#ports.journal.entries();
      const entry = entries.find(({ id }) => id === entryId);
      return { ...outcome, entry: entry ? shownEntry(entry) : null };
    } finally {
      this.#tell();
    }
  }

  /** Once a start; again later if another program was applying or the server could not be read. */
  #settle(): Promise<void> {
    if (this.#disposed) return Promise.resolve();
    this.#settling ??= this.#settleNow();
    return this.#settling;
  }

  async #settleNow(): Promise<void> {
    try {
      const { settled, sentences } = await settleOpen(this.#ports);
      for (const sentence of sentences) this.#options.onProblem?.(sentence);
      if (!settled) this.#settleLater();
      if (sentences.length > 0) this.#tell();
    } catch (error) {
      this.#settleLater();
      this.#ports.log.warn('interrupted changes could not be settled yet', {
        server: this.#ports.serverId,
        error,
      });
    }
  }

  /** Nobody may be asking: the lock of a program that was killed is taken over after ten seconds. */
  #settleLater(): void {
    this.#settling = undefined;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => void this.#settle(), SETTLE_AGAIN_MS);
    this.#again.unref();
  }

  /** Ends what would still look at the server. */
  dispose(): void {
    clearTimeout(this.#again);
    this.#disposed = true;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The value that a request was made against. */
function baseOf(config: ServerConfig, request: ChangeRequest): string | undefined {
  if (request.kind !== 'config') return undefined;
  return describeEdit(config, request.edit).old ?? undefined;
}

function counted({ revision, changes }: Pending): Counted {
  return { revision, count: changes.length };
}

/** Requests that are in no list; what applies to them and what is previewed has the same hash without ids. */
function asChanges(requests: readonly ChangeRequest[]): Pending['changes'] {
  return requests.map((request, at) => ({ id: `${at}`, request, weight: 'edit', addedAt: '' }));
}
