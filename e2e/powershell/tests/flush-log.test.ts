import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { configText } from '../../../electron/iis/config/samples/samples';
import { openBox } from './open-box';

const CONFIG = configText({});
const ROW = '2026-11-24 03:00:00 101\r\n';

describe('rows that HTTP.sys keeps back', () => {
  test('are in the log when they were asked for, on a server that was not unlocked, too', async () => {
    const { gateway, box } = await openBox({ config: CONFIG });
    gateway.real.unlocked = false;
    const log = path.join(box.dir, 'u_ex261124.log');
    await writeFile(log, '#Fields: date time sc-status\r\n');
    await box.setFile('held-rows.json', { [log]: ROW });
    await gateway.flushLogs();
    await gateway.flushLogs();
    expect(await readFile(log, 'utf8')).toBe(`#Fields: date time sc-status\r\n${ROW}`);
  }, 60_000);

  test('stay back from an account that is not elevated, and the refusal is no other fault', async () => {
    const { gateway } = await openBox({ config: CONFIG, elevated: false });
    await expect(gateway.flushLogs()).rejects.toMatchObject({
      code: 'action-refused',
      message: 'netsh http flush logbuffer was refused.',
    });
    // Its session is none the worse for it.
    expect((await gateway.runtime()).sites.length).toBeGreaterThan(0);
  }, 60_000);
});
