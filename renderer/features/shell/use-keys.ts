import { useEffect, useEffectEvent } from 'react';
import { pageIds } from './page-props';
import type { PageId } from './page-props';

/** Ctrl or Cmd with a digit opens a page; F5, Ctrl+R or Cmd+R reads the server again instead of reloading the window. */
export function useKeys(open: (page: PageId) => void, refresh: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey) return;
    const command = event.ctrlKey || event.metaKey;
    if ((event.key === 'F5' && !command) || (command && event.key.toLowerCase() === 'r')) {
      event.preventDefault();
      if (!event.repeat) refresh();
      return;
    }
    const page = command ? pageIds[Number(event.key) - 1] : undefined;
    if (page !== undefined) {
      event.preventDefault();
      open(page);
    }
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
