import type { LivePool, LiveReading, LiveSite, LiveWorker } from '../../../shared/model/live';

export const worker = (id: string, sockets: number | null, more: Partial<LiveWorker> = {}): LiveWorker => ({
  ...{ id, sockets, requests: sockets, opened: sockets, draining: false },
  ...more,
});

export const pool = (name: string, more: Partial<LivePool> = {}): LivePool => ({
  ...{ name, state: 'Started', queue: 0, refused: 0, recycles: 0, workers: [] },
  ...more,
});

export const site = (name: string, more: Partial<LiveSite> = {}): LiveSite => ({
  ...{ name, state: 'Started', connections: 0, sockets: 0, refused: 0 },
  ...more,
});

export const reading = (pools: LivePool[], sites: LiveSite[] = [], tookMs = 1): LiveReading => ({
  ...{ at: '2026-11-26T03:00:00.000Z', tookMs, measured: 'server', farms: [], gaps: [] },
  ...{ pools, sites },
});
