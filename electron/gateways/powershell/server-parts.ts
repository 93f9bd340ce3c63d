import { z } from 'zod';
import { toErrorData } from '../../../shared/errors';
import { PartFailure } from '../../../shared/model/machine';
import type { ServerPart } from '../../../shared/model/server';

type PartId = ServerPart['id'];

const TITLES: Readonly<Record<PartId, string>> = {
  environment: 'Windows and IIS',
  configuration: 'Configuration',
  features: 'Role services',
  runtime: 'Run-time state',
  network: 'Firewall and HTTP.sys',
  events: 'Events',
};

/** How far each part of a real server's reading is. One that fails says why; the others stand. */
export class ServerParts {
  readonly #parts = new Map<PartId, ServerPart>();
  readonly #listeners = new Set<() => void>();
  readonly #mayElevate: boolean;

  /** `mayElevate`: whether starting this program as administrator would help (this computer, on Windows). */
  constructor(mayElevate: boolean) {
    this.#mayElevate = mayElevate;
  }

  all(): ServerPart[] {
    return [...this.#parts.values()];
  }

  /**
   * Runs a reading of one part and keeps how it went; what was known of it stays until then. An answer may tell of
   * `failures` of its own: the part then is not whole. Throws what the reading throws.
   */
  async run<T>(id: PartId, read: () => Promise<T>): Promise<T> {
    if (!this.#parts.has(id)) this.#set({ id, title: TITLES[id], state: 'reading' });
    try {
      const result = await read();
      const gap = gapOf(result);
      this.#set(gap === null ? { id, title: TITLES[id], state: 'read' } : this.#failed(id, gap));
      return result;
    } catch (error) {
      const { code, message, fix } = toErrorData(error);
      this.#set(this.#failed(id, { sentence: message, fix, codes: [code] }));
      throw error;
    }
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #failed(id: PartId, { sentence, fix, codes }: Gap): ServerPart {
    const part: ServerPart = { id, title: TITLES[id], state: 'failed', sentence };
    if (fix !== undefined) part.fix = fix;
    if (this.#mayElevate && codes.some((code) => code === 'not-elevated' || code === 'access-denied'))
      part.offer = 'elevate';
    if (codes.includes('management-scripts-missing')) part.offer = 'install-management-scripts';
    return part;
  }

  #set(part: ServerPart): void {
    if (JSON.stringify(this.#parts.get(part.id)) === JSON.stringify(part)) return;
    this.#parts.set(part.id, part);
    for (const listener of this.#listeners) listener();
  }
}

/** What is missing of a part: the sentence, what to do, and the codes of shared/errors.ts. */
interface Gap {
  sentence: string;
  fix: string | undefined;
  codes: readonly string[];
}

const WithFailures = z.object({ failures: z.array(PartFailure).min(1) });

/** What a script calls a piece of its answer, in words. */
const PIECES: Record<string, string> = {
  certificates: 'the certificates',
  configuration: 'the configuration',
  counters: "IIS's performance counters",
  elevation: 'whether this process is elevated',
  events: 'the event log',
  firewall: 'the firewall',
  'firewall-profiles': "the firewall's profiles",
  'http-service': 'the service HTTP.sys',
  'http-timeouts': "HTTP.sys's time-outs",
  'management-scripts': "IIS's management scripts",
  requests: 'the open requests',
  windows: 'the version of Windows',
};

/** Where the table of errors has no remedy because Windows' own words are all there is. */
const PIECE_FIX: Record<string, string> = {
  counters:
    'Rebuild the counters on the server (lodctr /R, then winmgmt /resyncperf); until then the numbers of sockets are unknown, the rest is not.',
};

/** What an answer could not read: each piece in a sentence with its reason, and what to do; null where it is whole. */
function gapOf(result: unknown): Gap | null {
  const read = WithFailures.safeParse(result);
  if (!read.success) return null;
  const { failures } = read.data;
  const said = failures.map(
    ({ part, message }) => `${PIECES[part] ?? part} could not be read: ${message.replace(/\.$/, '')}`,
  );
  const fixes = new Set(failures.flatMap(({ part, fix }) => fix ?? PIECE_FIX[part] ?? []));
  const text = `${said.join('; ')}.`;
  return {
    sentence: text.charAt(0).toUpperCase() + text.slice(1),
    fix: fixes.size === 0 ? undefined : [...fixes].join(' '),
    codes: failures.map(({ code }) => code),
  };
}
