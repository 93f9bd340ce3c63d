import type { FromEngine, ToEngine } from '../../shared/wire';
import type { EngineChild } from './supervisor';

/** An engine's process for the shell's tests: keeps what it was sent, says and dies as told. */
export class FakeEngine implements EngineChild {
  readonly sent: ToEngine[] = [];
  killed = false;
  readonly #messages: ((message: FromEngine) => void)[] = [];
  readonly #exits: (() => void)[] = [];

  post(message: ToEngine): void {
    this.sent.push(message);
  }
  onMessage(listener: (message: FromEngine) => void): void {
    this.#messages.push(listener);
  }
  onExit(listener: () => void): void {
    this.#exits.push(listener);
  }
  kill(): void {
    this.killed = true;
  }

  say(message: FromEngine): void {
    for (const listener of this.#messages) listener(message);
  }
  die(): void {
    for (const listener of this.#exits) listener();
  }
  /** The number of the last message of a kind. */
  lastId(type: 'invoke' | 'subscribe' | 'unsubscribe'): number {
    const found = this.sent.findLast((message) => message.type === type);
    return found && 'id' in found ? found.id : -1;
  }
}
