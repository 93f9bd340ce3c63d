import { describe, expect, test } from 'vitest';
import { roughly } from '../../../shared/words';
import { page, practiceAt } from './testing/sample';

const TIMES = ['00:00:00', '01:00:00', '29:00:00'];
const SCHEDULES = [[], ['03:00:00'], ['03:00:00', '15:00:00'], ['no time']];
const MORE = ['', 'requests="100"'];
const PROXIES = ['', '00:05:00', '23:50:00'];
const CLOCKS = { 'a file': null, 'a server at noon': practiceAt({ timeOfDayS: 43_200 }) };

const poolOf = (time: string, schedule: readonly string[], more: string): string =>
  `<processModel shutdownTimeLimit="00:01:30" /><recycling><periodicRestart time="${time}" ${more}><schedule>${schedule.map((one) => `<add value="${one}" />`).join('')}</schedule></periodicRestart></recycling>`;

const cases = Object.entries(CLOCKS).flatMap(([clock, runtime]) =>
  TIMES.flatMap((time) =>
    SCHEDULES.flatMap((schedule) =>
      MORE.flatMap((more) =>
        PROXIES.map((proxy) => ({
          name: `${clock}, every ${time}, at ${schedule.join(' ')}, ${more}, ARR ${proxy}`,
          runtime,
          sample: {
            pool: poolOf(time, schedule, more),
            ...(proxy === ''
              ? {}
              : { proxy: `enabled="true" timeout="${proxy}"`, rule: 'http://127.0.0.1:3000/{R:1}' }),
          },
        })),
      ),
    ),
  ),
);

describe('the heading would name another first cut than the lines below it', () => {
  test.each(cases)('$name', ({ sample, runtime }) => {
    const { sub, cuts, lives } = page(sample, runtime);
    const words = sub.slice(sub.indexOf('. ') + 2);
    const cutOf = (id: string | null) => cuts.find((cut) => cut.id === id);
    const bySilence = cutOf(lives.silent.cut)?.cuts === 'silent';
    expect(words.startsWith('A silent socket lives')).toBe(bySilence);
    const first = cutOf(lives.talking.cut);
    if (first !== undefined)
      expect(words).toContain(first.afterS === null ? first.when : `after ${roughly(first.afterS)}`);
    for (const cut of cuts.filter((one) => one.cuts === 'all' && one.id !== 'deployment')) {
      const late = cut.afterS !== null && cut.afterS + (cut.leaveS ?? 0) > (lives.talking.untilS ?? 0);
      if (late) expect(words).not.toContain(`after ${roughly(cut.afterS ?? 0)}`);
      if (cut.afterS === null && cut.when?.startsWith('unknown') === false) {
        expect(words).toContain(cut.when);
        expect(lives.talking.unknown).toContain(cut.when);
      }
    }
  });

  test('a schedule of a file comes before the 29 hours that follow it, whatever the time is', () => {
    const { sub, cuts } = page({ pool: poolOf('29:00:00', ['03:00:00'], '') });
    expect(sub).toContain('Silent or not, a socket lives until ChatPool restarts, at 03:00 every day.');
    expect(cuts.map(({ id }) => id).slice(0, 2)).toEqual(['pool.schedule', 'pool.periodicRestart.time']);
  });

  test('a proxy that is not known may cut a silent socket before', () => {
    const made = page({
      pool: poolOf('29:00:00', [], ''),
      proxy: 'enabled="true" timeout="soon"',
      rule: 'http://127.0.0.1:3000/{R:1}',
    });
    expect(made.sub).toContain('How long a silent socket lives is unknown, any other lives until');
  });
});
