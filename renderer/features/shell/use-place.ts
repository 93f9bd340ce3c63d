import { useMemo, useSyncExternalStore } from 'react';
import type { Place } from './page-props';
import { formatPlace, readPlace } from './place';

function listen(tell: () => void): () => void {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
}

/** Goes there. A page's own choice (the station walked to, a tab) is no step to go back to. */
function go(next: Place): void {
  const from = readPlace(location.hash);
  const step =
    next.page !== from.page ||
    next.server !== from.server ||
    next.site !== from.site ||
    next.application !== from.application;
  if (step) location.hash = formatPlace(next);
  else location.replace(formatPlace(next));
}

/** The place that the address asks for, and the way to another. The hash is the only memory: a reload loses nothing. */
export function usePlace(): [Place, (next: Place) => void] {
  const hash = useSyncExternalStore(listen, () => location.hash);
  return [useMemo(() => readPlace(hash), [hash]), go];
}
