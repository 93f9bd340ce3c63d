import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readServer } from '../../electron/iis/config';
import { limitsPage } from '../../electron/iis/limits';
import type { PracticeServer } from '../../electron/gateways/practice/practice-server';
import type { Life, LimitsPage } from '../../shared/model/limits';
import type { SocketSession } from '../../electron/websocket/socket-session';
import { behindHop, hopProgram } from './hops';
import type { HopKind } from './hops';
import { practiceConfig } from './practice-config';
import { connect, freePort, FULL, onPractice, SEED, urlOf, when } from './rig';

/** The practice server's clock runs so many times as fast as ours; the hops are real, so theirs doesn't. */
const SPEED = 60;
/** No run is longer, by the practice server's clock. */
const LONGEST_S = 600;
const TOLERANCE = 0.1;
const BUSY_EVERY_S = 12;
/** How many practice servers run side by side: all of them and all sockets live in this one process. */
const AT_ONCE = 4;

interface Case {
  restartMin: number;
  /** Minutes from the start to the recycle of the schedule; 0: no schedule. */
  scheduleMin: number;
  shutdownS: number;
  pingS: number;
  arr: { timeoutS: number; farm: boolean } | null;
  hop: { kind: HopKind; silenceS: number } | null;
  alwaysRunning: boolean;
  /** Seconds that an AlwaysRunning worker process has run before the sockets open. */
  headStartS: number;
}

const silence = fc.integer({ min: 60, max: 280 });
const plain = fc.record<Case>({
  restartMin: fc.constantFrom(0, 3, 4, 5, 6, 7, 8),
  scheduleMin: fc.constantFrom(0, 0, 3, 4, 5, 6, 7),
  shutdownS: fc.integer({ min: 1, max: 90 }),
  pingS: fc.constantFrom(0, 0, 30, 45, 100, 200, 400),
  arr: fc.option(fc.record({ timeoutS: silence, farm: fc.boolean() }), { freq: 3 }),
  hop: fc.constant(null),
  alwaysRunning: fc.boolean(),
  headStartS: fc.integer({ min: 0, max: 90 }),
});

/** Ends within ten minutes, and no ping comes in the very moment of a time-out. */
function isSound({ restartMin, scheduleMin, shutdownS, headStartS, pingS, arr, hop }: Case): boolean {
  const cuts = [restartMin, scheduleMin].filter((minutes) => minutes > 0).map((minutes) => minutes * 60);
  if (cuts.length === 0 || Math.min(...cuts) < headStartS + 90) return false;
  if (Math.min(...cuts) + shutdownS > LONGEST_S - 20) return false;
  const limits = [arr?.timeoutS, hop?.silenceS].flatMap((one) => one ?? []);
  return limits.every((limit) => Math.abs(limit - pingS) > 15);
}

/** The first ones of a hop have nothing else that cuts silence, so that the hop itself is met. */
const withHop = (kind: HopKind, alone: boolean) =>
  fc
    .tuple(plain, silence)
    .map(([one, silenceS]): Case => {
      const met = { ...one, hop: { kind, silenceS } };
      return alone ? { ...met, arr: null, pingS: 0 } : met;
    })
    .filter(isSound);

const sample = (arbitrary: fc.Arbitrary<Case>, numRuns: number, nth: number): Case[] =>
  fc.sample(arbitrary, { numRuns, seed: SEED + nth });

