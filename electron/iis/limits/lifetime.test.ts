import { describe, expect, test } from 'vitest';
import { roughly, timeOfDay } from '../../../shared/words';
import { limitsPage } from '.';
import { AT, configOf, environmentOf, page, practiceAt } from './testing/sample';
import type { Sample } from './testing/sample';

const cutOf = (made: ReturnType<typeof page>, id: string) => made.cuts.find((one) => one.id === id);
const restartEvery = (time: string, schedule: readonly string[] = []): string =>
  `<processModel shutdownTimeLimit="00:00:30" /><recycling><periodicRestart time="${time}"><schedule>${schedule.map((one) => `<add value="${one}" />`).join('')}</schedule></periodicRestart></recycling>`;

describe('a restart after a time', () => {
  const sample = { pool: restartEvery('01:00:00') };

  test('would be counted from now, though the worker process has run for a while', () => {
    const made = page(sample, practiceAt({ workerAgeS: 600 }));
    expect(cutOf(made, 'pool.periodicRestart.time')).toMatchObject({ afterS: 3000, leaveS: 30 });
    expect(cutOf(made, 'pool.periodicRestart.time')?.arithmetic).toContain('1 h − 10 min = 50 min from now');
    expect(made.lives.talking).toEqual({ untilS: 3030, cut: 'pool.periodicRestart.time' });
  });

  test('would forget what has gone by since the state was read, at the speed of that clock', () => {
    const made = page(sample, practiceAt({ workerAgeS: 600, speed: 60 }), '/', { nowMs: AT + 10_000 });
    expect(cutOf(made, 'pool.periodicRestart.time')?.afterS).toBe(2400);
  });

  test('would be shorter where no worker process runs, or its age is not told', () => {
    expect(cutOf(page(sample, practiceAt({ workerAgeS: null })), 'pool.periodicRestart.time')?.afterS).toBe(
      3600,
    );
    expect(cutOf(page(sample), 'pool.periodicRestart.time')?.afterS).toBe(3600);
  });
});

describe('a schedule', () => {
  const sample = { pool: restartEvery('00:00:00', ['03:00:00', '15:00:00']) };

  test('would take the first of the list instead of the next by the clock', () => {
    const noon = page(sample, practiceAt({ timeOfDayS: 12 * 3600 }));
    expect(cutOf(noon, 'pool.schedule')).toMatchObject({
      title: 'scheduled recycle 15:00',
      afterS: 10_800,
      cuts: 'all',
    });
    const evening = page(sample, practiceAt({ timeOfDayS: 23 * 3600 }));
    expect(cutOf(evening, 'pool.schedule')).toMatchObject({
      title: 'scheduled recycle 03:00',
      afterS: 14_400,
    });
    expect(noon.sub).toContain('a socket lives until ChatPool restarts, after 3 h.');
  });

  test('would be due again in the very second that it was done', () => {
    expect(cutOf(page(sample, practiceAt({ timeOfDayS: 10_800 })), 'pool.schedule')?.afterS).toBe(43_200);
    const one = { pool: restartEvery('00:00:00', ['03:00:00']) };
    expect(cutOf(page(one, practiceAt({ timeOfDayS: 10_800 })), 'pool.schedule')?.afterS).toBe(86_400);
  });

  test('would have a time of its own on a server whose clock is not read, or no end at all', () => {
    const made = page(sample);
    expect(cutOf(made, 'pool.schedule')).toMatchObject({
      afterS: null,
      withinS: 43_200,
      when: 'at 03:00 and 15:00 every day',
    });
    expect(made.lives.talking).toMatchObject({
      untilS: 43_230,
      unknown: expect.stringContaining('03:00') as string,
    });
  });

  test("would be told in our zone instead of the server's", () => {
    const environment = environmentOf('Windows Server 2019', false, 120);
    const made = page(sample, null, '/', { environment, nowMs: Date.parse('2026-01-01T00:30:00Z') });
    expect(cutOf(made, 'pool.schedule')).toMatchObject({ title: 'scheduled recycle 03:00', afterS: 1800 });
  });
});

