import type { CheckState } from '../../../shared/model/common';
import type { HandshakeOutcome, Readiness } from '../../../shared/model/readiness';
import type { ReadinessFacts } from './facts';
import { judge } from './judge';

/** What one line about a whole server needs of each readiness. */
export type Summarisable = Pick<Readiness, 'ready' | 'stations'>;

/** The facts of a server without those of one application. */
export type ServerFacts = Pick<ReadinessFacts, 'config' | 'runtime' | 'server'>;

/** Readiness of every site's root application, in the configuration's order. `handshakeOf` answers what is known. */
export function judgeSites(
  facts: ServerFacts,
  handshakeOf: (site: string) => HandshakeOutcome | null = () => null,
): Readiness[] {
  return facts.config.sites.map(({ name }) =>
    judge({ ...facts, site: name, application: '/', handshake: handshakeOf(name), handshakePending: false }),
  );
}

/**
 * The worst light of a server and a word or two: "3 broken" counts sites. A site without an http binding (FTP, net.pipe)
 * is no place for WebSockets and doesn't colour the server.
 */
export function summarise(readinesses: readonly Summarisable[]): { state: CheckState; note: string } {
  const web = readinesses.filter((one) => !withoutBinding(one));
  const broken = web.filter(({ ready }) => ready === false).length;
  if (broken > 0) return { state: 'broken', note: `${broken} broken` };
  const look = web.filter(({ stations }) => stations.some(({ state }) => state === 'warning')).length;
  if (look > 0) return { state: 'warning', note: `${look} to look at` };
  const unknown = web.filter(({ ready }) => ready === null).length;
  if (unknown > 0) return { state: 'unknown', note: `${unknown} unknown` };
  return web.length === 0 ? { state: 'unknown', note: 'no web site' } : { state: 'good', note: 'ready' };
}

const withoutBinding = ({ stations }: Summarisable): boolean =>
  stations.some(({ checks }) => checks.some(({ id, state }) => id === 'site.binding' && state === 'broken'));
