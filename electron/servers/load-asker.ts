import { AppError } from '../../shared/errors';
import type { ConnectRequest } from '../../shared/model/tester';
import type { LoadQuestion, LoadRequest } from '../../shared/model/tester-runs';
import { count, number } from '../../shared/words';
import { firstCeiling, limitsPage } from '../iis/limits';
import { loadTarget } from '../websocket/load/load-target';
import { parseSocketUrl } from '../websocket/socket-url';
import { PRACTICE } from './server-list';
import { applicationAt, siteAt } from './site-at';
import type { SeenServer } from './site-at';

interface Known {
  serverId: string;
  server: string;
  production: boolean;
  site: string;
  application: string;
  practice: boolean;
  live: number | null;
  ceiling: { value: number; setting: string } | null;
  /** What of its settings cuts a silent socket, and when. */
  silences: { title: string; afterS: number }[];
}

/** How many are opened where nothing is known of the target. */
const CAUTIOUS = 10;

/** What must be asked before a load goes to a server, and whether it was answered. */
export class LoadAsker {
  readonly #sessions: () => readonly SeenServer[];

  constructor(sessions: () => readonly SeenServer[]) {
    this.#sessions = sessions;
  }

  /** Throws `bad-request` for an address that can't be tried. */
  async question({ connect, connections }: LoadRequest): Promise<LoadQuestion> {
    const { target, known } = this.target(connect);
    const { site = null, server = null, live = null, ceiling = null } = known ?? {};
    const { practice = false, production = false } = known ?? {};
    const headroom = ceiling === null ? null : Math.max(0, ceiling.value - (live ?? 0));
    const tenth = headroom === null ? CAUTIOUS : Math.max(1, Math.floor(headroom / 10));
    return Promise.resolve({
      host: target,
      asks: !practice,
      site,
      server,
      production,
      live,
      ceiling,
      suggested: practice ? connections : Math.min(connections, tenth),
      sentence: sentenceOf(target, connections, { site, server, production, live, ceiling }),
    });
  }

  /** Throws `action-refused` unless `confirmed` names the host, or it is the practice server. */
  async check(request: LoadRequest, confirmed: string | undefined): Promise<void> {
    const { host, asks, sentence } = await this.question(request);
    if (asks && confirmed?.toLowerCase() !== host.toLowerCase())
      throw new AppError('action-refused', `A load on ${host} must be confirmed first. ${sentence}`);
  }

  /** The host that the load falls on, and what is known of it. Throws `bad-request` for an address that can't be tried. */
  target(connect: ConnectRequest): { target: string; known: Known | null } {
    const { href } = parseSocketUrl(connect.url);
    const hostHeader = connect.headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
    const { host, direct } = loadTarget(connect);
    return { target: host, known: direct ? this.#known(href, hostHeader) : null };
  }

  #known(url: string, hostHeader: string | undefined): Known | null {
    const { host, pathname } = new URL(url);
    for (const session of this.#sessions()) {
      const found = siteAt(session, url, hostHeader ?? host.replace(/:\d+$/, ''));
      if (!found) continue;
      const { site, config, runtime, live } = found;
      const application = applicationAt(site, pathname);
      const page = limitsPage({
        config,
        site: site.name,
        application,
        runtime,
        nowMs: Date.now(),
      });
      const first = firstCeiling(page.rungs);
      return {
        serverId: session.entry.id,
        server: session.entry.name,
        production: session.entry.production === true,
        site: site.name,
        application,
        practice: session.entry.id === PRACTICE.id,
        live: page.sockets ?? live.connections,
        ceiling: first && { value: first.value, setting: first.setting },
        silences: page.cuts.flatMap(({ title, afterS, cuts }) =>
          cuts === 'silent' && afterS !== null ? [{ title, afterS }] : [],
        ),
      };
    }
    return null;
  }
}

function sentenceOf(
  host: string,
  connections: number,
  {
    site,
    server,
    production,
    live,
    ceiling,
  }: Pick<Known, 'production' | 'live' | 'ceiling'> & { site: string | null; server: string | null },
): string {
  const where = site === null || server === null ? host : `${site} of ${server} (${host})`;
  const now = live === null ? 'how many it has now is unknown' : `it has ${number(live)} now`;
  const first =
    ceiling === null
      ? 'no ceiling of it is known'
      : `its first known ceiling is ${number(ceiling.value)} (${ceiling.setting})`;
  const marked = production ? ', which is marked Production' : '';
  return `${count(connections, 'socket')} will be opened to ${where}${marked}: ${now}, and ${first}.`;
}
