import type { Check, Fix, StationId } from '../../../shared/model/readiness';
import type { SetupItem } from '../../../shared/model/setup';
import { part, type Part, type Proposed, type SetupScene } from './facts';

/** Fixes that Readiness calls advice because an upgrade works without them, but whose sockets are cut. */
const CUTS = new Set([
  'section.ping',
  'app.proxy-timeout',
  'app.proxy-extensions',
  'pool.recycling',
  'pool.garden',
]);
/** Told by the proof, or by a part of the plan of its own. */
const ELSEWHERE = new Set<StationId>(['handshake']);

/** Every fix that Readiness offers, what it finds right, and what it can't mend from here. */
export function fromReadiness({ readiness, kind }: SetupScene): Part {
  const found = part();
  for (const station of readiness.stations) {
    if (ELSEWHERE.has(station.id)) continue;
    for (const check of station.checks) {
      // What the section has to say depends on the kind that was chosen, which Readiness doesn't know.
      if (check.id === 'section.enabled' && kind !== 'other') continue;
      const { id, title, state, sentence, fix } = check;
      if (fix) found.items.push(itemOf(check, fix));
      else if (state === 'good') found.done.push({ id, title, sentence });
      else if (state !== 'unknown' || check.blocking) found.elsewhere.push({ id, title, state, sentence });
    }
  }
  return found;
}

export function itemOf(check: Check, fix: Fix): Proposed {
  const way = ({ title, changes, touches, cost }: Fix) => ({ title, requests: changes, touches, cost });
  return {
    id: check.id,
    need: needOf(check, fix),
    reason: check.sentence,
    ...way(fix),
    ...(check.alternative ? { alternative: way(check.alternative) } : {}),
  };
}

/** Advice that is open on a green light is only that; on an amber one it may be what cuts sockets. */
function needOf({ id, state }: Check, fix: Fix): SetupItem['need'] {
  if (fix.weight === 'blocks') return 'blocks';
  return CUTS.has(id) && state !== 'good' ? 'cuts' : 'advice';
}
