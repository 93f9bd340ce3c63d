import { AppError } from '../../../shared/errors';
import type { Comparison, TimelinePoint } from '../../../shared/model/timeline';
import type { KeptConfig } from '../../gateways/gateway';
import { hashOfFile } from '../../storage/hash';
import { applyEdits, readServer, type ServerConfig } from '../config';
import type { SourceFile } from '../config/types';
import { readNow, type ApplyPorts } from './apply-ports';
import { diffFile } from './diff-file';
import type { KnownEntry } from './journal-events';
import { iisBackupOf } from './journal-view';
import { editsOf } from './plan';
import { copyOf } from './undo-plan';
import { valueDiff } from './value-diff';

type Ports = Pick<ApplyPorts, 'gateway' | 'journal' | 'pending' | 'log' | 'serverName'>;

/** Points of a timeline that are shown; IIS keeps ten, backups and our journal may be many more. */
const MOST = 200;

/**
 * Every point in time whose configuration can still be looked at, newest first: now, before each of our entries, IIS's
 * history and its backups; and between them where somebody else wrote. Names only, no text is read but today's.
 */
export async function timeline(ports: Ports): Promise<{ points: TimelinePoint[]; problem?: string }> {
  const entries = (await ports.journal.entries()).filter(({ kind }) => kind === 'config');
  const { config } = await readNow(ports.gateway);
  const now = hashOfFile(config.files.applicationHost);
  const { kept, problem } = await keptOf(ports);
  // Newest first; what has one time keeps its order, turned round.
  const points = [...kept.map(keptPoint), ...pointsOf(entries, now)]
    .toReversed()
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    .slice(0, MOST);
  const today: TimelinePoint = { id: 'now', kind: 'now', at: '', title: 'Now', comparable: true };
  return { points: [today, ...points], ...(problem === undefined ? {} : { problem }) };
}

async function keptOf({
  gateway,
  log,
  serverName,
}: Ports): Promise<{ kept: KeptConfig[]; problem?: string }> {
  if (!gateway.kept) return { kept: [] };
  try {
    return { kept: await gateway.kept.list() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn('kept configurations could not be listed', { server: serverName, error });
    return { kept: [], problem: `IIS's own history could not be listed: ${error.message}` };
  }
}

/** One for each entry that wrote, and one for each gap in which another hand did. */
function pointsOf(entries: readonly KnownEntry[], now: string): TimelinePoint[] {
  const points: TimelinePoint[] = [];
  let last: { hash: string; at: string } | null = null;
  const outside = (at: string, id: string): void => {
    points.push({ id: `outside:${id}`, kind: 'outside', at, title: OUTSIDE, comparable: false });
  };
  for (const { id, at, by, sentence, hashBefore, hashAfter, backup, result } of entries) {
    if (last && last.hash !== hashBefore) outside(at, id);
    const title = result === 'undone' ? 'Applied, since undone' : RESULTS[result];
    points.push({
      id: `before:${id}`,
      ...{ kind: 'applied', at, title, by, sentence, comparable: backup !== null },
    });
    if (hashAfter !== null) last = { hash: hashAfter, at };
  }
  if (last && last.hash !== now) outside(last.at, 'now');
  return points;
}

const OUTSIDE = 'Written by somebody else';
const RESULTS = {
  open: 'Begun, not ended',
  applied: 'Applied',
  different: 'Written, but reads back otherwise',
  failed: 'Failed',
  'not applied': 'Not applied',
} as const;

const keptPoint = ({ kind, name, at }: KeptConfig): TimelinePoint => ({
  id: `${kind}:${name}`,
  kind,
  at,
  title: kind === 'history' ? 'Kept by IIS' : 'Backup of IIS',
  sentence: name,
  comparable: true,
});

/**
 * What differs between two points: effective values and lines. Throws `not-found` for a point that has gone, and what
 * reading it throws.
 */
export async function compare(ports: Ports, from: string, to: string): Promise<Comparison> {
  const before = await configAt(ports, from);
  const after = await configAt(ports, to);
  const text = (config: ServerConfig): string => new TextDecoder().decode(config.files.applicationHost.bytes);
  return {
    from,
    to,
    values: await valueDiff(before, after),
    lines: diffFile({ file: after.file, before: text(before), after: text(after) }),
  };
}

/** `before:ID` is the configuration that an entry replaced, `pending` what applying the pending list would make. */
async function configAt(ports: Ports, id: string): Promise<ServerConfig> {
  const { gateway } = ports;
  const [kind = '', name = ''] = split(id);
  const now = async (): Promise<ServerConfig> => (await readNow(gateway)).config;
  switch (kind) {
    case 'now':
      return now();
    case 'pending': {
      const config = await now();
      const [file] = applyEdits(config, editsOf((await ports.pending.read()).changes));
      return file ? withText(config, { path: config.file, bytes: file.after }) : config;
    }
    case 'before':
      return withText(await now(), await replacedBy(ports, name));
    case 'history':
    case 'backup':
      if (!gateway.kept) throw gone();
      return withText(await now(), await gateway.kept.read({ kind, name }));
    default:
      throw gone();
  }
}

const split = (id: string): string[] => {
  const colon = id.indexOf(':');
  return colon === -1 ? [id] : [id.slice(0, colon), id.slice(colon + 1)];
};

async function replacedBy({ journal, gateway }: Ports, id: string): Promise<SourceFile> {
  const entry = (await journal.entries()).find((each) => each.id === id);
  if (!entry || entry.backup === null) throw gone();
  const backup = iisBackupOf(entry);
  if (backup === null) return { path: entry.file, bytes: await copyOf(entry) };
  if (!gateway.kept) throw gone();
  return gateway.kept.read({ kind: 'backup', name: backup });
}

/** Today's web.config files stand beside any applicationHost.config: their past is not kept anywhere. */
const withText = (now: ServerConfig, applicationHost: SourceFile): ServerConfig =>
  readServer({ ...now.files, applicationHost: { ...applicationHost, path: now.file } });

const gone = (): AppError =>
  new AppError('not-found', 'The configuration of that point in time is not kept any more.', {
    fix: 'Choose another point in time.',
  });
