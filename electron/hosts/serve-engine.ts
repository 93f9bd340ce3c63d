import { toErrorData } from '../../shared/errors';
import type { FromEngine, ToEngine } from '../../shared/wire';
import type { Engine } from '../engine-port';
import type { HostAnswer } from './host-wire';
import type { MessageEnd } from './message-end';

/**
 * Answers the relay's messages from an engine that may still be starting. An engine that can't start answers every
 * invoke with the reason and sends no event. `exit` ends the process after `shutdown`.
 */
export function serveEngine(main: MessageEnd, starting: Promise<Engine>, exit: () => void): void {
  const subscriptions = new Map<number, () => void>();
  const cancelled = new Set<number>();
  const post = (message: FromEngine) => main.postMessage(message);

  async function invoke(id: number, name: string, input: unknown): Promise<void> {
    try {
      const engine = await starting;
      post({ type: 'reply', id, reply: await engine.invoke(name, input) });
    } catch (error) {
      post({ type: 'reply', id, reply: { ok: false, error: toErrorData(error) } });
    }
  }

  async function subscribe(id: number, topic: string, input: unknown): Promise<void> {
    const engine = await starting.catch(() => null);
    if (!engine || cancelled.delete(id)) return;
    const end = engine.subscribe(topic, input, (event) => post({ type: 'event', id, event }));
    if (typeof end === 'function') subscriptions.set(id, end);
  }

  async function unsubscribe(id: number): Promise<void> {
    cancelled.add(id);
    await starting.catch(() => null);
    subscriptions.get(id)?.();
    subscriptions.delete(id);
    cancelled.delete(id);
  }

  async function shutdown(): Promise<void> {
    const engine = await starting.catch(() => null);
    await engine?.dispose().catch(() => {});
    exit();
  }

  main.on('message', ({ data }) => {
    const message = data as ToEngine | HostAnswer;
    if (message.type === 'invoke') void invoke(message.id, message.name, message.input);
    else if (message.type === 'subscribe') void subscribe(message.id, message.topic, message.input);
    else if (message.type === 'unsubscribe') void unsubscribe(message.id);
    else if (message.type === 'shutdown') void shutdown();
  });
  starting.then(
    () => post({ type: 'ready' }),
    () => {},
  );
}
