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
    const faults = facts.config
      .faultsOf(site.name, facts.application)
      .sort((a, b) => Number(b.refuses !== null) - Number(a.refuses !== null));
    if (faults.length === 0)
      return {
        state: 'good',
        sentence: `Nothing in the text of ${scene.name} is known to be wrong.`,
        evidence: [],
      };
    const [first] = faults;
    const refuses = first?.refuses ?? null;
    const { file, line } = first?.problem.where ?? {};
    const elsewhere = file === facts.config.file || refuses !== null ? '' : 'web.config, ';
    const place = line === undefined ? '' : ` (${elsewhere}line ${line})`;
    return {
      state: refuses !== null ? 'broken' : 'warning',
      blocking: refuses !== null,
      sentence: told(faults.map(({ problem }) => problem.sentence)),
      note: refuses !== null ? '500.19' : count(faults.length, 'error'),
      evidence: faults
        .slice(0, SHOWN)
        .map(({ problem }) =>
          fact('configuration', 'not sound', 'the text itself', { where: problem.where ?? null }),
        ),
      cause:
        refuses !== null
          ? `its web.config sets a ${refuses === 'locked' ? 'locked section' : 'section that no installed module knows'}${place}`
          : `the configuration has ${count(faults.length, 'error')} there${place}`,
    };
  },
};

/** The rest stands among the problems of the server. */
const SHOWN = 5;

const told = (sentences: readonly string[]): string =>
  sentences.length <= SHOWN
    ? sentences.join(' ')
    : `${sentences.slice(0, SHOWN).join(' ')} And ${count(sentences.length - SHOWN, 'more error')}.`;
