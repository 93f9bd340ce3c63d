import type { LiveSample } from '../model/live';
import type { TesterState } from '../model/tester';
import { JobId, none, server, session } from './shapes';
import type { Topic } from './shapes';

interface Notice {
  level: 'info' | 'warning' | 'error';
  sentence: string;
}

interface Revisions {
  revision: number;
  runtime: number;
  pending: number;
  pendingCount: number;
}

type JobEvent =
  | { type: 'progress'; progress: unknown }
  | { type: 'done'; result: unknown }
  | { type: 'failed'; error: unknown };

interface Topics {
  /** A sentence for the administrator: a helper process was restarted, the file changed underneath. */
  'engine.notice': Topic<typeof none, Notice>;
  /** Something of this server changed: configuration snapshot, run-time state or pending list. Ask again what you show. */
  'server.changed': Topic<typeof server, Revisions>;
  /** The server is read for it, so subscribe only while it is looked at. */
  'live.sample': Topic<typeof server, LiveSample>;
  'tester.changed': Topic<typeof session, TesterState>;
  'jobs.events': Topic<typeof JobId, JobEvent>;
}

export const topics: Topics = {
  'engine.notice': { kind: 'topic', input: none },
  'server.changed': { kind: 'topic', input: server },
  'live.sample': { kind: 'topic', input: server },
  'tester.changed': { kind: 'topic', input: session },
  'jobs.events': { kind: 'topic', input: JobId },
};
