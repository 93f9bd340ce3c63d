import { z } from 'zod';
import { BACKUP_NAME, FILE_COPY_NAME, HISTORY_NAME } from '../../kept-names';
import { ConfigurationDone, ConfigurationPart } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-configuration.ps1?raw';

/** The text of applicationHost.config and of every web.config, secrets masked on the server. */
export const readConfiguration = {
  name: 'read-configuration',
  text,
  lane: 'quick',
  limitMs: 120_000,
  args: z.object({
    endpoints: z.array(z.object({ site: z.string(), path: z.string() })).max(1_000),
    /** Instead of the one in force; `history` is configHistory/@path, as it is written. */
    kept: z
      .discriminatedUnion('kind', [
        z.object({
          kind: z.literal('history'),
          name: z.string().regex(HISTORY_NAME),
          history: z.string().max(1_024),
        }),
        z.object({ kind: z.literal('backup'), name: z.string().regex(BACKUP_NAME) }),
        /** The web.config in a physicalPath, as that is written; or our copy of one. */
        z.object({ kind: z.literal('web'), folder: z.string().max(1_024) }),
        z.object({ kind: z.literal('copy'), name: z.string().regex(FILE_COPY_NAME) }),
      ])
      .nullable()
      .default(null),
  }),
  part: ConfigurationPart,
  done: ConfigurationDone,
} satisfies ScriptDefinition;
