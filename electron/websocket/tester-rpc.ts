import { z } from 'zod';
import { AppError, toErrorData } from '../../shared/errors';
import { ErrorData } from '../../shared/model/common';
import { FrameFilter } from '../../shared/model/frame-search';
import { ImageKind } from '../../shared/model/frame-view';
import { RoundTrips } from '../../shared/model/round-trips';
import { HandshakeOutcome } from '../../shared/model/readiness';
import { InspectRequest, TlsReport } from '../../shared/model/connect';
import {
  CloseHow,
  ConnectRequest,
  FrameDetail,
  FrameRow,
  SendRequest,
  TesterState,
} from '../../shared/model/tester';
import type { HostPort } from '../hosts/host';
import { inspectCertificate } from './inspect-certificate';
import { Pushes } from './pushes';
import { RunAsked, RunEvent, Runs } from './runs';
import type { Tester } from './tester';

const session = z.object({ sessionId: z.string() });
const nothing = z.object({});
const task = z.object({ taskId: z.string() });
const run = z.object({ runId: z.string() });

const method = <I extends z.ZodType, O extends z.ZodType>(name: string, input: I, output: O) => ({
  name,
  input,
  output,
});

/** One row a method: what it takes and answers. */
export interface TesterMethod<I extends z.ZodType, O extends z.ZodType> {
  name: string;
  input: I;
  output: O;
}

/** What the engine may ask of the tester's process. */
export const testerMethods = {
  connect: method('connect', ConnectRequest, session),
  state: method('state', session, TesterState),
  send: method('send', session.extend({ message: SendRequest }), nothing),
  close: method('close', session.extend({ code: z.number().nullable(), reason: z.string() }), nothing),
  frames: method(
    'frames',
    session.extend({ offset: z.number(), limit: z.number() }),
    z.object({ rows: z.array(FrameRow), state: TesterState }),
  ),
  frame: method('frame', session.extend({ index: z.number(), whole: z.boolean() }), FrameDetail),
  image: method(
    'image',
    session.extend({ index: z.number(), whole: z.boolean() }),
    z.object({ kind: ImageKind, base64: z.string() }),
  ),
  search: method('search', session.extend({ filter: FrameFilter }), z.object({ searchId: z.string() })),
  searchRows: method(
    'searchRows',
    session.extend({ searchId: z.string(), offset: z.number(), limit: z.number() }),
    z.object({ first: z.number(), rows: z.array(FrameRow), state: TesterState }),
  ),
  endSearch: method('endSearch', session, nothing),
  keep: method('keep', session.extend({ mb: z.number() }), nothing),
  roundTrips: method('roundTrips', session, RoundTrips),
  dispose: method('dispose', session, nothing),
  drop: method('drop', session.extend({ how: CloseHow.exclude(['close']) }), nothing),
  repeat: method(
    'repeat',
    session.extend({ message: SendRequest, everyMs: z.number(), times: z.number().nullable() }),
    task,
  ),
  replay: method('replay', session.extend({ from: z.string(), speed: z.number() }), task),
  stopTask: method('stopTask', session.extend({ taskId: z.string() }), nothing),
  inspect: method('inspect', InspectRequest, TlsReport),
  startRun: method('startRun', run.extend({ asked: RunAsked }), nothing),
  cancelRun: method('cancelRun', run, nothing),
  probe: method('probe', ConnectRequest.extend({ echo: z.boolean() }), HandshakeOutcome),
} as const;

/** Engine to tester. */
export const ToTester = z.object({ id: z.number().int(), method: z.string(), input: z.unknown() });
/** Tester to engine: answers by id, states that changed, and how runs go on. */
export const FromTester = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), id: z.number().int(), ok: z.literal(true), data: z.unknown() }),
  z.object({ type: z.literal('failure'), id: z.number().int(), ok: z.literal(false), error: ErrorData }),
  z.object({ type: z.literal('changed'), state: TesterState }),
  z.object({ type: z.literal('run'), runId: z.string(), event: RunEvent }),
]);
export type FromTester = z.input<typeof FromTester>;

type Answer = (input: unknown) => Promise<unknown>;

