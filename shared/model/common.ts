import { z } from 'zod';
import { errorCodes } from '../errors';

// A strict CSP has no 'unsafe-eval': keep zod from probing `new Function`.
z.config({ jitless: true });

export const Where = z.object({
  file: z.string(),
  line: z.number().int().min(1).optional(),
  column: z.number().int().min(1).optional(),
});

export const ErrorData = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  where: Where.optional(),
  fix: z.string().optional(),
});

/** A light. `unknown` is never a guess in either direction. */
export const CheckState = z.enum(['good', 'warning', 'broken', 'unknown']);
export type CheckState = z.infer<typeof CheckState>;

/** Names of IIS objects: any text but NUL, at most 260 UTF-16 units (MAX_PATH; IIS itself takes no longer name). */
export const ObjectName = z
  .string()
  .min(1)
  .max(260)
  .refine((text) => !text.includes('\0'), 'a name holds no NUL');

export const ServerId = z.string().regex(/^[a-z0-9-]{1,64}$/);

/** What a setting or a readiness path is asked of. Application paths start with "/". */
export const ConfigTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server') }),
  z.object({ kind: z.literal('pool'), pool: ObjectName }),
  z.object({ kind: z.literal('site'), site: ObjectName }),
  z.object({ kind: z.literal('application'), site: ObjectName, path: z.string().min(1).max(1024) }),
]);
export type ConfigTarget = z.infer<typeof ConfigTarget>;

/** One sentence about a part that is not sound; the other parts are still shown. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  sentence: z.string(),
  where: Where.optional(),
});
export type Problem = z.infer<typeof Problem>;
