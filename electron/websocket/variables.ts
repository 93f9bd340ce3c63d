import { randomUUID } from 'node:crypto';

/** Replaces {{now}}, {{uuid}} and {{counter}} in what is sent; one for a session, whose counter goes on. */
export class Variables {
  readonly #now: () => Date;
  #counter = 0;

  constructor(now: () => Date = () => new Date()) {
    this.#now = now;
  }

  /**
   * {{now}}: ISO 8601 in UTC; {{uuid}}: a random one at each place; {{counter}}: 1 for the first message that has it, the
   * same everywhere in one message. Other names stay as they stand.
   */
  fill(text: string): string {
    const counted = /\{\{counter\}\}/.test(text) ? (this.#counter += 1) : this.#counter;
    return text.replace(/\{\{(now|uuid|counter)\}\}/g, (_all, name: string) =>
      name === 'now' ? this.#now().toISOString() : name === 'uuid' ? randomUUID() : String(counted),
    );
  }
}
