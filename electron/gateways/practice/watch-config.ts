import { unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs';
import path from 'node:path';

const SETTLE_MS = 30;
/** Where the system sends no events (some containers and shares). */
const LOOK_EVERY_MS = 1_000;

/** Calls back soon after something happened to the file, a rename over it among it; the caller compares content. */
export function watchConfig(file: string, look: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, SETTLE_MS);
  };
  const name = path.basename(file);
  try {
    watcher = watch(path.dirname(file), { persistent: false }, (_, changed) => {
      if (changed === null || changed === name) soon();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // The slow look still sees it.
  }
  watchFile(file, { persistent: false, interval: LOOK_EVERY_MS }, soon);
  return () => {
    clearTimeout(timer);
    watcher?.close();
    unwatchFile(file, soon);
  };
}
