import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { scanLogs } from '../scan/log-scan';
import type { LogScan } from '../scan/log-scan';
import { ownThread } from '../scan/runner';

/** A scratch folder for the tests of a file; `scan` writes one log (its name may have a folder) and reads it alone. */
export function logFolder(): {
  scan: (text: string, range?: { since?: number; until?: number }, name?: string) => Promise<LogScan>;
} {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'switchboard-logs-'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    scan: (text, { since, until } = {}, name = 'u_ex261124.log') => {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return scanLogs([file], ownThread(), { range: { since: since ?? null, until: until ?? null } });
    },
  };
}
