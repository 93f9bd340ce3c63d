import type { Check } from '../../../shared/model/readiness';
import type { CheckDefinition, Finding } from './facts';

/** A check together with what it found. */
export interface Judged {
  definition: CheckDefinition;
  finding: Finding;
  check: Check;
}

export function toJudged(definition: CheckDefinition, finding: Finding): Judged {
  const { state, sentence, evidence, fix, alternative } = finding;
  const { id, title } = definition;
  const blocking = finding.blocking ?? definition.blocking;
  return {
    definition,
    finding,
    check: {
      id,
      title,
      state,
      blocking,
      sentence,
      evidence,
      ...(fix === undefined ? {} : { fix }),
      ...(alternative === undefined ? {} : { alternative }),
    },
  };
}
