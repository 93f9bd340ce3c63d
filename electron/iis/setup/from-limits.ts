import type { ConfigTarget } from '../../../shared/model/common';
import type { PlanStep } from '../../../shared/model/limits';
import { count, embed } from '../../../shared/words';
import type { ServerConfig } from '../config';
import { applicationsInPool, applicationsOfSite, everyApplication } from '../readiness/touches';
import { part, type Part, type SetupScene } from './facts';

/** The ceilings that the expected number of sockets breaks, and what raises them. */
export function fromLimits({ limits, config, name }: SetupScene): Part {
  if (limits === null) return part();
  const expected = `${count(limits.sockets, 'socket')} of ${name} ${limits.sockets === 1 ? 'is' : 'are'} expected`;
  const found = part();
  for (const step of limits.steps) {
    const id = `limits.${step.rung}`;
    if (step.changes.length > 0)
      found.items.push({
        id,
        need: step.kind === 'advice' ? 'advice' : 'cuts',
        title: step.sentence,
        reason: `${expected}: ${reasonOf(step)}.`,
        requests: step.changes,
        touches: touchesOf(config, step),
        cost: restarts(step)
          ? `can restart the applications under ${name} at once, with their open sockets`
          : null,
      });
    else
      found.elsewhere.push({
        id,
        title: step.title,
        state: step.kind === 'breaks' ? 'broken' : 'unknown',
        sentence: `${expected}: ${embed(step.sentence)}.`,
      });
  }
  if (limits.steps.length === 0)
    found.done.push({
      id: 'limits',
      title: 'Expected sockets',
      sentence: `${expected}, and every ceiling that is known holds them.`,
    });
  return found;
}

/** The line that says why, without the one that says how the new number is made. */
function reasonOf({ kind, arithmetic, sentence }: PlanStep): string {
  const line = kind === 'advice' ? arithmetic[0] : arithmetic.find((each) => each.includes('more than'));
  return embed(line ?? sentence);
}

function touchesOf(config: ServerConfig, { changes }: PlanStep): string[] {
  return [
    ...new Set(
      changes.flatMap((request) =>
        request.kind === 'config' && request.edit.kind === 'set' ? reach(config, request.edit.target) : [],
      ),
    ),
  ];
}

function reach(config: ServerConfig, target: ConfigTarget): string[] {
  switch (target.kind) {
    case 'server':
      return everyApplication(config);
    case 'pool':
      return applicationsInPool(config, target.pool);
    case 'site':
      return applicationsOfSite(config, target.site);
    case 'application':
      return [target.site + target.path];
  }
}

/** A section that is read when the application starts, unlike a site's limits. */
const restarts = ({ changes }: PlanStep): boolean =>
  changes.some(
    (change) =>
      change.kind === 'config' &&
      change.edit.kind === 'set' &&
      change.edit.setting.startsWith('serverRuntime.'),
  );
