import { embed } from '../../../../shared/words';
import { booleanOf } from '../../config';
import { applicationsOfSite } from '../touches';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication, noRuntime, unknown } from './missing';

export const siteState: CheckDefinition = {
  id: 'site.state',
  station: 'site',
  title: 'Site state',
  blocking: true,
  subject: 'site state',
  run(scene) {
    if (scene.site === null) return noApplication(scene);
    const autoStart = scene.siteSetting('serverAutoStart');
    const off = booleanOf(autoStart) === false;
    const configured = autoStart !== null && off ? [fromSetting(autoStart, 'true')] : [];
    const live = scene.runtimeSite;
    if (live === null) {
      const finding = noRuntime(scene, `Whether ${scene.site.name} is started`);
      return off
        ? {
            ...finding,
            sentence: `${finding.sentence} Its serverAutoStart is false, so IIS does not start it by itself.`,
            evidence: configured,
          }
        : finding;
    }
    const evidence = [fact('state', live.state, 'run-time state', { shouldBe: 'Started' }), ...configured];
    const problem = scene.facts.runtime?.problem;
    if (live.state === 'Started' && problem !== undefined)
      return {
        state: 'warning',
        sentence: `${live.name} is started, but under an older configuration, because the server can't obey the present one: ${embed(problem.sentence)}.`,
        note: 'old configuration',
        evidence,
        cause: 'the server still runs under an older configuration',
      };
    if (live.state === 'Started')
      return {
        state: 'good',
        sentence: `${live.name} is started${off ? '; its serverAutoStart is false, so it stays stopped after a restart of IIS' : ''}.`,
        note: 'started',
        evidence,
      };
    if (live.state === 'Starting' || live.state === 'Unknown')
      return unknown(
        live.state === 'Starting'
          ? `${live.name} is starting just now; read again in a moment.`
          : `IIS does not say whether ${live.name} is started.`,
        { evidence, note: live.state === 'Starting' ? 'starting' : 'unknown' },
      );
    return {
      state: 'broken',
      sentence: `${live.name} is ${live.state === 'Stopped' ? 'stopped' : 'stopping'}, so nothing answers at its address and no socket can be opened.`,
      note: live.state.toLowerCase(),
      evidence,
      cause: 'the site is stopped',
      fix: {
        title: `Start ${live.name}`,
        changes: [{ kind: 'action', action: { kind: 'start-site', site: live.name } }],
        touches: applicationsOfSite(scene.facts.config, scene.site.name),
        cost: 'cuts nothing; the site answers from then on',
        weight: 'blocks',
      },
    };
  },
};
