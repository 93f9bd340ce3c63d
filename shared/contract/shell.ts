import { z } from 'zod';
import { call, none } from './shapes';

export const shell = {
  /** Where to save a file; null where it was cancelled. The system asks before one is replaced. */
  'shell.pickSave': call(
    z.strictObject({ name: z.string().min(1).max(200), kind: z.enum(['json', 'har', 'jsonl', 'csv']) }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.pickOpen': call(
    z.strictObject({ kind: z.enum(['session', 'requests']) }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.pickConfig': call(none, z.object({ path: z.string().nullable() })),
  'shell.pickLogs': call(none, z.object({ paths: z.array(z.string()) })),
  'shell.copy': call(z.strictObject({ text: z.string().max(1_000_000) }), none),
  /** Asks where, and writes it there; null where that was called off. */
  'shell.saveText': call(
    z.strictObject({
      text: z.string().max(4_000_000),
      fileName: z
        .string()
        .max(120)
        .regex(/^[\w][\w .()-]*\.(?:md|html|json)$/),
    }),
    z.object({ path: z.string().nullable() }),
  ),
  'shell.showDataFolder': call(none, none),
  /** Whether Windows can start this program again as administrator, and what to think of before. */
  'shell.elevation': call(none, z.object({ possible: z.boolean(), warning: z.string().nullable() })),
  'shell.restartElevated': call(none, none),
} as const;
