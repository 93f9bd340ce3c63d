import { randomUUID } from 'node:crypto';
import { AppError, toErrorData } from '../../../shared/errors';
import type { ApplyResult, ChangePlan, PendingChange } from '../../../shared/model/changes';
import type { ServerAction } from '../../../shared/model/readiness';
import type { SiteFilePlace } from '../../../shared/model/site-files';
import { alone, readNow, refuseReadOnly, throwIfCancelled } from './apply-ports';
import type { ApplyPorts, Progress, Reading } from './apply-ports';
import { reached } from '../../storage/apply-points';
import { hashOfFile, sha256 } from '../../storage/hash';
import { inverseEdits, operationsOf, type EditedFile, type ServerConfig } from '../config';
import { commitFile, type FileWrite, type Written } from './commit-file';
import { BACK, confirm, SETTLE } from './confirm';
import { fileChanges, placeKey, placeName, readSiteFiles } from './files/site-file-state';
import { commitSiteFile } from './files/commit-site-file';
import type { PlannedFile } from './files/plan-files';
import { performAction } from './perform-action';
import { editsOf, makePlan, saysAll, spliceContent, type Planned } from './plan';
import type { Pending, StoredChange } from './pending';
import { actionWords } from './request-words';
import { Steps } from './steps';

export type Outcome = Omit<ApplyResult, 'entry'> & { entryId: string | null };

