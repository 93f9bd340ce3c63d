import type { WebContents } from 'electron';

/** The window stays on its page; a dropped file or a link leads nowhere. A reload is none of these events. */
export function refuseNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
}
