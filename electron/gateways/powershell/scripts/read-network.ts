import { z } from 'zod';
import { Network } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-network.ps1?raw';

/** Firewall for these ports, HTTP.sys time-outs, certificates of the bindings. */
export const readNetwork = {
  name: 'read-network',
  text,
  lane: 'long',
  limitMs: 120_000,
  args: z.object({ ports: z.array(z.number().int()).max(10_000) }),
  part: z.never(),
  done: Network,
} satisfies ScriptDefinition;
