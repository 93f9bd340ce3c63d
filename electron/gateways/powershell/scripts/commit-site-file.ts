import { z } from 'zod';
import { FILE_COPY_NAME } from '../../kept-names';
import type { ScriptDefinition } from '../session';
import { Sha256, SiteFileArgs } from './read-site-file';
import text from './commit-site-file.ps1?raw';

const offset = z.number().int().nonnegative();

/**
 * Makes, replaces or takes away one file of an application: hash check, copy of the old bytes in our own folder on the
 * server, temporary file beside it, commit line, hash check once more, one ReplaceFile or move.
 */
export const commitSiteFile = {
  name: 'commit-site-file',
  text,
  lane: 'quick',
  limitMs: 120_000,
  args: SiteFileArgs.extend({
    /** null: there must be none. */
    expectedHash: Sha256.nullable(),
    content: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('bytes'), base64: z.base64() }),
      /** Offsets into its text in UTF-16, without the BOM; in order and apart from each other. */
      z.object({
        kind: z.literal('splices'),
        splices: z
          .array(
            z.object({ start: offset, end: offset, text: z.string(), removedHash: Sha256.or(z.literal('')) }),
          )
          .max(10_000),
      }),
      z.object({ kind: z.literal('copy'), name: z.string().regex(FILE_COPY_NAME), hash: Sha256 }),
      z.object({ kind: z.literal('none') }),
    ]),
    /** Name of the copy of the old bytes. */
    backup: z.string().regex(FILE_COPY_NAME),
    /** Only work out the SHA-256. */
    check: z.boolean(),
  }),
  part: z.never(),
  /** "" where the file goes. */
  done: z.object({ hashAfter: Sha256.or(z.literal('')) }),
} satisfies ScriptDefinition;
