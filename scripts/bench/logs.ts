import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { logReport } from '../../electron/logs/report';
import { scanLogs } from '../../electron/logs/scan/log-scan';
import { ThreadRunner } from '../../electron/logs/scan/thread-runner';
import { makeLogs } from '../make-logs.mjs';
import { absoluteRow, median, ratioRow } from './row';
import type { Bench, Row } from './row';
import { freshFolder, root } from './window';

const BYTES = 1_000_000_000;
const RUNS = 7;
const MEGABYTE = 1024 * 1024;
const PATTERN = '^([^ ]+ ){11}(101|400|401|403|404|426|500|501|502|503) ';

/** Runs a program to its end; answers the ms and the sum of the counts that it printed. */
function timedCount(file: string, args: string[]): Promise<{ ms: number; count: number }> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(file, args, {
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const ms = performance.now() - begun;
      if (code !== 0) reject(new Error(`${file} ended with ${code ?? 'a signal'}`));
      else
        resolve({
          ms,
          count: out
            .trim()
            .split('\n')
            .reduce((sum, line) => sum + Number(line.split(':').at(-1)), 0),
        });
    });
  });
}

const NO_RANGE = { range: { since: null, until: null } };

/** The whole scan with its report, threads kept as the engine keeps them. */
async function timedScan(
  dir: string,
  runner: ThreadRunner,
): Promise<{ ms: number; rows: number; sockets: number }> {
  const begun = performance.now();
  const report = logReport(await scanLogs([dir], runner, NO_RANGE));
  const ms = performance.now() - begun;
  const rows = Object.values(report.statuses).reduce((sum, count) => sum + count, 0);
  if (report.malformed > 0 || report.unreadable.length > 0)
    throw new Error('the made logs were not read wholly');
  return { ms, rows, sockets: report.statuses['101.0'] ?? 0 };
}

/** Resident memory of the command line, at its highest, in MB: Linux counts it for us. */
async function peakMemory(args: string[]): Promise<number> {
  const script = `import { readFileSync } from 'node:fs';
process.on('exit', () => process.stderr.write(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`;
  const preload = `data:text/javascript,${encodeURIComponent(script)}`;
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--import', preload, path.join(root, 'out/cli/switchboard.mjs'), ...args],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Number(said) / 1024);
      else reject(new Error(`switchboard ${args.join(' ')} ended with ${code ?? 'a signal'}: ${said}`));
    });
  });
}

async function memory(dir: string, files: readonly string[]): Promise<Row[]> {
  if (!existsSync('/proc/self/status')) return [];
  const idle = await peakMemory(['--help']);
  const rows: Row[] = [];
  for (const [what, which] of [
    ['100 MB', files[0] ?? dir],
    ['1 GB', dir],
  ] as const) {
    const value = (await peakMemory(['logs', which, '--json'])) - idle;
    rows.push(
      absoluteRow({
        name: `logs: memory over idle, ${what}`,
        value,
        unit: 'MB',
        reference: idle,
        against: 'the command line, idle',
        bound: 150,
      }),
    );
  }
  return rows;
}

/** 1 GB of W3C log: the whole scan with all its sums, against grep and ripgrep over the same bytes, in turn. */
export const logs: Bench = async () => {
  const folder = freshFolder();
  const runner = new ThreadRunner();
  try {
    const files = makeLogs(folder.dir, { bytes: BYTES });
    const scan: number[] = [];
    const grep: number[] = [];
    const ripgrep: number[] = [];
    // Once over all of it first: the cache is warm for the first who is measured, too.
    for (const file of files) readFileSync(file);
    for (let run = -1; run < RUNS; run += 1) {
      const ours = await timedScan(folder.dir, runner);
      const fixed = await timedCount('grep', ['-F', '-c', ' 101 ', ...files]);
      const pattern = await timedCount('rg', ['-c', PATTERN, ...files]);
      if (pattern.count !== ours.rows || fixed.count < ours.sockets)
        throw new Error(`the counts differ: ${ours.rows} here, ${pattern.count} by ripgrep`);
      if (run < 0) continue;
      scan.push(ours.ms);
      grep.push(fixed.ms);
      ripgrep.push(pattern.ms);
    }
    const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / MEGABYTE;
    const name = `logs: scan of ${megabytes.toFixed(0)} MB with all sums`;
    const figure = { name, value: median(scan), unit: 'ms' };
    return [
      ratioRow({ ...figure, reference: median(grep), against: "LC_ALL=C grep -F -c ' 101 '", bound: 1 }),
      ratioRow({
        ...figure,
        reference: median(ripgrep),
        against: 'rg -c, the status by a pattern',
        bound: 1 / 3,
      }),
      ...(await memory(folder.dir, files)),
    ];
  } finally {
    await runner.close();
    folder.remove();
  }
};