const cases = [
  ...sample(plain.filter(isSound), FULL ? 15 : 3, 0),
  ...sample(withHop('nginx', true), FULL ? 2 : 1, 1),
  ...sample(withHop('nginx', false), FULL ? 1 : 0, 2),
  ...sample(withHop('haproxy', true), 1, 3),
  ...sample(withHop('haproxy', false), FULL ? 1 : 0, 4),
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A time of day as the schedule has it: whole minutes, the first one at least so many minutes away. */
function timeAfter(nowS: number, minutes: number): string {
  const at = Math.ceil(nowS / 60 + minutes) % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}:00`;
}

/** Seconds of the practice server's clock. */
interface Outcome {
  forecast: number;
  cut: string | null;
  fact: number;
  /** Part of the forecast by which it missed. */
  off: number;
}

interface Met {
  silent: Outcome;
  talking: Outcome;
}

async function run(one: Case): Promise<Met> {
  const port = await freePort();
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const text = practiceConfig({
    port,
    pool: {
      ...(one.alwaysRunning ? { startMode: 'AlwaysRunning' } : {}),
      restartS: one.restartMin * 60,
      shutdownS: one.shutdownS,
      schedule:
        one.scheduleMin === 0 ? [] : [timeAfter((Date.now() - midnight.getTime()) / 1000, one.scheduleMin)],
    },
    pingS: one.pingS,
    ...(one.arr === null ? {} : { arr: one.arr }),
  });
  return onPractice(text, async (server) => {
    server.setClock(SPEED);
    if (one.alwaysRunning) await pause((one.headStartS / SPEED) * 1000);
    const target = new URL(urlOf(server, 'Probe'));
    if (one.hop === null) return meet(server, text, target.href, null);
    const { kind, silenceS } = one.hop;
    return behindHop(kind, Number(target.port), Math.round((silenceS / SPEED) * 1000), (hopPort) => {
      target.port = String(hopPort);
      return meet(server, text, target.href, silenceS);
    });
  });
}

async function meet(server: PracticeServer, text: string, url: string, hopS: number | null): Promise<Met> {
  // The same text as the server obeys, read for the forecast alone.
  const config = readServer({
    applicationHost: { path: 'applicationHost.config', bytes: Buffer.from(text) },
    webConfigs: { complete: true, files: [] },
  });
  const forecast = (): LimitsPage['lives'] => {
    const facts = { config, site: 'Probe', application: '/', runtime: server.runtime(), hopS };
    return limitsPage({ ...facts, nowMs: Date.now() }).lives;
  };
  const [silent, talking] = await Promise.all([
    life(url, () => forecast().silent, false),
    life(url, () => forecast().talking, true),
  ]);
  return { silent, talking };
}

/** What is forecast for a socket when it is open, and the seconds of the server's clock that it then really lives. */
async function life(url: string, forecast: () => Life, talks: boolean): Promise<Outcome> {
  const session = await connect(url);
  const opened = performance.now();
  if (session.state().phase !== 'open')
    throw new Error(`No socket could be opened: ${session.state().diagnosis?.sentence ?? 'unknown'}`);
  const { untilS, cut } = forecast();
  const talk = talks ? setInterval(() => say(session), (BUSY_EVERY_S / SPEED) * 1000) : undefined;
  const late = setTimeout(() => session.dispose(), ((LONGEST_S * 1.2) / SPEED) * 1000);
  await when(session, ({ phase }) => phase === 'ended');
  clearInterval(talk);
  clearTimeout(late);
  const fact = ((performance.now() - opened) / 1000) * SPEED;
  const expected = untilS ?? Infinity;
  return { forecast: expected, cut, fact, off: Math.abs(fact - expected) / expected };
}

function say(session: SocketSession): void {
  if (session.state().phase === 'open') session.send({ kind: 'text', text: 'still here' });
}

const told = ({ forecast, cut, fact, off }: Outcome): string =>
  `${forecast} s by ${cut ?? 'nothing'}, met ${fact.toFixed(1)} s, off by ${(off * 100).toFixed(1)} %`;

// An installation stops this whole process for a minute, and with it every clock of a case.
beforeAll(() => {
  for (const kind of ['nginx', 'haproxy'] as const) hopProgram(kind);
}, 600_000);

describe(`the lifetime forecast, seed ${SEED}`, () => {
  test('would miss when a real idle or busy socket is cut by more than a tenth', async () => {
    const waiting = [...cases];
    const met: { one: Case; silent: Outcome; talking: Outcome }[] = [];
    const lane = async (): Promise<void> => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
        met.push({ one, ...(await run(one)) });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    for (const { one, silent, talking } of met)
      console.log(`${JSON.stringify(one)}\n  silent: ${told(silent)}\n  talking: ${told(talking)}`);
    const outcomes = met.flatMap(({ silent, talking }) => [silent, talking]);
    expect(met).toHaveLength(cases.length);
    expect(met.filter(({ silent, talking }) => !(Math.max(silent.off, talking.off) <= TOLERANCE))).toEqual(
      [],
    );
    expect(Math.max(...outcomes.map(({ fact }) => fact))).toBeLessThanOrEqual(LONGEST_S);
    // Else the proof would hold a forecast against one kind of cut only.
    expect(new Set(outcomes.map(({ cut }) => cut)).size).toBeGreaterThanOrEqual(FULL ? 4 : 3);
  });
});
