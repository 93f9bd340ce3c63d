import { count } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication } from './missing';

/**
 * Errors in the text that no other check looks at: ids and names given twice, attributes IIS doesn't know, values out
 * of range, a web.config that sets what is locked, or what no installed module brought. Only the last two are known to refuse
 * every request (500.19, 0x80070021 and 0x8007000d); what IIS makes of the others it alone can say, so they warn.
 */
export const siteConfiguration: CheckDefinition = {
  id: 'site.configuration',
  station: 'site',
  title: 'Configuration text',
  blocking: false,
  subject: 'configuration',
  run(scene) {
    const { site, facts } = scene;
    if (site === null) return noApplication(scene);
    const faults = facts.config.faultsOf(site.name, facts.application);
    if (faults.length === 0)
      return {
        state: 'good',
        sentence: `Nothing in the text of ${scene.name} is known to be wrong.`,
        evidence: [],
      };
    const refuses = faults.find((fault) => fault.refuses !== null);
    const first = refuses ?? faults[0];
    const line = first?.problem.where?.line;
    const place = line === undefined ? '' : ` (line ${line})`;
    return {
      state: refuses ? 'broken' : 'warning',
      blocking: refuses !== undefined,
      sentence: faults.map(({ problem }) => problem.sentence).join(' '),
      note: refuses ? '500.19' : count(faults.length, 'error'),
      evidence: faults.map(({ problem }) =>
        fact('configuration', 'not sound', 'the text itself', { where: problem.where ?? null }),
      ),
      cause: refuses
        ? `its web.config sets a ${refuses.refuses === 'locked' ? 'locked section' : 'section that no installed module knows'}${place}`
        : `the configuration has ${count(faults.length, 'error')} there${place}`,
    };
  },
};
