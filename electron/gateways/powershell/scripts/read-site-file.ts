import { z } from 'zod';
import { SiteFileName } from '../../../../shared/model/site-files';
import type { ScriptDefinition } from '../session';
import text from './read-site-file.ps1?raw';

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** physicalPath of an application as it is written, and one plain name in it. */
export const SiteFileArgs = z.object({ folder: z.string().min(1).max(1_024), name: SiteFileName });

/** Full path and SHA-256 of a file in an application's folder; hash null: there is none. */
export const readSiteFile = {
  name: 'read-site-file',
  text,
  lane: 'quick',
  limitMs: 60_000,
  args: SiteFileArgs,
  part: z.never(),
  done: z.object({
    path: z.string(),
    /** "\\server\share" where the folder lies on one, else "". */
    share: z.string(),
    hash: Sha256.nullable(),
  }),
} satisfies ScriptDefinition;
