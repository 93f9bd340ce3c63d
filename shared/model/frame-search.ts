import { z } from 'zod';
import { FrameOpcode } from './frame-row';

/** What is looked for among the kept frames; each part that is given has to hold. */
export const FrameFilter = z.strictObject({
  /** Empty: any payload. */
  text: z.string().max(1000),
  /** `hex` are bytes, such as "00 ff". Each frame is looked at for itself, a compressed message in plain where it ends. */
  as: z.enum(['text', 'regex', 'hex']),
  matchCase: z.boolean(),
  /** null: both. */
  direction: z.enum(['in', 'out']).nullable(),
  /** Empty: all. */
  opcodes: z.array(FrameOpcode).max(7),
});
export type FrameFilter = z.infer<typeof FrameFilter>;

/** How far a search is; it goes on with the frames that come. */
export const SearchState = z.object({
  searchId: z.string(),
  /** Index of the first frame that is not looked at yet. */
  scanned: z.number().int(),
  /** Frames that matched, those among them that are no longer kept. */
  matches: z.number().int(),
  /** Number, among the matches, of the first one that is still kept. */
  firstMatch: z.number().int(),
  /** Why it went no further: one sentence. */
  problem: z.string().nullable(),
});
export type SearchState = z.infer<typeof SearchState>;
