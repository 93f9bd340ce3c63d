import type { Readiness } from '../../../shared/model/readiness';
import { checks } from './checks';
import type { ReadinessFacts } from './facts';
import { toJudged } from './judged';
import { createScene } from './scene';
import { foldStations, tallyOf } from './stations';
import { verdictOf } from './verdict';

/**
 * Whether one application can take WebSockets, and why not: eight stations, their checks, one sentence. Pure, and never
 * throws for a site or application that isn't there: that is what it then says.
 */
export function judge(facts: ReadinessFacts): Readiness {
  const scene = createScene(facts);
  const judged = checks.flatMap((definition) => {
    const finding = definition.run(scene);
    return finding === null ? [] : [toJudged(definition, finding)];
  });
  const stations = foldStations(judged);
  return {
    site: facts.site,
    application: facts.application,
    pool: scene.poolName,
    ...verdictOf(scene, judged),
    tally: tallyOf(stations),
    stations,
  };
}
