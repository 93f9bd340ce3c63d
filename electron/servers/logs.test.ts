import { appendFileSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { JobProgress } from '../../shared/contract';
import type { LogView } from '../../shared/model/logs';
import { buildCli } from '../../scripts/lib/builds.mjs';
import { LogService } from './logs';
import { fullText, openOn } from './testing/memory-server';

const FIELDS = '#Fields: date time cs-uri-stem c-ip sc-status sc-substatus time-taken\r\n';
const row = (status: number, second = 0): string =>
  `2026-11-24 03:00:0${second} /chat 10.0.0.1 ${status} 0 120000\r\n`;
const range = { since: null, until: null };

const dir = mkdtempSync(path.join(tmpdir(), 'switchboard-log-service-'));
beforeAll(() => buildCli(), 240_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function serviceFor(file: string) {
  const { open } = await openOn(fullText);
  const service = new LogService(() => Promise.resolve(open));
  onTestFinished(() => service.dispose());
  const place = { serverId: 'memory', site: 'Chat', paths: [file] };
  /** Cancelled as soon as a progress is the wanted one; answers all that were told, and the end. */
  const scan = async (follow: boolean, until: (progress: JobProgress<'logs.scan'>) => boolean) => {
    const stop = new AbortController();
    const told: LogView[] = [];
    const view = await service.scan(
      { ...place, range, follow },
      (progress) => {
        told.push(progress.view);
        if (until(progress)) stop.abort();
      },
      stop.signal,
    );
    return { told, view };
  };
  return { service, scan, rows: { ...place, range, status: '', reason: '' } };
}

describe('the logs of a site on the page', () => {
  test('were all read again, and lost where a log was deleted, when following was switched off or on', async () => {
    const file = path.join(dir, 'u_ex261124.log');
    writeFileSync(file, FIELDS + row(101));
    const { scan } = await serviceFor(file);
    const grown = await scan(true, ({ state, view }) => {
      if (state === 'following' && view.lines === 1) appendFileSync(file, row(503, 1));
      if (view.lines === 2) unlinkSync(file);
      return view.lines === 2;
    });
    expect([grown.view.files, grown.view.lines]).toEqual([1, 2]);
    const again = await scan(true, ({ state }) => state === 'following');
    expect(again.told).toHaveLength(1);
    expect(again.view).toEqual(grown.view);
    const anew = await scan(false, () => false);
    expect([anew.view.files, anew.view.lines]).toEqual([0, 0]);
  });

  test('are followed from a scan that was not, with nothing read twice', async () => {
    const file = path.join(dir, 'once.log');
    writeFileSync(file, FIELDS + row(101));
    const { scan } = await serviceFor(file);
    await scan(false, () => false);
    appendFileSync(file, row(503, 1));
    const { told, view } = await scan(true, (progress) => progress.view.lines === 2);
    expect(told.map(({ lines }) => lines)).toEqual([1, 2]);
    expect(view.statuses.map(({ name, count }) => [name, count])).toEqual([
      ['101.0', 1],
      ['503.0', 1],
    ]);
  });

  test('of a scan that was cancelled looked like the whole: it is said, and rows are of what was read', async () => {
    const file = path.join(dir, 'large.log.gz');
    const part = gzipSync(FIELDS + (row(200).repeat(49) + row(101)).repeat(3000));
    writeFileSync(file, Buffer.concat(Array.from({ length: 100 }, () => part)));
    const { service, scan, rows } = await serviceFor(file);
    const { view } = await scan(false, () => true);
    expect(view.leftOut[0]).toMatch(
      /^The scan was cancelled after [\d,]+ [KM]B of [\d,]+ [KM]B: sums and rows are of that part only\.$/,
    );
    expect(view.lines).toBeLessThan(15_000_000);
    const { total, more } = await service.rows(rows, 0, 10);
    expect(total + more).toBe(view.lifetimesMs.count);
  });

  test('of a scan that was cancelled are whole again after the next one', async () => {
    const file = path.join(dir, 'small.log');
    writeFileSync(file, FIELDS + row(101) + row(404, 1));
    const { service, scan, rows } = await serviceFor(file);
    const stop = new AbortController();
    stop.abort();
    const none = await service.scan({ ...rows, range, follow: false }, () => undefined, stop.signal);
    expect(none.heading).toBe('The scan was cancelled before a log was read.');
    expect(none.leftOut[0]).toMatch(/^The scan was cancelled/);
    expect((await service.rows(rows, 0, 10)).total).toBe(0);
    await scan(false, () => false);
    const found = await service.rows(rows, 0, 10);
    expect(found.rows.map(({ status }) => status)).toEqual(['404.0', '101.0']);
    appendFileSync(file, row(503, 2));
    expect((await service.rows(rows, 0, 10)).rows[0]?.status).toBe('503.0');
  });
});
