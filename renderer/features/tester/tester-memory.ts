import { useCallback, useSyncExternalStore } from 'react';
import { EMPTY_ADDRESS } from './connect/address-draft';
import type { AddressDraft } from './connect/address-draft';
import type { SiteEnds } from './site-ends';
import { EMPTY_COMPOSE } from './talk/compose-draft';
import type { ComposeDraft } from './talk/compose-draft';

/** What the page holds per server while another page is shown: nothing that was typed is lost. */
export interface TesterMemory extends AddressDraft, ComposeDraft {
  /** The site and application the address was filled in from: JSON of both, or null. */
  from: string | null;
  /** Where that site's socket was found; null where it is not known. */
  siteEnds: SiteEnds | null;
  sessionId: string | null;
  /** Ended sessions before this one, newest first: what they sent can be sent again. */
  past: readonly string[];
  follow: boolean;
  /** Whether handshake and frame stand beside the log. */
  details: boolean;
  /** Index of the frame that is looked at. */
  selected: number | null;
}

const empty: TesterMemory = {
  ...EMPTY_ADDRESS,
  ...EMPTY_COMPOSE,
  from: null,
  siteEnds: null,
  sessionId: null,
  past: [],
  follow: true,
  details: true,
  selected: null,
};

const memories = new Map<string, TesterMemory>();
const listeners = new Set<() => void>();

/** Only the session's id outlives a reload: headers may hold secrets, and session storage is a file on disk. */
const storageKey = (serverId: string): string => `tester-session:${serverId}`;

function read(serverId: string): TesterMemory {
  let memory = memories.get(serverId);
  if (!memory) {
    memory = { ...empty, sessionId: sessionStorage.getItem(storageKey(serverId)) };
    memories.set(serverId, memory);
  }
  return memory;
}

/** Changes what is held of one server; works whether or not the page is shown. */
export function remember(serverId: string, change: Partial<TesterMemory>): void {
  memories.set(serverId, { ...read(serverId), ...change });
  if (change.sessionId !== undefined) {
    if (change.sessionId === null) sessionStorage.removeItem(storageKey(serverId));
    else sessionStorage.setItem(storageKey(serverId), change.sessionId);
  }
  for (const listener of listeners) listener();
}

/** The sessions of all servers that are still kept, newest of each first. */
export const keptSessions = (): string[] =>
  [...memories.values()].flatMap(({ sessionId, past }) => [
    ...(sessionId === null ? [] : [sessionId]),
    ...past,
  ]);

/** For tests: as after the window's start. */
export function forgetAll(): void {
  memories.clear();
  sessionStorage.clear();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTesterMemory(serverId: string): [TesterMemory, (change: Partial<TesterMemory>) => void] {
  const memory = useSyncExternalStore(listen, () => read(serverId));
  return [memory, useCallback((change) => remember(serverId, change), [serverId])];
}
