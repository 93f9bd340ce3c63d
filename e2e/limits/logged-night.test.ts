import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { LogView } from '../../shared/model/logs';
import { PracticeGateway } from '../../electron/gateways/practice/practice-gateway';
import type { PracticeServer } from '../../electron/gateways/practice/practice-server';
import { ownThread } from '../../electron/logs/scan/runner';
import { logSettings } from '../../electron/logs/sources';
import { LogFlush } from '../../electron/servers/log-flush';
import { LogJob } from '../../electron/servers/log-job';
import { logPlaces } from '../../electron/servers/log-paths';
import { ServerSession } from '../../electron/servers/server-session';
import { silentLog } from '../../electron/storage/log';
import type { SocketSession } from '../../electron/websocket/socket-session';
import { practiceConfig } from './practice-config';
import { connect, freePort, onPractice, urlOf, when } from './rig';

const SPEED = 60;
const TIMEOUT_S = 100;
const SILENT = 24;
const TALKING = 14;
/**
 * A time-out is known by its length and up to 2.5 s more, a recycle by its time and up to 5 s more: 42 and 83 ms at this
 * speed, which a machine that does other things as well may be late by.
 */
const retry = 5;
const never = new AbortController().signal;

const two = (value: number): string => String(value).padStart(2, '0');

test(
  'from logs of the practice server, its clock 60 times faster, the recycle and the time-out are named',
  { retry, timeout: 60_000 },
  async () => {
    // Two to three minutes of the server's time from now, on the minute, as schedules are.
    const scheduled = new Date(Math.ceil((Date.now() + 120_000) / 60_000) * 60_000);
    const schedule = [`${two(scheduled.getHours())}:${two(scheduled.getMinutes())}:00`];
    const arr = { timeoutS: TIMEOUT_S, farm: false };
    const text = practiceConfig({ port: await freePort(), pool: { schedule, shutdownS: 90 }, arr });
    const { walls, peaks, statuses, lifetimesMs } = await onPractice(text, async (server) => {
      server.setClock(SPEED);
      await untilAllAreCut(urlOf(server, 'Probe'));
      return shown(server);
    });
    expect(statuses.map(({ name, count }) => [name, count])).toEqual([['101.0', SILENT + TALKING]]);
    expect(lifetimesMs.count).toBe(SILENT + TALKING);

    expect(peaks).toHaveLength(1);
    expect(peaks[0]?.count).toBeGreaterThanOrEqual(SILENT / 2);
    expect(peaks[0]?.sentence).toMatch(
      /^\d+ of 38 sockets lived .*: the ARR timeout \(system\.webServer\/proxy timeout, 00:01:40\)\.$/,
    );

    expect(walls).toHaveLength(1);
    expect(walls[0]?.ended).toBeGreaterThanOrEqual(TALKING / 2);
    expect(walls[0]?.sentence).toMatch(/ open sockets of Probe ended within (one second|\d s): /);
    // As the configuration has it, in the server's own time: that of this machine.
    const begun = scheduled.toTimeString().slice(0, 5);
    expect(walls[0]?.sentence).toContain(`the recycle of ProbePool that its schedule has at ${begun}`);
  },
);

/** Sockets that say nothing, and others that go on talking, opened over most of a minute of the server's time. */
async function untilAllAreCut(url: string): Promise<void> {
  const sockets: SocketSession[] = [];
  const talking: SocketSession[] = [];
  const talk = setInterval(() => {
    for (const socket of talking)
      if (socket.state().phase === 'open') socket.send({ kind: 'text', text: 'still here' });
  }, 300);
  for (let number = 0; number < SILENT + TALKING; number += 1) {
    const socket = await connect(url);
    sockets.push(socket);
    if (number % 8 < 3 && talking.length < TALKING) talking.push(socket);
    await pause(20);
  }
  await Promise.all(sockets.map((socket) => when(socket, ({ phase }) => phase === 'ended')));
  clearInterval(talk);
  for (const socket of sockets) socket.dispose();
  // Rows are written together, a moment later.
  await pause(500);
}

/** What the page would show of the site: settings, places and scan are the product's own. */
async function shown(server: PracticeServer): Promise<LogView> {
  const dataDir = path.dirname(path.dirname(server.configPath));
  const connectNobody = () => Promise.reject(new Error('this proof asks for no run time'));
  const gateway = new PracticeGateway({ dataDir, connect: connectNobody, log: silentLog });
  const entry = { id: 'practice', kind: 'practice' as const, name: 'Practice', detail: '' };
  const session = new ServerSession({ entry, gateway, log: silentLog, now: () => new Date() });
  try {
    const { config } = await session.snapshot();
    const { folder } = logSettings(config, 'Probe');
    const job = new LogJob(
      {
        ...{ session, site: 'Probe', runner: ownThread(), flush: new LogFlush({}) },
        paths: folder === null ? [] : logPlaces(session, folder).paths,
        opened: false,
        range: { since: null, until: null, site: 1 },
      },
      { config, progress: () => undefined, signal: never },
    );
    return await job.run(false);
  } finally {
    await session.dispose();
  }
}
