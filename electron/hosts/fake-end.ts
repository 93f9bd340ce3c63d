import type { MessageEnd } from './message-end';

type Heard = { data: unknown; ports: readonly MessageEnd[] };

/** A message port for tests: keeps what is posted, says what it is told to. */
export class FakeEnd implements MessageEnd {
  readonly posted: unknown[] = [];
  readonly #messages: ((event: Heard) => void)[] = [];
  readonly #closes: (() => void)[] = [];

  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  on(event: 'message', listener: (event: Heard) => void): void;
  on(event: 'close', listener: () => void): void;
  on(event: 'message' | 'close', listener: (event: Heard) => void): void {
    if (event === 'message') this.#messages.push(listener);
    else this.#closes.push(() => listener({ data: undefined, ports: [] }));
  }

  hear(data: unknown, ports: readonly MessageEnd[] = []): void {
    for (const listener of this.#messages) listener({ data, ports });
  }
  close(): void {
    for (const listener of this.#closes) listener();
  }
}
