import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import typical from '../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import type { JournalEntry } from '../../shared/model/changes';
import { createWindowsBox, type WindowsBox } from '../powershell/windows-box';
import { forgetLocks, FULL, INTEGRATED, seeded, copiedSwitchboard } from './switchboard';

const RUNS = FULL ? 60 : 2;
/** Of these an apply through IIS comes by; the others lie within the replacement of a file. */
const POINTS = ['previewed', 'begun', 'committed', 'noted', 'read-back', 'settled'] as const;
const KINDS = ['kill', 'kill-powershell', 'written-by-others'] as const;

const run = copiedSwitchboard();
/** What IIS makes of the file when nothing goes wrong; it formats it itself. */
let wanted = '';

interface Place {
  box: WindowsBox;
  changes: string;
  log: string;
  which: string[];
}

async function place(): Promise<Place> {
  const box = await createWindowsBox({ config: typical });
  onTestFinished(() => box.dispose());
  const changes = path.join(box.dir, 'changes.json');
  writeFileSync(changes, JSON.stringify({ changes: [INTEGRATED] }));
  const data = path.join(box.dir, 'data');
  mkdirSync(data);
  return { box, changes, log: path.join(box.dir, 'log'), which: ['--server', '.', '--data', data] };
}

const text = ({ box }: Place): string => readFileSync(box.configPath, 'utf8');

async function oneFault(point: string, kind: string, afterMs: number): Promise<void> {
  const here = await place();
  const { box, changes, log, which } = here;
  const env = { ...box.env, FAULT: `${point}:${kind}`, FAULT_FILE: box.configPath, FAULT_LOG: log };
  const ended = await run(['apply', changes, '--unlock', ...which], {
    ...env,
    FAULT_AFTER_MS: `${afterMs}`,
  });
  expect(readFileSync(log, 'utf8'), `${point} was never reached`).toBe(`${point}\n`);
  if (kind === 'kill') expect(ended.signal).toBe('SIGKILL');
  expect(ended.said).not.toContain('    at ');
  forgetLocks(box.dir);

  const is = text(here).replace('<!-- somebody else -->\n', '');
  const written = is === wanted;
  expect([typical, wanted].includes(is), 'the file is neither wholly old nor wholly new').toBe(true);
  const journal = await run(['journal', '--json', ...which], box.env);
  expect(journal.code, journal.said).toBe(0);
  const [entry] = (JSON.parse(journal.out) as { entries: JournalEntry[] }).entries;
  if (entry === undefined) expect(written, 'it was written without a line in the journal').toBe(false);
  else {
    expect(entry.result, `${ended.said}\n${JSON.stringify(entry)}`).not.toBe('open');
    if (kind !== 'written-by-others')
      expect(['applied', 'different'].includes(entry.result), JSON.stringify(entry)).toBe(written);
    if (written) expect(backups(box)).toContain(typical);
  }
  const again = await run(['apply', changes, '--unlock', ...which], box.env);
  expect(again.code, again.said).toBe(0);
  expect(text(here)).toContain('managedPipelineMode="Integrated"');
}

function backups(box: WindowsBox): string[] {
  const folder = path.join(box.env['windir'] ?? '', 'System32/inetsrv/backup');
  return readdirSync(folder).map((name) =>
    readFileSync(path.join(folder, name, 'applicationHost.config'), 'utf8'),
  );
}

// A lost connection in the middle of a commit must not leave the journal with a guess.
test(`an apply through IIS is whole after ${RUNS} faults`, { timeout: 3_600_000 }, async () => {
  const undisturbed = await place();
  const good = await run(
    ['apply', undisturbed.changes, '--unlock', ...undisturbed.which],
    undisturbed.box.env,
  );
  expect(good.code, good.said).toBe(0);
  wanted = text(undisturbed);
  expect(wanted).not.toBe(typical);
  const next = seeded();
  for (let at = 0; at < RUNS; at += 1) {
    const kind = KINDS[at % KINDS.length] ?? 'kill';
    const point = POINTS[next(POINTS.length)] ?? 'begun';
    const afterMs = next(400);
    await oneFault(point, kind, afterMs).catch((error: unknown) => {
      throw new Error(`${kind} ${afterMs} ms after ${point}: ${String(error)}`, { cause: error });
    });
  }
});
