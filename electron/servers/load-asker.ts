import { AppError } from '../../shared/errors';
import type { LoadQuestion, LoadRequest } from '../../shared/model/tester-runs';
import { count, number } from '../../shared/words';
import { firstCeiling, limitsPage } from '../iis/limits';
import { parseSocketUrl } from '../websocket/socket-url';
import { PRACTICE } from './server-list';
import type { ServerSession } from './server-session';
import { applicationAt, siteAt } from './site-at';

interface Known {
  site: string;
  practice: boolean;
  live: number | null;
  ceiling: { value: number; setting: string } | null;
}

/** How many are opened where nothing is known of the target. */
const CAUTIOUS = 10;

/** What must be asked before a load goes to a server, and whether it was answered. */
export class LoadAsker {
  readonly #sessions: () => readonly ServerSession[];

  constructor(sessions: () => readonly ServerSession[]) {
    this.#sessions = sessions;
  }

  /** Throws `bad-request` for an address that can't be tried. */
  async question({ connect, connections }: LoadRequest): Promise<LoadQuestion> {
    const { host, href } = parseSocketUrl(connect.url);
    const hostHeader = connect.headers.find(({ name }) => name.toLowerCase() === 'host')?.value;
    // Where the connection really goes counts, not the name it goes by.
    const target = connect.connectTo?.host ?? connect.proxy?.host ?? host;
    const known = target === host ? this.#known(href, hostHeader) : null;
    const { site = null, live = null, ceiling = null, practice = false } = known ?? {};
    const headroom = ceiling === null ? null : Math.max(0, ceiling.value - (live ?? 0));
    const tenth = headroom === null ? CAUTIOUS : Math.max(1, Math.floor(headroom / 10));
    return Promise.resolve({
      host: target,
      asks: !practice,
      site,
      live,
      ceiling,
      suggested: practice ? connections : Math.min(connections, tenth),
      sentence: sentenceOf(target, connections, { site, live, ceiling }),
    });
  }

  /** Throws `action-refused` unless `confirmed` names the host, or it is the practice server. */
  async check(request: LoadRequest, confirmed: string | undefined): Promise<void> {
    const { host, asks, sentence } = await this.question(request);
    if (asks && confirmed?.toLowerCase() !== host.toLowerCase())
      throw new AppError('action-refused', `A load on ${host} must be confirmed first. ${sentence}`);
  }

  #known(url: string, hostHeader: string | undefined): Known | null {
    const { host, pathname } = new URL(url);
    for (const session of this.#sessions()) {
      const found = siteAt(session, url, hostHeader ?? host.replace(/:\d+$/, ''));
      if (!found) continue;
      const { site, config, runtime, live } = found;
      const page = limitsPage({
        config,
        site: site.name,
        application: applicationAt(site, pathname),
        runtime,
        nowMs: Date.now(),
      });
      const first = firstCeiling(page.rungs);
      return {
        site: site.name,
        practice: session.entry.id === PRACTICE.id,
        live: page.sockets ?? live.connections,
        ceiling: first && { value: first.value, setting: first.setting },
      };
    }
    return null;
  }
}

function sentenceOf(
  host: string,
  connections: number,
  { site, live, ceiling }: Pick<Known, 'live' | 'ceiling'> & { site: string | null },
): string {
  const where = site === null ? host : `${site} on ${host}`;
  const now = live === null ? 'how many it has now is unknown' : `it has ${number(live)} now`;
  const first =
    ceiling === null
      ? 'no ceiling of it is known'
      : `its first known ceiling is ${number(ceiling.value)} (${ceiling.setting})`;
  return `${count(connections, 'socket')} will be opened to ${where}: ${now}, and ${first}.`;
}
