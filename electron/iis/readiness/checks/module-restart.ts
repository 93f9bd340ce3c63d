import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** A role service that was just installed or taken away counts only after the restart that Windows waits for. */
export const moduleRestart: CheckDefinition = {
  id: 'module.restart',
  station: 'module',
  title: 'Pending restart',
  blocking: false,
  subject: 'pending restart',
  run({ facts }) {
    if (facts.server !== 'windows') return null;
    const pending = facts.environment?.restartPending ?? null;
    if (pending === null)
      return unknown('Whether Windows waits for a restart is unknown: that was not read (yet).');
    const evidence = [fact('restart pending', pending ? 'yes' : 'no', 'registry')];
    return pending
      ? {
          state: 'warning',
          sentence:
            'Windows waits for a restart: role services installed or removed since may count only afterwards, and the restart cuts every socket.',
          note: 'restart pending',
          evidence,
          cause: 'Windows waits for a restart',
        }
      : { state: 'good', sentence: 'Windows waits for no restart.', evidence };
  },
};
