import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import path from 'node:path';
import type { HostName } from '../hosts/host';
import type { HostAnswer, HostRequest } from '../hosts/host-wire';
import type { FromEngine } from '../../shared/wire';

/** A name from outside this table is not forked. */
const ENTRIES: ReadonlyMap<string, string> = new Map<HostName, string>([
  ['practice', 'practice.cjs'],
  ['tester', 'tester.cjs'],
]);

/** Forks helper processes for the engine and connects each with it by a channel of their own. */
export class EngineHosts {
  readonly #answer: (answer: HostAnswer, ports?: MessagePortMain[]) => void;
  readonly #children = new Map<number, UtilityProcess>();
  #ended = false;

  constructor(answer: (answer: HostAnswer, ports?: MessagePortMain[]) => void) {
    this.#answer = answer;
  }

  /** Everything that the engine's process says; only what is about helpers is ours. */
  handle(request: HostRequest | FromEngine): void {
    if (request.type === 'spawn-host') this.#spawn(request.id, request.name, request.args);
    else if (request.type === 'kill-host') this.#children.get(request.id)?.kill();
  }

  endAll(): void {
    this.#ended = true;
    for (const child of this.#children.values()) child.kill();
  }

  #spawn(id: number, name: string, args: readonly string[]): void {
    const entry = ENTRIES.get(name);
    if (entry === undefined) {
      this.#answer({ type: 'host-exit', id, code: null });
      return;
    }
    const child = utilityProcess.fork(path.join(__dirname, entry), [...args], {
      serviceName: `IIS Switchboard ${name}`,
    });
    this.#children.set(id, child);
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ type: 'port' }, [port1]);
    this.#answer({ type: 'host-port', id }, [port2]);
    child.on('exit', (code) => {
      this.#children.delete(id);
      if (!this.#ended) this.#answer({ type: 'host-exit', id, code });
    });
  }
}
