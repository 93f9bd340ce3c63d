import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import text from './firewall-rule.ps1?raw';

/** Adds or removes our own inbound rule for a TCP port. */
export const firewallRule = {
  name: 'firewall-rule',
  text,
  lane: 'long',
  limitMs: 120_000,
  args: z.object({ action: z.enum(['add', 'remove']), port: z.number().int().min(1).max(65_535) }),
  part: z.never(),
  done: z.object({ name: z.string() }),
} satisfies ScriptDefinition;
