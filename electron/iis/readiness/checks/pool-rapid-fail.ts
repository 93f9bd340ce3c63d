import { duration, embed, number } from '../../../../shared/words';
import { booleanOf, fold, numberOf, secondsOf, whyUnknown } from '../../config';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** WAS stopped the pool because its worker processes kept dying. */
const STOPPED_BY_WAS = 5002;
/** A worker process died, hung or did not answer. */
const DIED = new Set([5009, 5010, 5011, 5012, 5013]);

/** A worker process that dies takes every socket with it at once; too many of them, and WAS stops the pool (503). */
export const poolRapidFail: CheckDefinition = {
  id: 'pool.rapid-fail',
  station: 'pool',
  title: 'Crashes',
  blocking: false,
  subject: 'crashes of worker processes',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const on = scene.poolSetting('failure.rapidFailProtection');
    const max = scene.poolSetting('failure.rapidFailProtectionMaxCrashes');
    const interval = scene.poolSetting('failure.rapidFailProtectionInterval');
    const gap = [on, max, interval].find((setting) => setting?.value == null);
    if (gap !== undefined)
      return unknown(`What ${pool} does when it crashes is unknown: ${embed(whyUnknown(gap))}.`);
    const { events = null, server } = scene.facts;
    const settings = [on, max, interval].flatMap((setting) => (setting ? [fromSetting(setting)] : []));
    const protects =
      booleanOf(on) === true
        ? `${number(numberOf(max) ?? 0)} crashes in ${duration(secondsOf(interval) ?? 0)} make WAS stop ${pool}, which then answers 503`
        : `WAS starts ${pool} again however often it crashes`;
    if (events === null)
      return server === 'windows'
        ? unknown(`Whether worker processes of ${pool} crash is unknown: the event log was not read (yet).`, {
            evidence: settings,
          })
        : {
            state: 'good',
            sentence: `${protects}; each crash cuts every socket at once.`,
            evidence: settings,
          };
    const mine = events.filter((event) => event.pool !== null && fold(event.pool) === fold(pool));
    const stops = mine.filter(({ id }) => id === STOPPED_BY_WAS).length;
    const deaths = mine.filter(({ id }) => DIED.has(id)).length;
    const evidence = [
      ...settings,
      fact('crashes in 24 h', number(deaths), 'event log, WAS', { shouldBe: '0' }),
      fact('stopped by WAS in 24 h', number(stops), 'event log, WAS', { shouldBe: '0' }),
    ];
    if (stops > 0)
      return {
        state: 'warning',
        sentence: `WAS stopped ${pool} ${stops === 1 ? 'once' : `${number(stops)} times`} in the last 24 hours, because its worker processes kept crashing; each crash cuts every socket at once.`,
        note: 'stopped by WAS',
        evidence,
        cause: `WAS stopped its pool ${pool} for crashing`,
      };
    if (deaths > 0)
      return {
        state: 'warning',
        sentence: `Worker processes of ${pool} died ${deaths === 1 ? 'once' : `${number(deaths)} times`} in the last 24 hours; each time every socket was cut at once.`,
        note: 'crashes',
        evidence,
        cause: `${deaths === 1 ? 'a crash' : `${number(deaths)} crashes`} of its pool ${pool} in 24 h cut every socket`,
      };
    return {
      state: 'good',
      sentence: `No worker process of ${pool} crashed in the last 24 hours; ${protects}.`,
      evidence,
    };
  },
};
