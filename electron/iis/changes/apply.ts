import { AppError, toErrorData } from '../../../shared/errors';
import type { ApplyResult, ChangePlan } from '../../../shared/model/changes';
import type { ServerAction } from '../../../shared/model/readiness';
import { alone, readNow, refuseReadOnly, throwIfCancelled } from './apply-ports';
import type { ApplyPorts, Progress, Reading } from './apply-ports';
import { reached } from '../../storage/apply-points';
import { hashOfFile } from '../../storage/hash';
import { inverseEdits, operationsOf, type EditedFile, type ServerConfig } from '../config';
import { commitFile, type FileWrite, type Written } from './commit-file';
import { BACK, confirm, SETTLE } from './confirm';
import { performAction } from './perform-action';
import { editsOf, makePlan, saysAll, spliceContent, type Planned } from './plan';
import type { Pending, StoredChange } from './pending';
import { actionWords } from './request-words';
import { Steps } from './steps';

export type Outcome = Omit<ApplyResult, 'entry'> & { entryId: string | null };

const READ = 'Read the configuration again';
const COMPARE = 'Read again and compare with the preview';
const WRITE = 'Keep a copy, then write the configuration';
/** Steps that change nothing. */
const CHECKS = new Set([READ, COMPARE, BACK, SETTLE]);

/**
 * Applies pending changes: what `planHash` was given for, or nothing. Until something was begun every failure is
 * thrown (`file-changed`, `read-only`, `busy`, `cancelled`, whatever a change's own problem is); after that the result
 * says what was done and what wasn't, and the journal says the same.
 */
export function applyPlan(
  ports: ApplyPorts,
  asked: { pending: Pick<Pending, 'revision' | 'changes'>; planHash: string },
  progress: Progress,
): Promise<Outcome> {
  return alone(ports, () => new Apply(ports, asked.pending, progress).run(asked.planHash));
}

class Apply {
  readonly #ports: ApplyPorts;
  readonly #pending: Pick<Pending, 'revision' | 'changes'>;
  readonly #signal: AbortSignal;
  readonly #steps: Steps;
  readonly #actions: { change: StoredChange; action: ServerAction }[];
  readonly #edits: StoredChange[];
  /** Sentences of what was done, for the result. */
  readonly #done: string[] = [];
  #begun = false;
  #entryId: string | null = null;
  #backup: string | null = null;
  #written = false;