/** A handler behind its method's input check. */
function answerTo<I extends z.ZodType, O extends z.ZodType>(
  { name, input }: TesterMethod<I, O>,
  handler: (input: z.output<I>) => z.input<O> | Promise<z.input<O>>,
): [string, Answer] {
  return [name, async (asked) => handler(input.parse(asked))];
}

/** Answers the engine's requests from `tester`, and pushes what changed. Ends every socket when the port closes. */
export function serveTester(port: HostPort, tester: Tester): void {
  const post = (message: FromTester): void => port.post(message);
  const pushes = new Pushes((sessionId) => post({ type: 'changed', state: tester.state(sessionId) }));
  const runs = new Runs((runId, event) => post({ type: 'run', runId, event }));
  const { connect, state, send, close, frames, frame, dispose, probe } = testerMethods;
  const { image, search, searchRows, endSearch, keep, roundTrips } = testerMethods;
  const { drop, repeat, replay, stopTask, inspect, startRun, cancelRun } = testerMethods;
  const answers = new Map<string, Answer>([
    answerTo(connect, (request) => ({ sessionId: tester.connect(request, (id) => pushes.mark(id)) })),
    answerTo(state, ({ sessionId }) => tester.state(sessionId)),
    answerTo(send, ({ sessionId, message }) => {
      tester.send(sessionId, message);
      return {};
    }),
    answerTo(close, ({ sessionId, code, reason }) => {
      tester.close(sessionId, code, reason);
      return {};
    }),
    answerTo(frames, ({ sessionId, offset, limit }) => tester.frames(sessionId, offset, limit)),
    answerTo(frame, ({ sessionId, index, whole }) => tester.log(sessionId).detail(index, whole)),
    answerTo(image, ({ sessionId, index, whole }) => tester.log(sessionId).image(index, whole)),
    answerTo(search, ({ sessionId, filter }) => ({ searchId: tester.log(sessionId).search(filter) })),
    answerTo(searchRows, ({ sessionId, searchId, offset, limit }) => ({
      ...tester.log(sessionId).searchRows(searchId, offset, limit),
      state: tester.state(sessionId),
    })),
    answerTo(endSearch, ({ sessionId }) => {
      tester.log(sessionId).endSearch();
      return {};
    }),
    answerTo(keep, ({ sessionId, mb }) => {
      tester.log(sessionId).keep(mb * 1024 * 1024);
      return {};
    }),
    answerTo(roundTrips, ({ sessionId }) => tester.log(sessionId).roundTrips()),
    answerTo(dispose, ({ sessionId }) => {
      pushes.forget(sessionId);
      tester.dispose(sessionId);
      return {};
    }),
    answerTo(probe, (request) => tester.probe(request)),
    answerTo(drop, ({ sessionId, how }) => {
      tester.drop(sessionId, how);
      return {};
    }),
    answerTo(repeat, ({ sessionId, message, everyMs, times }) => ({
      taskId: tester.repeat(sessionId, message, everyMs, times),
    })),
    answerTo(replay, ({ sessionId, from, speed }) => ({ taskId: tester.replay(sessionId, from, speed) })),
    answerTo(stopTask, ({ sessionId, taskId }) => {
      tester.stopTask(sessionId, taskId);
      return {};
    }),
    answerTo(inspect, (request) => inspectCertificate(request)),
    answerTo(startRun, ({ runId, asked }) => {
      runs.start(runId, asked);
      return {};
    }),
    answerTo(cancelRun, ({ runId }) => {
      runs.cancel(runId);
      return {};
    }),
  ]);

  port.onMessage((message) => {
    const asked = ToTester.safeParse(message);
    if (!asked.success) return;
    const { id, method: name, input } = asked.data;
    const answer =
      answers.get(name) ??
      (() => Promise.reject(new AppError('unknown-call', `The tester knows no "${name}".`)));
    answer(input)
      .then((data) => post({ type: 'reply', id, ok: true, data }))
      .catch((error: unknown) => post({ type: 'failure', id, ok: false, error: toErrorData(error) }));
  });
  port.onClose(() => {
    pushes.stop();
    runs.cancelAll();
    tester.disposeAll();
  });
}
