import { embed } from '../../../../shared/words';
import type { Fix } from '../../../../shared/model/readiness';
import { installCost } from '../cost';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import type { Scene } from '../scene';
import { everyApplication } from '../touches';
import { noApplication, unknown } from './missing';
import { featureMissing, NOT_INSTALLED } from './module-standing';

export const moduleFeature: CheckDefinition = {
  id: 'module.feature',
  station: 'module',
  title: 'WebSocket role service',
  blocking: true,
  subject: 'WebSocket role service',
  run(scene) {
    const standing = scene.webSocketModule();
    if (standing === null) return noApplication(scene);
    const { runtime, server } = scene.facts;
    const evidence = [
      ...(runtime === null
        ? []
        : [fact('Web-WebSockets', runtime.feature, 'run-time state', { shouldBe: 'Installed' })]),
      fact(
        'globalModules',
        standing.global === null ? 'no WebSocketModule' : 'WebSocketModule',
        'globalModules',
        {
          shouldBe: 'WebSocketModule',
          where: standing.global,
        },
      ),
    ];
    const missing = featureMissing(scene, standing);
    if (missing === null)
      return unknown(
        runtime?.feature === 'InstallPending'
          ? 'The installation of the WebSocket role service waits for a restart of Windows; until then it can not be relied on.'
          : `Whether the WebSocket role service is installed is unknown: ${embed(standing.unknown ?? 'the configuration does not say')}.`,
        { evidence, note: runtime?.feature === 'InstallPending' ? 'restart needed' : 'unknown' },
      );
    if (!missing)
      return {
        state: 'good',
        sentence:
          runtime?.feature === 'Installed'
            ? 'The WebSocket role service (Web-WebSockets) is installed.'
            : 'The WebSocket role service (Web-WebSockets) is installed, by its entry in globalModules.',
        note: 'installed',
        evidence,
      };
    const sentence =
      standing.global === null
        ? 'The WebSocket role service is not installed: globalModules has no WebSocketModule entry, so IIS answers a handshake like any other request.'
        : 'The WebSocket role service is not installed although globalModules names WebSocketModule, so IIS has nothing that could answer a handshake.';
    return {
      state: 'broken',
      sentence:
        server === 'file'
          ? `${sentence} On the server itself, Install-WindowsFeature Web-WebSockets installs it.`
          : runtime?.feature === 'Removed'
            ? `${sentence} Its files were removed from this Windows as well: install it there with Install-WindowsFeature -Source.`
            : sentence,
      note: 'not installed',
      evidence,
      cause: NOT_INSTALLED,
      ...(server === 'file' || runtime?.feature === 'Removed' ? {} : { fix: install(scene) }),
    };
  },
};

function install(scene: Scene): Fix {
  return {
    title: 'Install the WebSocket role service',
    changes: [{ kind: 'action', action: { kind: 'install-feature', feature: 'Web-WebSockets' } }],
    touches: everyApplication(scene.facts.config),
    cost: installCost(scene),
    weight: 'blocks',
  };
}
