import { embed } from '../../../../shared/words';
import type { ChangeRequest, Fix } from '../../../../shared/model/readiness';
import { booleanOf } from '../../config';
import type { ServerConfig } from '../../config';
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
            fix: startsByItself(scene.facts.config, scene.site.name, 'blocks'),
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
        ...(off ? { fix: startsByItself(scene.facts.config, scene.site.name, 'advice') } : {}),
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
      fix: startNow(scene.facts.config, live.name, off),
    };
  },
};

/** Started now; and where it is not to start by itself, after a restart of IIS, too: else it would be stopped again. */
function startNow(config: ServerConfig, site: string, off: boolean): Fix {
  const start: ChangeRequest = { kind: 'action', action: { kind: 'start-site', site } };
  return {
    title: off ? `Start ${site}, now and with IIS` : `Start ${site}`,
    changes: off ? [start, autoStarted(site)] : [start],
    touches: applicationsOfSite(config, site),
    cost: 'cuts nothing; the site answers from then on',
    weight: 'blocks',
  };
}

function startsByItself(config: ServerConfig, site: string, weight: Fix['weight']): Fix {
  return {
    title: `Let ${site} start with IIS`,
    changes: [autoStarted(site)],
    touches: applicationsOfSite(config, site),
    cost: 'no recycle is expected: IIS asks for it when it starts',
    weight,
  };
}

const autoStarted = (site: string): ChangeRequest => ({
  kind: 'config',
  edit: { kind: 'set', target: { kind: 'site', site }, setting: 'serverAutoStart', value: 'true' },
});
