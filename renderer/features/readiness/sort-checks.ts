import type { CheckState } from '../../../shared/model/common';
import type { Check } from '../../../shared/model/readiness';

const order: readonly CheckState[] = ['broken', 'warning', 'unknown', 'good'];

export interface SortedChecks {
  /** What an upgrade depends on, worst first. */
  deciding: Check[];
  /** What is merely advisable: never mixed with the other, so that a fix never carries advice along. */
  advice: Check[];
}

/** Advice is what carries an advisory fix, or blocks nothing and isn't a fault either. */
export function sortChecks(checks: readonly Check[]): SortedChecks {
  const isAdvice = ({ fix, blocking, state }: Check) =>
    fix === undefined ? !blocking && state !== 'broken' : fix.weight === 'advice';
  const byState = (a: Check, b: Check) => order.indexOf(a.state) - order.indexOf(b.state);
  return {
    deciding: checks.filter((check) => !isAdvice(check)).sort(byState),
    advice: checks.filter(isAdvice).sort(byState),
  };
}

/** The check whose fix is shown first: one that unblocks, else one that advises, else none. */
export function firstFixable(checks: readonly Check[]): Check | undefined {
  const { deciding, advice } = sortChecks(checks);
  return [...deciding, ...advice].find(({ fix }) => fix !== undefined);
}
