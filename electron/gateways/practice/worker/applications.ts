import type { ApplicationConfig, SiteConfig } from '../../../iis/config/types';
import { fold } from '../../../iis/config';

/** The application that a URL belongs to: the longest path that covers it, without case. */
export function applicationOf(site: SiteConfig, url: string): ApplicationConfig | undefined {
  const path = fold(decoded(url.split(/[?#]/, 1)[0] ?? '/'));
  let best: ApplicationConfig | undefined;
  for (const one of site.applications) {
    if (covers(one, path) && (!best || one.path.length > best.path.length)) best = one;
  }
  return best;
}

function covers({ path }: ApplicationConfig, url: string): boolean {
  const base = fold(path).replace(/\/+$/, '');
  return url === base || url.startsWith(`${base}/`);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
