import { embed } from '../../../../shared/words';
import { webConfigElements } from '../../config';
import { isForwarded } from '../application-kind';
import { fact, fromEntry } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** Without targetFramework 4.5 or later ASP.NET keeps its old ways, in which AcceptWebSocketRequest throws. */
export const appAspnet: CheckDefinition = {
  id: 'app.aspnet',
  station: 'app',
  title: 'ASP.NET',
  blocking: false,
  subject: 'targetFramework',
  run(scene) {
    const kind = scene.kind();
    const { application, facts, name } = scene;
    if (kind === null || application === null || isForwarded(kind) || kind.aspNet.length === 0) return null;
    const target = { kind: 'application', site: facts.site, path: application.path } as const;
    const { found, unknown: gap } = webConfigElements(facts.config, target, 'system.web/httpRuntime');
    if (gap !== undefined) return unknown(`Whether ${name} targets .NET 4.5 is unknown: ${embed(gap)}.`);
    const last = found.findLast(({ element }) => element.get('targetFramework') !== undefined);
    const version = last?.element.get('targetFramework');
    const evidence = last
      ? [{ ...fromEntry('httpRuntime targetFramework', last, 'targetFramework'), shouldBe: '4.5 or later' }]
      : [fact('httpRuntime targetFramework', 'not set', 'web.config', { shouldBe: '4.5 or later' })];
    if (version !== undefined && atLeast45(version))
      return {
        state: 'good',
        sentence: `${name} targets .NET ${version}, whose AcceptWebSocketRequest takes sockets.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `${name} ${version === undefined ? 'sets no targetFramework in httpRuntime' : `targets .NET ${version}`}: ASP.NET then keeps its old ways and AcceptWebSocketRequest throws; set <httpRuntime targetFramework="4.5" /> or later in its web.config.`,
      note: version ?? 'no target',
      evidence,
      cause: `its httpRuntime ${version === undefined ? 'sets no targetFramework' : `targets .NET ${version}`}, and sockets need 4.5`,
    };
  },
};

function atLeast45(version: string): boolean {
  const match = /^(\d{1,2})\.(\d{1,2})/.exec(version);
  if (match === null) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > 4 || (major === 4 && minor >= 5);
}
