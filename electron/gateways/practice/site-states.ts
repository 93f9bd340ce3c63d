import type { ObjectState } from '../../../shared/model/runtime';

/**
 * Whether each site is meant to run. serverAutoStart is asked only when a site appears or the server starts, as the
 * service does; after that the site stays as it is until somebody starts it.
 */
export class SiteStates {
  readonly #started = new Map<string, boolean>();

  reconcile(sites: readonly { key: string; startsByItself: () => boolean }[]): void {
    const wanted = new Set(sites.map(({ key }) => key));
    for (const key of this.#started.keys()) if (!wanted.has(key)) this.#started.delete(key);
    for (const { key, startsByItself } of sites) {
      if (!this.#started.has(key)) this.#started.set(key, startsByItself());
    }
  }

  started(key: string): boolean {
    return this.#started.get(key) ?? false;
  }

  start(key: string): void {
    this.#started.set(key, true);
  }

  stop(key: string): void {
    this.#started.set(key, false);
  }

  reset(): void {
    this.#started.clear();
  }
}

/** Site.State of a site without a web binding throws 0x800710D8 on IIS: nobody knows it. */
export function siteState(running: boolean, protocols: readonly string[]): ObjectState {
  if (!protocols.some((one) => /^https?$/i.test(one))) return 'Unknown';
  return running ? 'Started' : 'Stopped';
}
