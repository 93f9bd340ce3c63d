import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors';
import type { TesterTask } from '../../shared/model/tester';

/** One step of a task: what to send, and when, counted from the task's start. */
export interface TaskStep {
  atMs: number;
  send: () => void;
}

const MAX_TASKS = 16;
/** Ended ones stay to be seen, but not for ever. */
const MAX_KEPT = 32;

/** What goes on by itself in one session: messages every N ms, a replay. */
export class SessionTasks {
  readonly #tasks = new Map<string, { task: TesterTask; timer: NodeJS.Timeout | undefined }>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  list(): TesterTask[] {
    return [...this.#tasks.values()].map(({ task }) => ({ ...task }));
  }

  /**
   * Begins a task; `step` answers what comes as its n-th send, null when it is done. Steps that are late are sent one
   * after another without a pause, at most a turn's worth at once. Throws `busy` when 16 are going on.
   */
  start(kind: TesterTask['kind'], of: number | null, step: (at: number) => TaskStep | null): string {
    const going = [...this.#tasks.values()].filter(({ task }) => task.ended === null);
    if (going.length >= MAX_TASKS)
      throw new AppError(
        'busy',
        `${MAX_TASKS} of these already go on in this socket; stop one of them first.`,
      );
    this.#forget();
    const task: TesterTask = { taskId: randomUUID(), kind, sent: 0, of, ended: null };
    const entry = { task, timer: undefined as NodeJS.Timeout | undefined };
    this.#tasks.set(task.taskId, entry);
    const started = performance.now();
    const next = (): void => {
      if (task.ended !== null) return;
      const coming = step(task.sent);
      if (coming === null) {
        this.#end(task, 'done');
        return;
      }
      const wait = coming.atMs - (performance.now() - started);
      entry.timer = setTimeout(
        () => {
          if (task.ended !== null) return;
          try {
            coming.send();
            task.sent += 1;
            next();
          } catch (error) {
            this.#end(task, error instanceof AppError ? error.message : 'sending failed');
          }
          this.#changed();
        },
        Math.max(0, wait),
      );
    };
    next();
    return task.taskId;
  }

  /** Throws `not-found` for one that never was. */
  stop(taskId: string): void {
    const entry = this.#tasks.get(taskId);
    if (!entry) throw new AppError('not-found', 'This task is not known any more.');
    clearTimeout(entry.timer);
    this.#end(entry.task, 'stopped');
    this.#changed();
  }

  stopAll(why: string): void {
    for (const { task, timer } of this.#tasks.values()) {
      clearTimeout(timer);
      this.#end(task, why);
    }
  }

  #end(task: TesterTask, why: string): void {
    task.ended ??= why;
  }

  #forget(): void {
    for (const [taskId, { task }] of this.#tasks) {
      if (this.#tasks.size < MAX_KEPT) return;
      if (task.ended !== null) this.#tasks.delete(taskId);
    }
  }
}
