import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { HostHandle, HostName, SpawnHost } from './host';

/** Beside the built command line; under a test runner this file is still a source, and the build is in out/cli. */
function entryOf(name: HostName): string {
  const beside = path.join(import.meta.dirname, `${name}.mjs`);
  return existsSync(beside) ? beside : path.resolve(import.meta.dirname, '../../out/cli', `${name}.mjs`);
}

/** Starts a helper as a child process: the command line's and the tests' way. A missing entry ends at once with 1. */
export const forkHost: SpawnHost = (name, args): HostHandle => {
  const child = fork(entryOf(name), args, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A test runner's or debugger's own flags are not the helper's.
    execArgv: [],
  });
  return {
    post(message) {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      let told = false;
      const tell = (code: number | null) => {
        if (!told) listener(code);
        told = true;
      };
      child.once('exit', tell);
      child.once('error', () => tell(null));
    },
    kill: () => void child.kill(),
  };
};
