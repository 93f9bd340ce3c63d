import { useCall } from '../../ipc/hooks';
import type { Target } from './use-setting-changes';

interface Refusal {
  /** What a typed value would be refused for; null while it is good, or nothing is typed. */
  sentence: string | null;
  /** Whether that is of this very value, so that adding it would fail. */
  holds: boolean;
}

/** Asks the engine what a value would do while it is typed: it alone knows type and range. Nothing is added by it. */
export function useRefusal(serverId: string, target: Target, setting: string, value: string | null): Refusal {
  const plan = useCall(
    'changes.preview',
    {
      serverId,
      requests: [{ kind: 'config', edit: { kind: 'set', target, setting, value: value ?? '' } }],
    },
    // The sentence before stays until the next one is there: it must not jump at every key.
    { enabled: value !== null, keepPrevious: true },
  );
  const sentence = value === null ? null : (plan.data?.changes[0]?.problem ?? null);
  return { sentence, holds: sentence !== null && !plan.isPlaceholderData };
}
