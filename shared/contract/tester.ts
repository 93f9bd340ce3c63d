import { z } from 'zod';
import { InspectRequest, TlsReport } from '../model/connect';
import { FrameFilter } from '../model/frame-search';
import { ImageKind } from '../model/frame-view';
import { RoundTrips } from '../model/round-trips';
import {
  CloseHow,
  ConnectRequest,
  FrameDetail,
  FrameRow,
  SavedMessage,
  SendRequest,
  TesterState,
} from '../model/tester';
import {
  IdleProbeProgress,
  IdleProbeRequest,
  IdleProbeResult,
  IdleProposal,
  LoadFigures,
  LoadQuestion,
  LoadRequest,
  LoadResult,
  OriginProbeResult,
  OriginTry,
} from '../model/tester-runs';
import { call, job, none, search, session, task } from './shapes';

export const tester = {
  'tester.connect': call(ConnectRequest, session),
  'tester.state': call(session, TesterState),
  'tester.send': call(session.extend({ message: SendRequest }), none),
  'tester.close': call(
    session.extend({ code: z.number().int().min(1000).max(4999).nullable(), reason: z.string().max(123) }),
    none,
  ),
  'tester.frames': call(
    session.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
    z.object({ rows: z.array(FrameRow), state: TesterState }),
  ),
  /** `whole`: the bytes of the message that the frame is part of. */
  'tester.frame': call(
    session.extend({ index: z.number().int().min(0), whole: z.boolean().optional() }),
    FrameDetail,
  ),
  /** The bytes of a frame or message that is a picture, at most 8 MB. */
  'tester.image': call(
    session.extend({ index: z.number().int().min(0), whole: z.boolean() }),
    z.object({ kind: ImageKind, base64: z.string() }),
  ),
  /** Begins to look for frames; the filter before is given up. How far it is stands in the state. */
  'tester.search': call(session.extend({ filter: FrameFilter }), search),
  /** Matches by their numbers, those that are still kept. */
  'tester.searchRows': call(
    session.extend({
      searchId: z.string().max(64),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    z.object({ first: z.number().int(), rows: z.array(FrameRow), state: TesterState }),
  ),
  'tester.endSearch': call(session, none),
  /** How much of the log is kept from now on. */
  'tester.keep': call(session.extend({ mb: z.number().int().min(1).max(2048) }), none),
  'tester.roundTrips': call(session, RoundTrips),
  'tester.dispose': call(session, none),
  /** Ends TCP without a close frame. */
  'tester.drop': call(session.extend({ how: CloseHow.exclude(['close']) }), none),
  /** Looks at a certificate and sends nothing. */
  'tester.inspect': call(InspectRequest, TlsReport),
  'tester.repeat': call(
    session.extend({
      message: SendRequest,
      everyMs: z.number().min(1).max(3_600_000),
      times: z.number().int().min(1).max(10_000_000).nullable(),
    }),
    task,
  ),
  /** Sends again what a session (or this one itself) had sent, in its rhythm; `speed` 2 is twice as fast. */
  'tester.replay': call(
    session.extend({ from: z.string().max(64), speed: z.number().min(0.01).max(10_000) }),
    task,
  ),
  'tester.stopTask': call(session.extend({ taskId: z.string().max(64) }), none),
  'tester.savedMessages': call(none, z.object({ messages: z.array(SavedMessage) })),
  /** Replaces the one of the same name. */
  'tester.saveMessage': call(SavedMessage, none),
  'tester.forgetMessage': call(z.strictObject({ name: SavedMessage.shape.name }), none),
  'tester.idleProposal': call(ConnectRequest, IdleProposal),
  'tester.idleProbe': job(IdleProbeRequest, IdleProbeProgress, IdleProbeResult),
  'tester.originProbe': job(ConnectRequest, z.object({ tries: z.array(OriginTry) }), OriginProbeResult),
  /** What is asked before a load, with what is known of the target. */
  'tester.loadQuestion': call(LoadRequest, LoadQuestion),
  /** `confirmed` is the host of the question that was answered yes; the practice server needs none. */
  'tester.load': job(
    LoadRequest.extend({ confirmed: z.string().max(260).optional() }),
    LoadFigures,
    LoadResult,
  ),
} as const;
