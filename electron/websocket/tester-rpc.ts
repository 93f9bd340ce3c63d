import type { z } from 'zod';
import { AppError, toErrorData } from '../../shared/errors';
import type { HostPort } from '../hosts/host';
import { inspectCertificate } from './inspect-certificate';
import { Pushes } from './pushes';
import { Runs } from './runs';
import type { Tester } from './tester';
import { testerMethods, ToTester } from './tester-wire';
import type { FromTester, TesterMethod } from './tester-wire';

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
  const { head, rawFrames, openKept, addKept } = testerMethods;
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
    answerTo(head, ({ sessionId }) => tester.head(sessionId)),
    answerTo(rawFrames, ({ sessionId, offset }) => ({ frames: tester.rawFrames(sessionId, offset) })),
    answerTo(openKept, (kept) => ({ sessionId: tester.openKept(kept) })),
    answerTo(addKept, ({ sessionId, frames: added }) => {
      tester.addKept(sessionId, added);
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
