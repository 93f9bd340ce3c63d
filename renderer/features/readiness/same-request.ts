import type { PendingChange } from '../../../shared/model/changes';
import type { ChangeRequest, Fix } from '../../../shared/model/readiness';

/** A value's text with its keys in order, so that two requests compare by what they ask. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Whether everything that a fix asks for already stands among the pending changes. */
export function isPending(fix: Fix, pending: readonly PendingChange[]): boolean {
  const there = new Set(pending.map(({ request }) => canonical(request satisfies ChangeRequest)));
  return fix.changes.every((request) => there.has(canonical(request)));
}
