import { toErrorData } from '../../shared/errors';
import { MAX_MESSAGE_CHARS } from '../../shared/wire';
import type { FromEngine, Reply, ToEngine, TopicEvent } from '../../shared/wire';
import { measure } from './message-size';
import { refuse } from './refuse';
import { Subscriptions } from './subscriptions';
import type { Supervisor } from './supervisor';

/** Answers calls that need Electron (dialogs, clipboard); everything else is the engine's. */
export type ShellCalls = (name: string, input: unknown) => Promise<Reply>;

type Invoke = Extract<ToEngine, { type: 'invoke' }>;
interface Pending {
  message: Invoke;
  sent: boolean;
  resolve: (reply: Reply) => void;
}

const MAX_NAME = 100;

const died = refuse(
  'host-died',
  'The engine stopped while it was working on this; it is started again. Try once more.',
);
const KEEPS_STOPPING =
  'The engine keeps stopping; wait a minute and try again, or close IIS Switchboard and open it again.';
const down = refuse('host-died', KEEPS_STOPPING);

/**
 * Between the windows and the engine's process: looks at size and shape, passes on, matches answers. Knows no domain
 * and no row of the contract. What is pending when an engine dies is answered `host-died`; subscriptions live on.
 */
export class Relay {
  readonly #engine: Supervisor;
  readonly #shell: ShellCalls;
  readonly #pending = new Map<number, Pending>();
  readonly #subscriptions: Subscriptions;
  #lastId = 0;

  constructor(engine: Supervisor, shell: ShellCalls) {
    this.#engine = engine;
    this.#shell = shell;
    this.#subscriptions = new Subscriptions((message) => engine.post(message));
    engine.watch({
      started: (again) => this.#started(again),
      message: (message) => this.#heard(message),
      died: (again) => this.#died(again),
    });
  }

  /** Never rejects; whatever a window sends, the answer is data or a closed code. */
  async invoke(name: unknown, input: unknown): Promise<Reply> {
    const refused = this.#refusal(name, input);
    if (refused) return refused;
    if (String(name).startsWith('shell.'))
      return this.#shell(String(name), input).catch((error: unknown) => ({
        ok: false,
        error: toErrorData(error),
      }));
    return this.#ask(String(name), input);
  }

  /** A refused subscription sends nothing. `page` names the document that it ends with. */
  subscribe(
    page: string,
    id: unknown,
    topic: unknown,
    input: unknown,
    send: (event: TopicEvent) => void,
  ): void {
    if (typeof id !== 'string' || id.length > MAX_NAME || this.#refusal(topic, input)) return;
    this.#subscriptions.add(page, id, String(topic), input, send);
  }

  unsubscribe(page: string, id: unknown): void {
    this.#subscriptions.remove(page, id);
  }

  /** The document is gone: closed, reloaded, or somewhere else. */
  endPage(page: string): void {
    this.#subscriptions.removeAll(page);
  }

  #refusal(name: unknown, input: unknown): Reply | null {
    if (typeof name !== 'string' || name.length > MAX_NAME)
      return refuse('bad-request', 'The request has no name of ours.');
    const size = measure(input, MAX_MESSAGE_CHARS);
    if (size === 'too-large')
      return refuse(
        'request-too-large',
        `The request is larger than the ${MAX_MESSAGE_CHARS / 1_000_000} million characters that are taken.`,
      );
    return size === 'fits'
      ? null
      : refuse('bad-request', 'The request holds something that is not plain data.');
  }

  #ask(name: string, input: unknown): Promise<Reply> {
    if (!this.#engine.revive()) return Promise.resolve(down);
    return new Promise((resolve) => {
      const message: Invoke = { type: 'invoke', id: ++this.#lastId, name, input };
      this.#pending.set(message.id, { message, sent: this.#engine.post(message), resolve });
    });
  }

  #heard(message: FromEngine): void {
    if (message.type === 'event') this.#subscriptions.event(message.id, message.event);
    if (message.type !== 'reply') return;
    this.#pending.get(message.id)?.resolve(message.reply);
    this.#pending.delete(message.id);
  }

  #started(again: boolean): void {
    if (again) this.#subscriptions.resume();
    for (const pending of this.#pending.values())
      if (!pending.sent) pending.sent = this.#engine.post(pending.message);
    if (again)
      this.#notice(
        'warning',
        'The engine had stopped and was started again; pending changes are kept, open test sockets are gone.',
      );
  }

  #died(again: boolean): void {
    for (const [id, { sent, resolve }] of this.#pending) {
      if (again && !sent) continue;
      this.#pending.delete(id);
      resolve(again ? died : down);
    }
    if (!again) this.#notice('error', KEEPS_STOPPING);
  }

  #notice(level: 'warning' | 'error', sentence: string): void {
    this.#subscriptions.tell('engine.notice', { level, sentence });
  }
}
