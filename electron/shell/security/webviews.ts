import type { WebContents } from 'electron';

/** The tag is off by default; this holds if somebody turns it on. */
export function refuseWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
