import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { logReport } from '../../logs/report';
import type { LogReport } from '../../logs/report';
import { scanLogs } from '../../logs/scan/log-scan';
import { ownThread } from '../../logs/scan/runner';
import { ScaledClock } from './clock';
import type { PracticeServer } from './practice-server';
import { closed, dial, eventually, get, pause, startServer, urlOf } from './testing/kit';

const SITES = 'c/inetpub/logs/logfiles';
const ERRORS = 'c/windows/system32/logfiles/httperr';

const scan = async (server: PracticeServer, known = {}): Promise<LogReport> => {
  const folders = [SITES, ERRORS].map((folder) => path.join(server.drivePath, folder));
  return logReport(await scanLogs(folders, ownThread(), { range: { since: null, until: null } }), known);
};

const written = (server: PracticeServer, look: (report: LogReport) => void): Promise<void> =>
  eventually(async () => look(await scan(server)));

describe('the logs of the practice server', () => {
  test('tell a recycle that cut the sockets, and how long each lived, with a clock 60 times faster', async () => {
    const { server } = await startServer();
    server.setClock(60);
    const sockets = [];
    for (let number = 0; number < 16; number += 1) {
      sockets.push((await dial(urlOf(server, 'Echo'))).socket);
      await pause(60);
    }
    const first = sockets.shift();
    first?.close(1000);
    const cut = Promise.all(sockets.map((socket) => closed(socket)));
    await server.perform({ kind: 'recycle-pool', pool: 'EchoPool' });
    await cut;
    await written(server, ({ lifetimesMs }) => expect(lifetimesMs.count).toBe(16));
    const { statuses, lifetimesMs, malformed, walls, peaks } = await scan(server);
    expect({ statuses, malformed, peaks }).toEqual({ statuses: { '101.0': 16 }, malformed: 0, peaks: [] });
    // They drained for 90 s of the server's time, and had been opened over a minute before.
    expect(lifetimesMs.p50).toBeGreaterThan(90_000);
    expect(walls).toHaveLength(1);
    expect(walls[0]?.ended).toBeGreaterThanOrEqual(12);
    const begun = Math.floor(Date.parse(walls[0]?.at ?? '') / 1000) - 90;
    const known = await scan(server, { recycles: [{ pool: 'EchoPool', at: begun - 2, drainSeconds: 90 }] });
    expect(known.walls[0]?.sentence).toContain('of W3SVC1 ended');
    expect(known.walls[0]?.sentence).toContain('the recycle of EchoPool');
  });

  test('have what HTTP.sys answers in HTTPERR and what the worker process answers in the log of the site', async () => {
    const { server } = await startServer();
    expect((await dial(urlOf(server, 'Chat'))).status).toBe(200);
    expect((await get(`${urlOf(server, 'Echo')}x?a=1&b`, { 'User-Agent': 'a b\tc' })).status).toBe(200);
    expect((await get(urlOf(server, 'Echo'), { Upgrade: 'websocket', Connection: 'Upgrade' })).status).toBe(
      400,
    );
    expect((await dial(urlOf(server, 'Orders'))).status).toBe(503);
    await written(server, ({ lines }) => expect(lines).toBe(4));
    const report = await scan(server);
    expect(report.statuses).toEqual({ '400.11': 1, '503': 1 });
    expect(report.reasons).toEqual({ ConnLimit: 1 });
    expect(readFileSync(path.join(server.drivePath, ERRORS, 'httperr1.log'), 'utf8')).toMatch(
      / HTTP\/1\.1 GET \/ 503 3 ConnLimit OrdersPool\r\n$/,
    );
    const folder = path.join(server.drivePath, SITES, 'w3svc1');
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^u_ex\d{6}\.log$/);
    const text = readFileSync(path.join(folder, name), 'utf8');
    expect(text).toMatch(/ GET \/x a=1&b \d+ - (127\.0\.0\.1|::1) a\+b\+c - 200 0 0 \d+\r\n/);
  });

  test('its own time runs as fast as its clock, and never jumps when that changes', () => {
    let real = 0;
    const clock = new ScaledClock(1, () => real);
    const start = clock.now();
    real = 1000;
    expect(clock.now() - start).toBe(1000);
    clock.setScale(60);
    expect(clock.now() - start).toBe(1000);
    real = 2000;
    expect(clock.now() - start).toBe(61_000);
    clock.setScale(1);
    real = 3000;
    expect(clock.now() - start).toBe(62_000);
  });
});
