import { z } from 'zod';
import { ErrorData } from '../../shared/model/common';
import { ConnectRequest } from '../../shared/model/connect';
import {
  IdleProbeProgress,
  IdleProbeRequest,
  IdleProbeResult,
  LoadFigures,
  LoadRequest,
  LoadResult,
  OriginProbeResult,
  OriginTry,
} from '../../shared/model/tester-runs';

/** What goes on for a while in the tester's process. */
export const RunAsked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle'), request: IdleProbeRequest }),
  z.object({ kind: z.literal('origin'), request: ConnectRequest }),
  z.object({ kind: z.literal('load'), request: LoadRequest }),
]);
export type RunAsked = z.infer<typeof RunAsked>;

/** What each says on its way and at its end. */
export const runShapes = {
  idle: { progress: IdleProbeProgress, result: IdleProbeResult },
  origin: { progress: z.object({ tries: z.array(OriginTry) }), result: OriginProbeResult },
  load: { progress: LoadFigures, result: LoadResult },
} as const;

export const RunEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), progress: z.unknown() }),
  z.object({ type: z.literal('done'), result: z.unknown() }),
  z.object({ type: z.literal('failed'), error: ErrorData }),
]);
export type RunEvent = z.infer<typeof RunEvent>;
