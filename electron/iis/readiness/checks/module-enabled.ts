import { embed } from '../../../../shared/words';
import type { ElementRef } from '../../../../shared/model/settings';
import type { Evidence, Fix } from '../../../../shared/model/readiness';
import type { ModuleStanding } from '../../config/types';
import { sectionCost } from '../cost';
import { fact } from '../evidence';
import { placed } from '../places';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { applicationsUnder } from '../touches';
import { noApplication, unknown } from './missing';
import { featureMissing, NOT_INSTALLED } from './module-standing';

const SECTION = 'system.webServer/modules';

export const moduleEnabled: CheckDefinition = {
  id: 'module.enabled',
  station: 'module',
  title: 'Entry in modules',
  blocking: true,
  subject: 'modules list',
  run(scene) {
    const standing = scene.webSocketModule();
    if (standing === null) return noApplication(scene);
    const evidence = evidenceOf(standing);
    if (standing.enabled === true)
      return {
        state: 'good',
        sentence: `WebSocketModule is in the modules list of ${scene.name}, so it sees each handshake.`,
        note: 'enabled',
        evidence,
      };
    const fix = standing.removedAt === null ? undefined : putBack(scene, standing);
    if (refusedRemoval(scene, standing)) return refused(scene, standing, evidence, fix);
    if (standing.enabled === null)
      return unknown(
        `Whether WebSocketModule is in the modules list of ${scene.name} is unknown: ${embed(standing.unknown ?? 'the configuration does not say')}.`,
        { evidence, ...(fix ? { fix } : {}) },
      );
    return standing.removedAt === null
      ? neverAdded(scene, standing, evidence)
      : removed(scene, standing, evidence, fix);
  },
};

/**
 * A locked entry taken away: in a web.config IIS answers 500.19 (how-to-use-locking, task 5). Within
 * applicationHost.config nobody has written down what it does; the practice server refuses it as well.
 */
function refusedRemoval({ facts }: Scene, standing: ModuleStanding): boolean {
  if (!standing.lockItem || standing.removedAt === null) return false;
  const inWebConfig = standing.removedAt.file !== facts.config.file;
  return inWebConfig || (facts.server === 'practice' && standing.enabled === null);
}

function refused(
  scene: Scene,
  standing: ModuleStanding,
  evidence: Evidence[],
  fix: Fix | undefined,
): Finding {
  const place = standing.removedAt?.file === scene.facts.config.file ? blockName(standing) : 'its web.config';
  return {
    state: 'broken',
    sentence: `A <${standing.removedBy ?? 'remove'}> in ${place}${placed(standing.removedAt)} takes away WebSocketModule, whose entry is locked: IIS answers every request to ${scene.name} with 500.19 until it is taken out.`,
    note: '500.19',
    evidence,
    cause: `${place} takes away the locked WebSocketModule (500.19)`,
    ...(fix ? { fix } : {}),
  };
}

function evidenceOf(standing: ModuleStanding): Evidence[] {
  const { addedAt, removedAt, removedBy } = standing;
  return [
    addedAt === null
      ? fact('WebSocketModule', 'no entry', 'modules', { shouldBe: 'an entry' })
      : fact('WebSocketModule', standing.lockItem ? 'added, locked' : 'added', 'modules', { where: addedAt }),
    ...(removedAt === null
      ? []
      : [
          fact(`<${removedBy ?? 'remove'}>`, 'takes it away', blockName(standing), {
            shouldBe: 'not there',
            where: removedAt,
          }),
        ]),
  ];
}

function removed(
  scene: Scene,
  standing: ModuleStanding,
  evidence: Evidence[],
  fix: Fix | undefined,
): Finding {
  const place = blockName(standing);
  const by = standing.removedBy === 'clear' ? 'a <clear> of the modules list' : 'a <remove>';
  const sentence = `WebSocketModule is taken out of the modules of ${scene.name} by ${by} in ${place}${placed(standing.removedAt)}, so a handshake passes it by and gets no 101.`;
  return {
    state: 'broken',
    sentence: fix === undefined ? `${sentence} Take it out of that file.` : sentence,
    note: 'removed',
    evidence,
    cause: `WebSocketModule is removed in ${place}`,
    ...(fix ? { fix } : {}),
  };
}

/** Registered or not, nothing ever added it to the list. */
function neverAdded(scene: Scene, standing: ModuleStanding, evidence: Evidence[]): Finding {
  const missing = featureMissing(scene, standing);
  const finding: Finding = {
    state: 'broken',
    sentence: `The modules list of ${scene.name} has no WebSocketModule entry, so no request to it is ever switched to a WebSocket.`,
    note: missing === true ? 'not installed' : 'not enabled',
    evidence,
    cause: missing === true ? NOT_INSTALLED : 'the modules list has no WebSocketModule entry',
  };
  // Without the native module the entry alone makes IIS answer 500.21; with the feature comes its entry.
  if (standing.global === null) return finding;
  const list = scene.facts.config.blocks.find('', SECTION)[0];
  const ref: ElementRef = {
    // The live list stands in <location path=""> on a stock server; a second one at top level is refused by IIS.
    ...(list?.block.location ? { location: '' } : {}),
    section: SECTION,
    element: 'add',
    // As the role service writes it: locked, so that no web.config takes it away.
    attributes: { name: 'WebSocketModule', lockItem: 'true' },
  };
  return { ...finding, fix: fixOf(scene, 'Add WebSocketModule to the modules', 'add-element', ref, '') };
}

/** Undoes what took it away, where that stands in applicationHost.config; a web.config is not ours to edit here. */
function putBack(scene: Scene, standing: ModuleStanding): Fix | undefined {
  if (standing.removedAt?.file !== scene.facts.config.file) return undefined;
  const location = standing.removedIn;
  const place = { ...(location === null ? {} : { location }), section: SECTION };
  const attributes = { name: 'WebSocketModule' };
  const reach = location ?? '';
  // A <clear> takes everything else away too: it stays, and the module is added again behind it.
  return standing.removedBy === 'clear'
    ? fixOf(
        scene,
        `Add WebSocketModule in ${blockName(standing)}`,
        'add-element',
        { ...place, element: 'add', attributes },
        reach,
      )
    : fixOf(
        scene,
        `Take back the removal in ${blockName(standing)}`,
        'remove-element',
        { ...place, element: 'remove', attributes },
        reach,
      );
}

function fixOf(
  scene: Scene,
  title: string,
  kind: 'add-element' | 'remove-element',
  ref: ElementRef,
  reach: string,
): Fix {
  const whole = reach === '';
  return {
    title,
    changes: [{ kind: 'config', edit: { kind, ref } }],
    touches: applicationsUnder(scene.facts.config, reach),
    cost: sectionCost(
      scene,
      whole ? 'every application on the server' : `the applications under ${reach}`,
      whole,
    ),
    weight: 'blocks',
  };
}

/** The block that took it away, in words. */
function blockName(standing: ModuleStanding): string {
  if (standing.removedIn === null) return 'the modules list';
  return standing.removedIn === '' ? 'the location of the whole server' : `location ${standing.removedIn}`;
}