  constructor(
    ports: ApplyPorts,
    pending: Pick<Pending, 'revision' | 'changes'>,
    { onSteps, signal }: Progress,
  ) {
    this.#ports = ports;
    this.#pending = pending;
    this.#signal = signal;
    this.#actions = pending.changes.flatMap((change) =>
      change.request.kind === 'action' ? [{ change, action: change.request.action }] : [],
    );
    this.#edits = pending.changes.filter(({ request }) => request.kind === 'config');
    const titles = [READ, ...this.#actions.map(({ action }) => actionWords(action).sentence)];
    if (this.#edits.length > 0) titles.push(...(this.#actions.length > 0 ? [COMPARE] : []), WRITE, BACK);
    if (ports.gateway.kind !== 'file') titles.push(SETTLE);
    this.#steps = new Steps(titles, onSteps);
  }

  async run(planHash: string): Promise<Outcome> {
    try {
      let planned = await this.#steps.run(READ, async () => ({
        result: await this.#readAsPreviewed(planHash),
      }));
      for (const { change, action } of this.#actions) await this.#act(planned, change, action);
      if (this.#actions.length > 0 && this.#edits.length > 0) planned = await this.#compareAgain(planned);
      if (this.#edits.length > 0) await this.#write(planned);
      else this.#steps.skipRest();
      return this.#result(true, this.#done.join(' ') || 'Nothing had to be done.');
    } catch (error) {
      if (!this.#begun) throw error;
      return this.#failed(error);
    }
  }

  async #readAsPreviewed(planHash: string): Promise<Planned> {
    const reading = await readNow(this.#ports.gateway);
    const planned = this.#plan(reading, this.#pending.changes);
    if (planned.plan.planHash !== planHash) {
      throw new AppError(
        'file-changed',
        'The configuration or the changes are not those of the preview any more; nothing was written.',
        {
          where: { file: reading.config.file },
          fix: 'Look at the new preview and apply that.',
        },
      );
    }
    refuseReadOnly(reading, this.#ports.gateway);
    refuse(planned.plan);
    if (planned.plan.changes.length === 0) throw new AppError('bad-request', 'There is nothing to apply.');
    throwIfCancelled(this.#signal);
    reached('previewed');
    return planned;
  }

  #plan({ config, readOnly }: Reading, changes: StoredChange[]): Planned {
    const { revision } = this.#pending;
    const { gateway, runtime } = this.#ports;
    return makePlan({
      config,
      pending: { revision, changes },
      gatewayKind: gateway.kind,
      runtime: runtime(),
      readOnly,
      lookOnly: gateway.real?.unlocked === false,
    });
  }

  async #act(planned: Planned, change: StoredChange, action: ServerAction): Promise<void> {
    await this.#steps.run(actionWords(action).sentence, async () => {
      throwIfCancelled(this.#signal, this.#soFar());
      this.#begun = true;
      const { entryId, sentence } = await performAction(this.#ports, change, action, planned.plan);
      this.#entryId = entryId;
      this.#done.push(sentence);
      await this.#ports.pending.remove([change.id]);
      return { result: undefined, detail: sentence };
    });
  }

  /** An action may have rewritten the file: what is left must still be the previewed diff, wherever it stands now. */
  async #compareAgain(before: Planned): Promise<Planned> {
    return this.#steps.run(COMPARE, async () => {
      throwIfCancelled(this.#signal, this.#soFar());
      const reading = await readNow(this.#ports.gateway);
      const now = this.#plan(reading, this.#edits);
      refuseReadOnly(reading, this.#ports.gateway);
      refuse(now.plan);
      if (spliceContent(now.edited) === spliceContent(before.edited)) return { result: now };
      throw new AppError('file-changed', 'After it the other changes would not be those of the preview.', {
        where: { file: reading.config.file },
        fix: 'Look at the new preview of what is left and apply that.',
      });
    });
  }

  async #write({ plan, edited, config }: Planned): Promise<void> {
    const ids = this.#edits.map(({ id }) => id);
    if (edited.length === 0) {
      this.#steps.skipRest();
      await this.#ports.pending.remove(ids);
      this.#done.push('The configuration already says so; nothing had to be written.');
      return;
    }
    const mine = plan.changes.filter(({ request }) => request.kind === 'config');
    const changes = mine.map(({ sentence, object, setting, old, new: now }) => ({
      sentence,
      object,
      setting,
      old,
      new: now,
    }));
    const sentence =
      mine.length === 1 ? `${mine[0]?.sentence ?? ''}.` : `${mine.length} changes were written.`;
    const edits = editsOf(mine);
    const back = inverseEdits(config, edits);
    const pairs = edits.flatMap((made, at) => (back[at] ? [{ made, back: back[at] }] : []));
    const written = await this.#steps.run(WRITE, async () => {
      throwIfCancelled(this.#signal, this.#soFar());
      const onBegun = (entryId: string): void => {
        this.#begun = true;
        this.#entryId = entryId;
      };
      const all: (Written & { path: string })[] = [];
      for (const file of edited) {
        const one = await commitFile(this.#ports, {
          path: file.path,
          hashBefore: hashOfFile(config.files.applicationHost),
          content: this.#content(config, file),
          entry: { changes, sentence, pendingIds: ids, edits: pairs },
          shows: (reading) => saysAll(reading.config, editsOf(this.#edits)),
          onBegun,
        });
        all.push({ ...one, path: file.path });
        this.#backup = one.backup;
      }
      return { result: all, detail: `the copy lies at ${this.#backup ?? ''}` };
    });
    this.#written = true;
    this.#done.push(sentence);
    await this.#ports.pending.remove(ids);
    for (const one of written) await confirm(this.#ports, this.#steps, one, edits, sentence);
  }

  #content(config: ServerConfig, file: EditedFile): FileWrite['content'] {
    if (this.#ports.gateway.writes === 'bytes') return { kind: 'bytes', bytes: file.after };
    return { kind: 'operations', ...operationsOf(config, editsOf(this.#edits)) };
  }

  #soFar(): string {
    return this.#done.length === 0 ? 'nothing was written' : this.#done.join(' ').replace(/\.$/, '');
  }

  /** Written and then not confirmed is still written: the result must not invite to write it again. */
  #failed(error: unknown): Outcome {
    this.#ports.log.error('applying ended early', { server: this.#ports.serverId, error });
    const data = toErrorData(error);
    const sentence = [...this.#done, data.message, ...this.#notBegun()].join(' ');
    return { ...this.#result(this.#written, sentence), error: data };
  }

  /** What the plan still held when it ended early. */
  #notBegun(): string[] {
    const left = this.#steps
      .all()
      .filter(({ title, state }) => state === 'skipped' && !CHECKS.has(title))
      .map(({ title }) => (title === WRITE ? 'writing the configuration' : title));
    return left.length === 0 ? [] : [`Not begun: ${left.join('; ')}.`];
  }

  #result(applied: boolean, sentence: string): Outcome {
    const backup = this.#backup === null ? {} : { backup: { file: this.#backup } };
    return { applied, sentence, steps: this.#steps.all(), entryId: this.#entryId, ...backup };
  }
}

function refuse({ refusal }: ChangePlan): void {
  if (refusal) throw new AppError(refusal.code, refusal.message, { where: refusal.where, fix: refusal.fix });
}
