import { toErrorData } from '../../../shared/errors';
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

  /** Runs a reading of one part and keeps how it went. Throws what the reading throws. */
  async run<T>(id: PartId, read: () => Promise<T>): Promise<T> {
    if (this.#parts.get(id)?.state !== 'read') this.#set({ id, title: TITLES[id], state: 'reading' });
    try {
      const result = await read();
      this.#set({ id, title: TITLES[id], state: 'read' });
      return result;
    } catch (error) {
      this.#set(this.#failed(id, error));
      throw error;
    }
  }

  /** A part that was read, but not whole. */
  partly(id: PartId, sentence: string): void {
    this.#set({ id, title: TITLES[id], state: 'failed', sentence });
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #failed(id: PartId, error: unknown): ServerPart {
    const { code, message, fix } = toErrorData(error);
    const part: ServerPart = { id, title: TITLES[id], state: 'failed', sentence: message };
    if (fix !== undefined) part.fix = fix;
    if (this.#mayElevate && (code === 'not-elevated' || code === 'access-denied')) part.offer = 'elevate';
    if (code === 'management-scripts-missing') part.offer = 'install-management-scripts';
    return part;
  }

  #set(part: ServerPart): void {
    if (JSON.stringify(this.#parts.get(part.id)) === JSON.stringify(part)) return;
    this.#parts.set(part.id, part);
    for (const listener of this.#listeners) listener();
  }
}
