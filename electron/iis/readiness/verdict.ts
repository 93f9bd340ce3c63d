import { list } from '../../../shared/words';
import type { Judged } from './judged';
import type { Scene } from './scene';

/**
 * `ready` and the heading. true: no blocking check is broken or unknown; false: one is broken; null: none is broken,
 * some are unknown. The heading follows from which checks they are, never from how many.
 */
export function verdictOf(
  scene: Scene,
  judged: readonly Judged[],
): { ready: boolean | null; verdict: string } {
  const blocking = judged.filter(({ check }) => check.blocking);
  const broken = blocking.filter(({ check }) => check.state === 'broken');
  if (broken.length > 0) return { ready: false, verdict: `${scene.name} cannot upgrade: ${causes(broken)}.` };
  const unknown = blocking.filter(({ check }) => check.state === 'unknown');
  const remarks = judged
    .filter(({ check }) => check.state === 'warning' || (check.state === 'broken' && !check.blocking))
    .map(({ finding }) => finding.cause ?? '');
  const but = list(atMostThree(remarks.filter((remark) => remark !== '')));
  if (unknown.length > 0) return { ready: null, verdict: openVerdict(scene, unknown, but) };
  return {
    ready: true,
    verdict:
      but === ''
        ? `${scene.name} is ready for WebSockets.`
        : `${scene.name} is ready for WebSockets, but ${but}.`,
  };
}

/** At most three causes by name; a failed handshake explains nothing that another cause explains already. */
function causes(broken: readonly Judged[]): string {
  const read = broken.filter(({ definition }) => definition.station !== 'handshake');
  const told = (read.length > 0 ? read : broken).map(({ finding, check }) => finding.cause ?? check.title);
  const named = atMostThree(told);
  return named.length < 2 ? (named[0] ?? '') : `${named.slice(0, -1).join(', ')}, and ${named.at(-1) ?? ''}`;
}

/** Each once (the module checks see the same missing feature), those beyond three counted. */
function atMostThree(told: readonly string[]): string[] {
  const each = [...new Set(told)];
  const more = each.length - 3;
  return more > 0 ? [...each.slice(0, 3), `${more} more`] : each;
}

function openVerdict(scene: Scene, unknown: readonly Judged[], but: string): string {
  const subjects = list(unknown.map(({ definition }) => definition.subject));
  const { name, facts } = scene;
  if (facts.server === 'file')
    return but === ''
      ? `${name} could be ready: the file shows nothing wrong, but ${subjects} can't be read from it.`
      : `${name} may not be ready: ${but}, and ${subjects} can't be read from the file.`;
  const only = unknown.length === 1 ? unknown[0] : undefined;
  if (only?.definition.station === 'handshake' && but === '')
    return facts.handshakePending
      ? `${name} looks ready; its live handshake is being tried.`
      : `${name} looks ready, but no handshake has been tried yet.`;
  return but === ''
    ? `${name} may be ready, but not known yet: ${subjects}.`
    : `${name} may not be ready: ${but}; not known yet: ${subjects}.`;
}
