import { z } from 'zod';
import { toErrorData } from '../../shared/errors';
import { ErrorData } from '../../shared/model/common';
import { HandshakeOutcome } from '../../shared/model/readiness';
import { ConnectRequest, FrameDetail, FrameRow, SendRequest, TesterState } from '../../shared/model/tester';
import type { HostPort } from '../hosts/host';
import type { Tester } from './tester';

const session = z.object({ sessionId: z.string() });
const nothing = z.object({});

/** What the engine may ask of the tester's process: input and output by name. */
export const testerMethods = {
  connect: { input: ConnectRequest, output: session },
  state: { input: session, output: TesterState },
  send: { input: session.extend({ message: SendRequest }), output: nothing },
  close: { input: session.extend({ code: z.number().nullable(), reason: z.string() }), output: nothing },
  frames: {
    input: session.extend({ offset: z.number(), limit: z.number() }),
    output: z.object({ rows: z.array(FrameRow), state: TesterState }),
  },
  frame: { input: session.extend({ index: z.number() }), output: FrameDetail },
  dispose: { input: session, output: nothing },
  probe: { input: ConnectRequest.extend({ echo: z.boolean() }), output: HandshakeOutcome },
} as const;

export type TesterMethods = typeof testerMethods;
export type TesterMethod = keyof TesterMethods;
export type TesterInput<M extends TesterMethod> = z.input<TesterMethods[M]['input']>;
export type TesterOutput<M extends TesterMethod> = z.output<TesterMethods[M]['output']>;

/** Engine to tester. */
export const ToTester = z.object({ id: z.number().int(), method: z.string(), input: z.unknown() });
/** Tester to engine: answers by id, and states that changed. */
export const FromTester = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), id: z.number().int(), ok: z.literal(true), data: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.number().int(), ok: z.literal(false), error: ErrorData }),
  z.object({ type: z.literal('changed'), state: TesterState }),
]);
export type FromTester = z.input<typeof FromTester>;

/** A session that changes all the time says so this often. */
export const PUSH_EVERY_MS = 80;

type Handlers = {
  [M in TesterMethod]: (input: TesterInput<M>) => TesterOutput<M> | Promise<TesterOutput<M>>;
};

/** Answers the engine's requests from `tester`, and pushes what changed. Ends every socket when the port closes. */
export function serveTester(port: HostPort, tester: Tester): void {
  const post = (message: FromTester): void => port.post(message);
  const pushes = new Pushes((sessionId) => post({ type: 'changed', state: tester.state(sessionId) }));
  const handlers: Handlers = {
    connect: (request) => ({ sessionId: tester.connect(request, (sessionId) => pushes.mark(sessionId)) }),
    state: ({ sessionId }) => tester.state(sessionId),
    send: ({ sessionId, message }) => done(tester.send(sessionId, message)),
    close: ({ sessionId, code, reason }) => done(tester.close(sessionId, code, reason)),
    frames: ({ sessionId, offset, limit }) => tester.frames(sessionId, offset, limit),
    frame: ({ sessionId, index }) => tester.frame(sessionId, index),
    dispose: ({ sessionId }) => {
      pushes.forget(sessionId);
      return done(tester.dispose(sessionId));
    },
    probe: (request) => tester.probe(request),
  };
  const answer = async <M extends TesterMethod>(method: M, input: unknown): Promise<unknown> =>
    handlers[method](testerMethods[method].input.parse(input) as TesterInput<M>);

  port.onMessage((message) => {
    const asked = ToTester.safeParse(message);
    if (!asked.success) return;
    const { id, method, input } = asked.data;
    if (!isMethod(method)) return;
    answer(method, input)
      .then((data) => post({ type: 'reply', id, ok: true, data }))
      .catch((error: unknown) => post({ type: 'failure', id, ok: false, error: toErrorData(error) }));
  });
  port.onClose(() => {
    pushes.stop();
    tester.disposeAll();
  });
}

function isMethod(name: string): name is TesterMethod {
  return Object.hasOwn(testerMethods, name);
}

function done(_nothing: void): Record<string, never> {
  return {};
}

/** At once for the first change of a session, then at most every 80 ms. */
class Pushes {
  readonly #push: (sessionId: string) => void;
  readonly #dirty = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(push: (sessionId: string) => void) {
    this.#push = push;
  }

  mark(sessionId: string): void {
    this.#dirty.add(sessionId);
    if (!this.#timers.has(sessionId)) this.#schedule(sessionId, 0);
  }

  forget(sessionId: string): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.delete(sessionId);
    this.#dirty.delete(sessionId);
  }

  stop(): void {
    for (const sessionId of [...this.#timers.keys()]) this.forget(sessionId);
  }

  #schedule(sessionId: string, delay: number): void {
    this.#timers.set(
      sessionId,
      setTimeout(() => {
        this.#timers.delete(sessionId);
        if (!this.#dirty.delete(sessionId)) return;
        this.#push(sessionId);
        this.#schedule(sessionId, PUSH_EVERY_MS);
      }, delay),
    );
  }
}