describe('silence', () => {
  const arr = (more: Partial<Sample> = {}): Sample => ({
    pool: restartEvery('01:00:00'),
    proxy: 'enabled="true" timeout="00:05:00"',
    rule: 'http://127.0.0.1:3000/{R:1}',
    ...more,
  });

  test('would not be cut by ARR, or a socket that talks would', () => {
    const made = page(arr());
    expect(cutOf(made, 'arr.timeout')).toMatchObject({ cuts: 'silent', afterS: 300 });
    expect(made.lives).toMatchObject({
      silent: { untilS: 300, cut: 'arr.timeout' },
      talking: { untilS: 3630 },
    });
    expect(made.sub).toContain('A silent socket lives 5 min, any other lives until ChatPool restarts');
  });

  test('would be cut although IIS pings before, or kept by a ping that comes too late', () => {
    expect(cutOf(page(arr({ webSocket: 'pingInterval="00:00:30"' })), 'arr.timeout')?.cuts).toBe('none');
    expect(cutOf(page(arr({ webSocket: 'pingInterval="00:05:00"' })), 'arr.timeout')?.cuts).toBe('silent');
  });

  test('would be cut by a proxy that is off, or that no rule forwards to', () => {
    expect(cutOf(page(arr({ proxy: 'enabled="false"' })), 'arr.timeout')).toBeUndefined();
    expect(cutOf(page({ ...arr(), rule: '/elsewhere/{R:1}' }), 'arr.timeout')).toBeUndefined();
  });

  test("would be cut after the server's time-out where a farm has its own, 30 s by default", () => {
    const farm = { rule: 'http://Nodes/{R:0}', farms: '<webFarm name="nodes" />' };
    expect(cutOf(page(arr(farm)), 'arr.timeout')).toMatchObject({
      afterS: 30,
      title: 'time-out of farm nodes',
    });
  });

  test('would not be met in front of the server, or pings would not help there', () => {
    const sample = { pool: restartEvery('00:00:00') };
    const made = page(sample, null, '/', { hopS: 60 });
    expect(cutOf(made, 'hop.timeout')).toMatchObject({ cuts: 'silent', afterS: 60, from: 'typed here' });
    const pinged = page({ ...sample, webSocket: 'pingInterval="00:00:20"' }, null, '/', { hopS: 60 });
    expect(cutOf(pinged, 'hop.timeout')?.cuts).toBe('none');
    expect(pinged.lives.silent).toEqual({ untilS: null, cut: null });
  });

  test('would be called safe where a web.config that was not read may forward it', () => {
    const config = configOf(arr({ rule: '' }), false);
    const made = limitsPage({ config, site: 'Chat', application: '/', runtime: null, nowMs: AT });
    expect(cutOf(made, 'arr.timeout')).toMatchObject({ afterS: null, cuts: 'silent' });
    expect(made.lives.silent.unknown).toContain('ARR time-out: unknown');
  });
});

describe('words', () => {
  test.each([
    [59, '59 s'],
    [104_397, '29 h'],
    [700, '12 min'],
  ])('%i s are roughly %s', (seconds, words) => expect(roughly(seconds)).toBe(words));

  test('a time of day has no seconds unless it needs them', () => {
    expect([timeOfDay(10_800), timeOfDay(10_830), timeOfDay(0)]).toEqual(['03:00', '03:00:30', '00:00']);
  });
});

test.each([
  ['switched off', { webSocket: 'enabled="false" pingInterval="00:00:20"' }],
  [
    'under iisnode',
    {
      webSocket: 'pingInterval="00:00:20"',
      handlers: '<add name="node" path="*.js" verb="*" modules="iisnode" />',
    },
  ],
])('%s, IIS would be thought to ping a socket that it does not frame', (_where, sample) => {
  const made = page(sample, null, '/', { hopS: 60 });
  expect(cutOf(made, 'hop.timeout')).toMatchObject({ cuts: 'silent', afterS: 60 });
  expect(made.lives.silent).toMatchObject({ untilS: 60 });
});
