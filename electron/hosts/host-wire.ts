import type { HostName } from './host';

/** What the engine's process asks of the main process: only that one can fork utility processes. */
export type HostRequest =
  | { type: 'spawn-host'; id: number; name: HostName; args: readonly string[] }
  | { type: 'kill-host'; id: number };

/** Answers; `host-port` carries one MessagePort, the engine's end of a channel to the helper. */
export type HostAnswer =
  { type: 'host-port'; id: number } | { type: 'host-exit'; id: number; code: number | null };
