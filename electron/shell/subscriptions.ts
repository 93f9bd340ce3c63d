import type { ToEngine, TopicEvent } from '../../shared/wire';

interface Subscription {
  page: string;
  id: string;
  topic: string;
  input: unknown;
  send: (event: TopicEvent) => void;
  /** Added to the engine's numbers: our own events and gaps come in between. */
  offset: number;
  last: number;
}

/** No page of ours needs more; one that asks for more is broken or hostile. */
const MAX_PER_PAGE = 256;

/** What the windows listen to. Every subscription outlives an engine and ends with its page. */
export class Subscriptions {
  readonly #post: (message: ToEngine) => void;
  /** By the number that the engine knows it by. */
  readonly #all = new Map<number, Subscription>();
  #lastNumber = 0;

  constructor(post: (message: ToEngine) => void) {
    this.#post = post;
  }

  add(page: string, id: string, topic: string, input: unknown, send: (event: TopicEvent) => void): void {
    const mine = [...this.#all.values()].filter((subscription) => subscription.page === page);
    if (mine.length >= MAX_PER_PAGE || mine.some((subscription) => subscription.id === id)) return;
    const number = ++this.#lastNumber;
    this.#all.set(number, { page, id, topic, input, send, offset: 0, last: 0 });
    this.#post({ type: 'subscribe', id: number, topic, input });
  }

  remove(page: string, id: unknown): void {
    this.#removeWhere((subscription) => subscription.page === page && subscription.id === id);
  }

  removeAll(page: string): void {
    this.#removeWhere((subscription) => subscription.page === page);
  }

  event(number: number, event: TopicEvent): void {
    const subscription = this.#all.get(number);
    if (!subscription) return;
    subscription.last = event.seq + subscription.offset;
    subscription.send({ seq: subscription.last, payload: event.payload });
  }

  /** After a new engine: all again under the same numbers, with one number left out, so that the page reads again. */
  resume(): void {
    for (const [number, subscription] of this.#all) {
      subscription.offset = subscription.last + 1;
      this.#post({ type: 'subscribe', id: number, topic: subscription.topic, input: subscription.input });
    }
  }

  /** An event of the shell's own on a topic. */
  tell(topic: string, payload: unknown): void {
    for (const subscription of this.#all.values()) {
      if (subscription.topic !== topic) continue;
      subscription.offset += 1;
      subscription.last += 1;
      subscription.send({ seq: subscription.last, payload });
    }
  }

  #removeWhere(matches: (subscription: Subscription) => boolean): void {
    for (const [number, subscription] of this.#all) {
      if (!matches(subscription)) continue;
      this.#all.delete(number);
      this.#post({ type: 'unsubscribe', id: number });
    }
  }
}
