/** The one origin of our page. A scheme of its own: no file:// rights, no other page shares it. */
export const SCHEME = 'app';
export const HOST = 'switchboard';
export const START_URL = `${SCHEME}://${HOST}/index.html`;

/** What of a frame the check looks at. */
export interface Sender {
  url: string;
  isMainFrame: boolean;
}

/** Only the main frame of our own page may ask anything: scheme, host and frame must all be right. */
export function isTrustedSender(sender: Sender | null): boolean {
  if (!sender?.isMainFrame || !URL.canParse(sender.url)) return false;
  const url = new URL(sender.url);
  return url.protocol === `${SCHEME}:` && url.host === HOST && url.username === '' && url.password === '';
}
