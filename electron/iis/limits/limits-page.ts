import { cutsOf } from './cuts';
import { ceilingsOf } from './facts';
import type { LimitsAnswer, LimitsFacts } from './facts';
import { headingOf, subOf } from './heading';
import { livesOf } from './lives';
import { rungsOf } from './rungs';

/**
 * The ladder of ceilings and the lifetime forecast of one application. Throws `not-found` for a site or application that
 * isn't there. Numbers of sockets, connections and refusals are the site's; null where run time can't be seen.
 */
export function limitsPage(facts: LimitsFacts): LimitsAnswer {
  const ceilings = ceilingsOf(facts);
  const rungs = rungsOf(ceilings);
  const cuts = cutsOf(ceilings);
  return {
    site: facts.site,
    application: facts.application,
    heading: headingOf(ceilings, rungs),
    sub: subOf(ceilings, rungs, cuts),
    rungs,
    cuts,
    lives: livesOf(cuts),
    sockets: ceilings.live?.sockets ?? null,
    connections: ceilings.live?.connections ?? null,
    refused: ceilings.live?.refused ?? null,
  };
}
