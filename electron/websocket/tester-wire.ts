import { z } from 'zod';
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
import { KeptHead, RawFrame } from './keep/raw-frame';
import { RunAsked, RunEvent } from './run-shapes';

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
  head: method('head', session, KeptHead),
  rawFrames: method(
    'rawFrames',
    session.extend({ offset: z.number() }),
    z.object({ frames: z.array(RawFrame) }),
  ),
  openKept: method('openKept', KeptHead, session),
  addKept: method('addKept', session.extend({ frames: z.array(RawFrame) }), nothing),
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
