import { z } from 'zod';
import { SocketAddress } from '../../shared/model/server';
import type { DataFolder } from '../storage/data-folder';

const FILE = 'addresses.json';
const VERSION = 1;
const Stored = z.object({
  version: z.literal(VERSION),
  // An earlier version took what is no path: one such address must not make the whole list a damaged one.
  addresses: z.array(z.object({ key: z.string(), address: z.unknown() })),
});
type Stored = z.infer<typeof Stored>;

/** Header values that are credentials stay in memory: the data folder never holds a secret. */
const SECRET = /authorization|cookie|token|secret|api-?key|password/i;

/**
 * The sockets' own addresses (path, subprotocols, headers), which stand in no configuration: remembered per server,
 * site and application, names compared without case as IIS does.
 */
export class Addresses {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;
  readonly #known = new Map<string, SocketAddress>();
  #loaded: Promise<void> | null = null;

  /** `onProblem` is told one sentence when the stored list was damaged or is from a newer version. */
  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  /** null when nothing is remembered for this application. */
  async get(serverId: string, site: string, application: string): Promise<SocketAddress | null> {
    await this.#load();
    return this.#known.get(keyOf(serverId, site, application)) ?? null;
  }

  /** Where sockets of one server are known to be: site and path from the site's root. */
  async ofServer(serverId: string): Promise<{ site: string; path: string }[]> {
    await this.#load();
    return [...this.#known].flatMap(([key, { path }]) => {
      const [server, site = '', application = '/'] = JSON.parse(key) as string[];
      return server === serverId ? [{ site, path: application.replace(/\/+$/, '') + path }] : [];
    });
  }

  async set(serverId: string, site: string, application: string, address: SocketAddress): Promise<void> {
    await this.#load();
    this.#known.set(keyOf(serverId, site, application), address);
    const addresses = [...this.#known].map(([key, known]) => ({
      key,
      address: { ...known, headers: known.headers.filter(({ name }) => !SECRET.test(name)) },
    }));
    const stored: Stored = { version: VERSION, addresses };
    await this.#folder.writeJson(FILE, stored);
  }

  #load(): Promise<void> {
    this.#loaded ??= (async () => {
      const stored = await this.#folder.readJson(FILE, Stored, {
        version: VERSION,
        empty: { version: VERSION, addresses: [] },
      });
      if (stored.problem) this.#onProblem(stored.problem);
      for (const { key, address } of stored.value.addresses) {
        const sound = SocketAddress.safeParse(withoutFragment(address));
        if (sound.success) this.#known.set(key, sound.data);
      }
    })();
    return this.#loaded;
  }
}

/** What stands behind # was never sent. */
function withoutFragment(address: unknown): unknown {
  const known = z.looseObject({ path: z.string() }).safeParse(address);
  return known.success ? { ...known.data, path: known.data.path.replace(/#.*$/s, '') } : address;
}

function keyOf(serverId: string, site: string, application: string): string {
  return JSON.stringify([serverId, site.toLowerCase(), application.toLowerCase()]);
}