const READ = 'Read the configuration again';
const COMPARE = 'Read again and compare with the preview';
const WRITE = 'Keep a copy, then write the configuration';
const fileTitle = (place: SiteFilePlace): string => `Write ${placeName(place)}`;
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
  /** One for each file, however many changes it has. */
  readonly #places: SiteFilePlace[];
  /** Sentences of what was done, for the result. */
  readonly #done: string[] = [];
  /** Ties this apply's entries together: they are taken back as one. */
  readonly #group = randomUUID();
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
    const places = fileChanges(pending.changes).map(({ place }) => place);
    this.#places = [...new Map(places.map((place) => [placeKey(place), place])).values()];
    const settle = ports.gateway.kind === 'file' ? [] : [SETTLE];
    if (this.#actions.length > 0 && this.#edits.length + places.length > 0) titles.push(COMPARE);
    if (this.#edits.length > 0) titles.push(WRITE, BACK);
    if (this.#edits.length > 0 || places.length === 0) titles.push(...settle);
    if (places.length > 0) titles.push(...this.#places.map(fileTitle), ...settle);
    this.#steps = new Steps(titles, onSteps);
  }

  async run(planHash: string): Promise<Outcome> {
    try {
      let planned = await this.#steps.run(READ, async () => ({
        result: await this.#readAsPreviewed(planHash),
      }));
      for (const { change, action } of this.#actions) await this.#act(planned, change, action);
      const more = this.#edits.length + this.#places.length > 0;
      if (this.#actions.length > 0 && more) planned = await this.#compareAgain(planned);
      if (this.#edits.length > 0) await this.#write(planned);
      await this.#writeFiles(planned);
      this.#steps.skipRest();
      return this.#result(true, this.#done.join(' ') || 'Nothing had to be done.');
    } catch (error) {
      if (!this.#begun) throw error;
      return this.#failed(error);
    }
  }

  async #readAsPreviewed(planHash: string): Promise<Planned> {
    const reading = await readNow(this.#ports.gateway);
    const planned = await this.#plan(reading, this.#pending.changes);
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

  async #plan({ config, readOnly }: Reading, changes: StoredChange[]): Promise<Planned> {
    const { revision } = this.#pending;
    const { gateway, runtime } = this.#ports;
    return makePlan({
      siteFiles: await readSiteFiles(gateway, config, changes),
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
      const { entryId, sentence } = await performAction(
        this.#ports,
        change,
        action,
        this.#group,
        planned.plan,
      );
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
      const left = this.#pending.changes.filter(({ request }) => request.kind !== 'action');
      const now = await this.#plan(reading, left);
      refuseReadOnly(reading, this.#ports.gateway);
      refuse(now.plan);
      const same = spliceContent(now.edited) === spliceContent(before.edited);
      if (same && fileContent(now.files) === fileContent(before.files)) return { result: now };
      throw new AppError('file-changed', 'After it the other changes would not be those of the preview.', {
        where: { file: reading.config.file },
        fix: 'Look at the new preview of what is left and apply that.',
      });
    });
  }

  async #write({ plan, edited, config }: Planned): Promise<void> {
    const ids = this.#edits.map(({ id }) => id);
    if (edited.length === 0) {
      const detail = 'nothing had to be written';
      await this.#steps.run(WRITE, () => Promise.resolve({ result: undefined, detail }));
      for (const title of [BACK, SETTLE]) this.#steps.skip(title);
      await this.#ports.pending.remove(ids);
      this.#done.push('The configuration already says so; nothing had to be written.');
      return;
    }
    const mine = plan.changes.filter(({ request }) => request.kind === 'config');
    const changes = mine.map(journalChange);
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
          entry: { changes, sentence, pendingIds: ids, edits: pairs, group: this.#group },
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

  /** Behind the configuration: what a file needs there (a server variable allowed) must be in force first. */
  async #writeFiles({ plan, files }: Planned): Promise<void> {
    for (const place of this.#places) {
      const mine = plan.changes.filter(
        ({ request }) => request.kind === 'file' && placeKey(request.file.place) === placeKey(place),
      );
      const file = files.find((each) => placeKey(each.place) === placeKey(place));
      if (file) await this.#steps.run(fileTitle(place), () => this.#writeFile(file, mine));
      else {
        const detail = 'it is so already';
        await this.#steps.run(fileTitle(place), () => Promise.resolve({ result: undefined, detail }));
        this.#done.push(`${placeName(place)} is so already.`);
      }
      await this.#ports.pending.remove(mine.map(({ id }) => id));
    }
    const { gateway } = this.#ports;
    if (files.length === 0 || gateway.kind === 'file') return;
    await this.#steps.run(SETTLE, async () => {
      await gateway.settle();
      return { result: undefined };
    });
  }

  async #writeFile(
    { place, folder, path, hash, content, sections }: PlannedFile,
    mine: readonly PendingChange[],
  ): Promise<{ result: undefined; detail?: string }> {
    throwIfCancelled(this.#signal, this.#soFar());
    const sentence = `${hash === null ? 'Made' : 'Changed'} ${placeName(place)}.`;
    const recipe = mine
      .flatMap(({ request }) => (request.kind === 'file' ? [request.file.recipe] : []))
      .at(-1);
    const backup = await commitSiteFile(this.#ports, {
      file: { place, folder, recipe, ...(sections.length > 0 ? { sections } : {}) },
      path,
      before: hash,
      after: content,
      entry: {
        changes: mine.map(journalChange),
        sentence,
        pendingIds: mine.map(({ id }) => id),
        group: this.#group,
      },
      onBegun: (entryId) => {
        this.#begun = true;
        this.#entryId = entryId;
      },
    });
    this.#written = true;
    this.#done.push(sentence);
    if (backup === null) return { result: undefined };
    this.#backup ??= backup;
    return { result: undefined, detail: `the copy lies at ${backup}` };
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

const journalChange = ({ sentence, object, setting, old, new: now }: PendingChange) => ({
  sentence,
  object,
  setting,
  old,
  new: now,
});

/** What the files become, whatever they are now. */
const fileContent = (files: readonly PlannedFile[]): string =>
  JSON.stringify(files.map(({ path, content }) => [path, sha256(content.bytes)]));

function refuse({ refusal }: ChangePlan): void {
  if (refusal) throw new AppError(refusal.code, refusal.message, { where: refusal.where, fix: refusal.fix });
}
