import { embed } from '../../../../shared/words';
import { sectionCost } from '../cost';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { everyApplication } from '../touches';
import { noApplication, unknown } from './missing';
import { IMAGE } from './module-image';
import { featureMissing, NOT_INSTALLED } from './module-standing';

export const moduleGlobal: CheckDefinition = {
  id: 'module.global',
  station: 'module',
  title: 'Entry in globalModules',
  blocking: true,
  subject: 'globalModules',
  run(scene) {
    const standing = scene.webSocketModule();
    if (standing === null) return noApplication(scene);
    if (standing.global !== null)
      return {
        state: 'good',
        sentence:
          'WebSocketModule is registered in globalModules, so IIS loads it into its worker processes.',
        note: 'registered',
        evidence: [
          fact('WebSocketModule image', standing.image ?? 'none', 'globalModules', {
            where: standing.global,
          }),
        ],
      };
    if (standing.unknown !== undefined)
      return unknown(`Whether globalModules holds WebSocketModule is unknown: ${embed(standing.unknown)}.`);
    const missing = featureMissing(scene, standing);
    return {
      state: 'broken',
      sentence:
        'globalModules has no WebSocketModule entry, so no worker process loads the code that switches a request to a WebSocket.',
      note: 'not registered',
      evidence: [fact('WebSocketModule', 'no entry', 'globalModules', { shouldBe: IMAGE })],
      cause: missing === true ? NOT_INSTALLED : 'globalModules has no WebSocketModule entry',
      // Where the feature itself is missing, installing it writes the entry; one written by hand would name no file.
      ...(missing === false
        ? {
            fix: {
              title: 'Register WebSocketModule',
              changes: [
                {
                  kind: 'config' as const,
                  edit: {
                    kind: 'add-element' as const,
                    ref: {
                      section: 'system.webServer/globalModules',
                      element: 'add' as const,
                      attributes: { name: 'WebSocketModule', image: IMAGE },
                    },
                  },
                },
              ],
              touches: everyApplication(scene.facts.config),
              cost: sectionCost(scene, 'every application on the server', true),
              weight: 'blocks' as const,
            },
          }
        : {}),
    };
  },
};
