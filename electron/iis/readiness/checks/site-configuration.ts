import { count } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication } from './missing';

/**
 * Errors in the text that no other check looks at: ids and names given twice, attributes IIS doesn't know, values out
 * of range, a web.config that sets what is locked. Only the last one is known to refuse every request (500.19); what
 * IIS makes of the others it alone can say, so they warn.
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
      .sort((a, b) => Number(b.refuses) - Number(a.refuses));
    if (faults.length === 0)
      return {
        state: 'good',
        sentence: `Nothing in the text of ${scene.name} is known to be wrong.`,
        evidence: [],
      };
    const [first] = faults;
    const refuses = first?.refuses === true;
    const { file, line } = first?.problem.where ?? {};
    const elsewhere = file === facts.config.file || refuses ? '' : 'web.config, ';
    const place = line === undefined ? '' : ` (${elsewhere}line ${line})`;
    return {
      state: refuses ? 'broken' : 'warning',
      blocking: refuses,
      sentence: told(faults.map(({ problem }) => problem.sentence)),
      note: refuses ? '500.19' : count(faults.length, 'error'),
      evidence: faults
        .slice(0, SHOWN)
        .map(({ problem }) =>
          fact('configuration', 'not sound', 'the text itself', { where: problem.where ?? null }),
        ),
      cause: refuses
        ? `its web.config sets a locked section${place}`
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
