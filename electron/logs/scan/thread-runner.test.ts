import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildCli } from '../../../scripts/lib/builds.mjs';
import { logReport } from '../report';
import { scanLogs } from './log-scan';
import { ownThread } from './runner';
import { ThreadRunner } from './thread-runner';

let dir = '';
beforeAll(async () => {
  await buildCli();
  dir = mkdtempSync(path.join(tmpdir(), 'switchboard-threads-'));
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('compressed logs that a thread has at once are not read into one another', async () => {
  for (let file = 1; file <= 12; file += 1) {
    const rows = Array.from(
      { length: 8000 },
      (_, at) => `2026-11-24 03:00:00 /chat${at % file} 101 ${at}\r\n`,
    );
    const text = `#Fields: date time cs-uri-stem sc-status time-taken\r\n${rows.join('')}`;
    writeFileSync(path.join(dir, `${file}.log.gz`), gzipSync(text));
  }
  const threads = new ThreadRunner();
  const options = { range: { since: null, until: null } };
  try {
    const there = await scanLogs([dir], threads, options);
    const here = await scanLogs([dir], ownThread(), options);
    expect(there.tally.lines).toBe(here.tally.lines);
    expect(logReport(there).statuses).toEqual(logReport(here).statuses);
    expect(logReport(there).lifetimesMs).toEqual(logReport(here).lifetimesMs);
  } finally {
    await threads.close();
  }
});
