import { z } from 'zod';
import { ConfigurationDone, ConfigurationPart } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-configuration.ps1?raw';

/** The text of applicationHost.config and of every web.config, secrets masked on the server. */
export const readConfiguration = {
  name: 'read-configuration',
  text,
  lane: 'quick',
  limitMs: 120_000,
  args: z.object({ endpoints: z.array(z.object({ site: z.string(), path: z.string() })).max(1_000) }),
  part: ConfigurationPart,
  done: ConfigurationDone,
} satisfies ScriptDefinition;
