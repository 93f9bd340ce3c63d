import type { JournalEntry } from '../../../shared/model/changes';
import type { FrontProduct, SetupItem, SetupKind, SetupStep } from '../../../shared/model/setup';

export const steps: readonly { id: SetupStep; title: string }[] = [
  { id: 'application', title: 'Application' },
  { id: 'socket', title: 'Socket' },
  { id: 'changes', title: 'Changes' },
  { id: 'apply', title: 'Apply' },
  { id: 'proof', title: 'Proof' },
];

export const kinds: readonly { id: SetupKind; title: string; help: string }[] = [
  { id: 'aspnet', title: 'ASP.NET', help: 'A handler or module of the .NET Framework, 4.5 or later.' },
  { id: 'aspnet-core', title: 'ASP.NET Core', help: 'SignalR and others, behind the ASP.NET Core Module.' },
  { id: 'proxy', title: 'ARR to another server', help: 'A rule forwards it, sockets included.' },
  { id: 'http-platform', title: 'HttpPlatformHandler', help: 'IIS starts a program that listens on a port.' },
  { id: 'iisnode', title: 'iisnode', help: 'Node inside IIS. Not developed any more.' },
  { id: 'other', title: 'Something else', help: 'Only IIS’s own part is set up.' },
];

export const fronts: readonly { id: FrontProduct; title: string }[] = [
  { id: 'nginx', title: 'nginx' },
  { id: 'haproxy', title: 'haproxy' },
  { id: 'arr', title: 'IIS with ARR' },
  { id: 'other', title: 'Another proxy or load balancer' },
];

export const needs: readonly { id: SetupItem['need']; title: string; none: string }[] = [
  {
    id: 'blocks',
    title: 'Without these no socket opens',
    none: 'Nothing that is known keeps a socket from opening.',
  },
  { id: 'cuts', title: 'Without these sockets are cut or refused', none: '' },
  { id: 'advice', title: 'Advice: blocks nothing', none: '' },
];

/** Entries in force that were applied since then: what was taken back again, or takes back, is none of them. */
export function appliedSince(entries: readonly JournalEntry[], at: string | undefined): JournalEntry[] {
  return entries.filter(
    (entry) =>
      at !== undefined &&
      entry.at >= at &&
      entry.group !== undefined &&
      (entry.result === 'applied' || entry.result === 'different'),
  );
}

/** "Practice server: 5 changes are applied." */
export function appliedHeading(applied: readonly JournalEntry[], server: string): string {
  const many = applied.reduce((sum, { changes }) => sum + Math.max(1, changes.length), 0);
  return `${server}: ${many === 1 ? 'one change is' : `${many} changes are`} applied.`;
}

/** What of an item is asked for: its own changes, its alternative's, or none. */
export function requestsOf({ tick, requests, alternative }: SetupItem): SetupItem['requests'] {
  if (tick === 'no') return [];
  return tick === 'other' && alternative ? alternative.requests : requests;
}
