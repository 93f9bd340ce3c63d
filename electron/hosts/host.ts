/** The helper processes, each an entry file of its own name in this folder. */
export type HostName = 'practice' | 'tester';

/** The parent's end of a helper process. Messages are structured clones (child_process: JSON with Uint8Array kept). */
export interface HostHandle {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once; after it nothing more arrives. */
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

/** utilityProcess in the window (through the main process), child_process.fork in the command line, in-process in tests. */
export type SpawnHost = (name: HostName, args: readonly string[]) => HostHandle;

/** The helper's own end. It must end its process when the parent is gone (`onClose`). */
export interface HostPort {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: () => void): void;
}
