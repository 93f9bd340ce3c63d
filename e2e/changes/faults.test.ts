import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JournalEntry } from '../../shared/model/changes';
import { APPLY_POINTS } from '../../electron/storage/apply-points';
import { forgetLocks, FULL, INTEGRATED, seeded, copiedSwitchboard } from './switchboard';

const ROOT = path.join(import.meta.dirname, '../..');
const RANDOM_RUNS = FULL ? 200 : 8;
const APPLIES = FULL ? 100 : 5;
const OLD = readFileSync(
  path.join(ROOT, 'electron/gateways/practice/scenarios/typical-trouble.config'),
  'utf8',
);
const NEW = OLD.replace('managedPipelineMode="Classic"', 'managedPipelineMode="Integrated"');
/** A file has no run time to wait for. */
const POINTS = APPLY_POINTS.filter((point) => point !== 'settled');
const KINDS = [
  'kill',
  'disk-full',
  'read-only',
  'rename-refused',
  'written-by-others',
  'replaced-by-others',
  'clock-set-back',
] as const;
const OTHERS = '<!-- somebody else -->\n';

let root = '';
const switchboard = copiedSwitchboard();
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'switchboard-faults-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

let count = 0;
/** A folder of its own with a configuration, a list of one change and a data folder. */
function place(): { file: string; changes: string; log: string; which: string[] } {
  const dir = path.join(root, `${(count += 1)}`);
  mkdirSync(dir);
  const file = path.join(dir, 'applicationHost.config');
  const changes = path.join(dir, 'changes.json');
  writeFileSync(file, OLD);
  writeFileSync(changes, JSON.stringify({ changes: [INTEGRATED] }));
  const data = path.join(dir, 'data');
  return { file, changes, log: path.join(dir, 'log'), which: ['--config', file, '--data', data] };
}

async function journalOf(which: string[]): Promise<JournalEntry[]> {
  const { out, said, code } = await switchboard(['journal', '--json', ...which]);
  expect(code, said).toBe(0);
  return (JSON.parse(out) as { entries: JournalEntry[] }).entries;
}

/** What must hold whatever went wrong. */
async function oneFault(point: string, kind: string): Promise<void> {
  const { file, changes, log, which } = place();
  const env = { FAULT: `${point}:${kind}`, FAULT_FILE: file, FAULT_LOG: log };
  const ended = await switchboard(['apply', changes, ...which], env);
  expect(readFileSync(log, 'utf8'), `${point} was never reached`).toBe(`${point}\n`);
  if (kind === 'kill') expect(ended.signal).toBe('SIGKILL');
  forgetLocks(path.dirname(file));

  const text = readFileSync(file, 'utf8');
  const others = text.endsWith(OTHERS);
  const is = text.replace(OTHERS, '');
  expect([OLD, NEW].includes(is), 'the file is neither wholly old nor wholly new').toBe(true);

  const entries = await journalOf(which);
  const [entry] = entries;
  const written = is === NEW;
  if (entry === undefined) {
    expect(written, 'it was written without a line in the journal').toBe(false);
  } else {
    expect(entry.result, `${ended.said}\n${JSON.stringify(entry)}`).not.toBe('open');
    // Others that wrote right behind us leave it written, then different.
    if (!others) expect(['applied', 'different'].includes(entry.result)).toBe(written);
    if (entry.steps.includes('written')) expect(written).toBe(true);
    if (written) expect(readFileSync(entry.backup ?? '', 'utf8')).toBe(OLD);
  }
  if (kind.endsWith('-by-others') && !others) {
    // A foreign rename in the microseconds before ours can't be seen on POSIX; a write into the file is kept.
    const lost = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.old'));
    if (kind === 'written-by-others') expect(lost, 'what somebody else wrote is lost').toHaveLength(1);
    else expect(point).toBe('checked-again');
  }
  if (ended.code === 0 && kind !== 'kill') expect(written).toBe(true);
  expect(ended.said).not.toContain('    at ');

  // Whatever it was, it can be finished, or is there already; nothing of ours is left beside the file.
  const again = await switchboard(['apply', changes, ...which]);
  expect(again.code, again.said).toBe(0);
  expect(readFileSync(file, 'utf8').replace(OTHERS, '')).toBe(NEW);
  if (!written) {
    const debris = readdirSync(path.dirname(file)).filter((name) => name.endsWith('.tmp'));
    expect(debris).toEqual([]);
  }
}

describe('an apply in which something goes wrong', () => {
  // A crash between any two steps must leave neither half a file nor an untrue journal.
  test.each(POINTS)('is whole after a kill at "%s"', { timeout: 120_000 }, (point) =>
    oneFault(point, 'kill'),
  );

  test(`is whole after ${RANDOM_RUNS} faults at random points`, { timeout: 1_200_000 }, async () => {
    const next = seeded();
    for (let run = 0; run < RANDOM_RUNS; run += 1) {
      const point = POINTS[next(POINTS.length)] ?? 'begun';
      const kind = KINDS[next(KINDS.length)] ?? 'kill';
      await oneFault(point, kind).catch((error: unknown) => {
        throw new Error(`${kind} at ${point}: ${String(error)}`, { cause: error });
      });
    }
  });
});

// Two windows, or a window and a script: the later one must not write over the earlier one's change.
test(`two programs that apply ${APPLIES} times each lose no update`, { timeout: 900_000 }, async () => {
  const { file } = place();
  const one = async (
    name: string,
    pool: string,
  ): Promise<{ last: number; applied: number; refused: number }> => {
    const dir = path.dirname(file);
    let last = 1000;
    let applied = 0;
    for (let run = 0; run < APPLIES; run += 1) {
      const value = 2000 + run;
      const changes = path.join(dir, `${name}.json`);
      const edit = { kind: 'set', target: { kind: 'pool', pool }, setting: 'queueLength', value: `${value}` };
      writeFileSync(changes, JSON.stringify({ changes: [{ kind: 'config', edit }] }));
      const which = ['--config', file, '--data', path.join(dir, name)];
      const ended = await switchboard(['apply', changes, '--json', ...which]);
      if (ended.code === 0) {
        last = value;
        applied += 1;
      } else {
        const { error } = JSON.parse(ended.out) as { error: { code: string } };
        expect(['file-changed', 'busy', 'write-failed']).toContain(error.code);
      }
      expect(readFileSync(file, 'utf8')).toContain(`name="${pool}"`);
    }
    return { last, applied, refused: APPLIES - applied };
  };
  const ends = await Promise.all([one('a', 'ChatPool'), one('b', 'EchoPool')]);
  const text = readFileSync(file, 'utf8');
  for (const [at, pool] of ['ChatPool', 'EchoPool'].entries()) {
    const { last, applied } = ends[at] ?? { last: 0, applied: 0 };
    expect(applied, 'nothing got through').toBeGreaterThan(0);
    expect(text).toMatch(new RegExp(`name="${pool}"[^>]* queueLength="${last}"`));
  }
  expect(text.replaceAll(/ queueLength="\d+"/g, '')).toBe(OLD);
});
