import { z } from 'zod';
import { LimitsPage } from './limits';
import { Readiness } from './readiness';

/** What was seen of one application at one moment, to be kept, shown and compared. */
export const Evidence = z.object({
  version: z.literal(1),
  takenAt: z.string(),
  /** IIS Switchboard's own version. */
  appVersion: z.string(),
  server: z.object({ name: z.string(), kind: z.string() }),
  readiness: Readiness,
  limits: LimitsPage,
});
export type Evidence = z.infer<typeof Evidence>;
