import type { CallName, JobName } from '../../shared/contract';
import type { Reply } from '../../shared/wire';
import { refuse } from './refuse';

const ASKS: CallName = 'shell.pickSave';
/** The jobs that write where the window says, and the field that says it. */
const WRITES = new Map<string, string>([
  ['tester.export', 'path'],
  ['logs.export', 'file'],
] satisfies [JobName, string][]);
const MAX_CHOSEN = 100;

/**
 * A window may have a file written only where its administrator chose to in the system's dialog: whatever got into the
 * page, it names no file by itself. A choice holds until the program ends, so that an export can be repeated.
 */
export class SaveGate {
  readonly #chosen = new Set<string>();

  /** Why this may not be asked, or null. */
  refusal(name: unknown, input: unknown): Reply | null {
    const field = typeof name === 'string' ? WRITES.get(name) : undefined;
    if (field === undefined) return null;
    const path: unknown = typeof input === 'object' && input !== null ? Reflect.get(input, field) : undefined;
    return typeof path === 'string' && this.#chosen.has(path)
      ? null
      : refuse('bad-request', 'This file was not chosen in the dialog; choose where to save it first.');
  }

  /** Notes what a dialog answered. */
  answered(name: unknown, reply: Reply): void {
    if (name !== ASKS || !reply.ok || typeof reply.data !== 'object' || reply.data === null) return;
    const path: unknown = Reflect.get(reply.data, 'path');
    if (typeof path !== 'string') return;
    if (this.#chosen.size >= MAX_CHOSEN) this.#chosen.clear();
    this.#chosen.add(path);
  }
}
