import { unwatchFile, watch, watchFile, type FSWatcher } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { sha256 } from '../../storage/hash';
import { readSource } from './read-source';

const SETTLE_MS = 150;
/** Network shares and some containers send no events: the files' times are looked at now and then as well. */
const LOOK_EVERY_MS = 5_000;

/**
 * Calls back when the content of one of the files becomes another (a rename over it, a deletion and a new file count;
 * a touch doesn't). Bursts are merged. Answers the function that ends it.
 */
export function watchFiles(paths: readonly string[], listener: () => void): () => void {
  const files = paths.map((path) => resolve(path));
  const names = new Set(files.map((path) => basename(path).toLowerCase()));
  const watchers: FSWatcher[] = [];
  let known = hashes(files);
  let timer: NodeJS.Timeout | undefined;
  let ended = false;

  const look = async (): Promise<void> => {
    const before = await known;
    const now = hashes(files);
    known = now;
    if ((await now) !== before && !ended) listener();
  };
  const soon = (): void => {
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(() => void look(), SETTLE_MS);
  };
  for (const dir of new Set(files.map((path) => dirname(path)))) {
    try {
      const watcher = watch(dir, { persistent: false }, (_, name) => {
        if (name === null || names.has(name.toLowerCase())) soon();
      });
      watcher.on('error', () => watcher.close());
      watchers.push(watcher);
    } catch {
      // The slow look below still sees it.
    }
  }
  for (const file of files) watchFile(file, { persistent: false, interval: LOOK_EVERY_MS }, soon);
  return () => {
    ended = true;
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    for (const file of files) unwatchFile(file, soon);
  };
}

async function hashes(files: readonly string[]): Promise<string> {
  const all = files.map((file) =>
    // Not a plain read: a pipe would be waited for, a device read, for ever.
    readSource(file).then(
      ({ bytes }) => sha256(bytes),
      () => 'unreadable',
    ),
  );
  return (await Promise.all(all)).join();
}
