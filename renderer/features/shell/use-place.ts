import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Place } from './page-props';
import { formatPlace, moved, readPlace } from './place';

function listen(tell: () => void): () => void {
  window.addEventListener('hashchange', tell);
  return () => window.removeEventListener('hashchange', tell);
}

/** Where the window is, and the way to somewhere else. The hash is the only memory: a reload loses nothing. */
export function usePlace(): [Place, (to: Partial<Place>) => void] {
  const hash = useSyncExternalStore(listen, () => location.hash);
  const place = useMemo(() => readPlace(hash), [hash]);
  const navigate = useCallback((to: Partial<Place>) => {
    const from = readPlace(location.hash);
    const next = moved(from, to);
    // A page's own choice (the station walked to, a tab) is no step to go back to.
    const step = next.page !== from.page || next.server !== from.server || next.site !== from.site;
    if (step || next.application !== from.application) location.hash = formatPlace(next);
    else location.replace(formatPlace(next));
  }, []);
  return [place, navigate];
}
