import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scanLogs } from './log-scan';
import { ownThread } from './runner';
import { countSocketPages, socketPageSentences } from './socket-pages';

test('a 200 is told where a socket ended or an upgrade was refused, and on no other page', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-pages-'));
  const rows = [
    '/chat 200 0',
    '/chat 101 0',
    '/chat 200 0',
    '/hub 426 0',
    '/hub 200 0',
    '/ 200 0',
    '/ 400 0',
  ];
  const lines = rows.map((row) => `2026-11-24 03:00:00 ${row}`);
  const text = ['#Fields: date time cs-uri-stem sc-status sc-substatus', ...lines, ''].join('\r\n');
  writeFileSync(path.join(dir, 'u_ex261124.log'), text);
  const runner = ownThread();
  const range = { since: null, until: null };
  const scan = await scanLogs([dir], runner, { range });
  await countSocketPages([dir], scan, runner, { range, signal: new AbortController().signal });
  expect(socketPageSentences(scan).map((said) => said.split(' instead')[0])).toEqual([
    '2 requests to /chat were answered 200',
    '1 request to /hub was answered 200',
  ]);
  expect(scan.tally.lines).toBe(7);
  rmSync(dir, { recursive: true });
});
