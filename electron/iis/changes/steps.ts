import { toErrorData } from '../../../shared/errors';
import type { z } from 'zod';
import type { ApplyStep } from '../../../shared/model/changes';

type Step = z.infer<typeof ApplyStep>;

/** The steps of an apply as they are shown live: each is run once, in order; a failed one ends the rest. */
export class Steps {
  readonly #steps: Step[];
  readonly #listener: (steps: Step[]) => void;

  constructor(titles: readonly string[], listener: (steps: Step[]) => void) {
    this.#steps = titles.map((title) => ({ title, state: 'waiting' }));
    this.#listener = listener;
    this.#tell();
  }

  /** Runs one step; `work` answers its result and, if there is something to say, a detail. */
  async run<T>(title: string, work: () => Promise<{ result: T; detail?: string }>): Promise<T> {
    const step = this.#steps.find((each) => each.title === title && each.state === 'waiting');
    const set = (state: Step['state'], detail?: string): void => {
      if (step) Object.assign(step, { state }, detail === undefined ? {} : { detail });
      this.#tell();
    };
    set('running');
    try {
      const { result, detail } = await work();
      set('done', detail);
      return result;
    } catch (error) {
      for (const each of this.#steps) if (each.state === 'waiting') each.state = 'skipped';
      set('failed', toErrorData(error).message);
      throw error;
    }
  }

  /** One that was not run because there was nothing to do. */
  skip(title: string): void {
    const step = this.#steps.find((each) => each.title === title && each.state === 'waiting');
    if (step) step.state = 'skipped';
    this.#tell();
  }

  /** What was not run because there was nothing to do. */
  skipRest(): void {
    const rest = this.#steps.filter(({ state }) => state === 'waiting');
    if (rest.length === 0) return;
    for (const each of rest) each.state = 'skipped';
    this.#tell();
  }

  all(): Step[] {
    return this.#steps.map((step) => ({ ...step }));
  }

  #tell(): void {
    this.#listener(this.all());
  }
}
