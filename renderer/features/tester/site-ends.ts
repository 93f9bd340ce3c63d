import type { AddressDraft } from './connect/address-draft';
import { checkedUrl } from './connect/checked-url';

/** Where a site's socket was found: what leads elsewhere is not that site's. */
export interface SiteEnds {
  url: string;
  /** The Host header that its binding answers to; empty: any. */
  host: string;
}

/**
 * Whether an address leads to that application: to the same host and port, below the application's path or at the very
 * address found for it, and to nothing else by another Host header or another machine.
 */
export function leadsTo(
  url: string,
  { host, connectTo }: Pick<AddressDraft, 'host' | 'connectTo'>,
  ends: SiteEnds | null,
  application: string,
): boolean {
  if (ends === null || host.trim() !== ends.host || connectTo.trim() !== '') return false;
  const typed = checkedUrl(url);
  if (!typed.ok || !URL.canParse(ends.url)) return false;
  const [at, found] = [new URL(typed.value), new URL(ends.url)];
  if (at.protocol !== found.protocol || at.host !== found.host) return false;
  const below = `${application.replace(/\/+$/, '')}/`.toLowerCase();
  return at.pathname === found.pathname || `${at.pathname}/`.toLowerCase().startsWith(below);
}
