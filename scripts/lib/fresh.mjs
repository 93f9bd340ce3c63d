// Whether a build is newer than what it is made of, told by a stamp over the sources' names, sizes and times.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFolderLock } from './folder-lock.mjs';
import { at } from './paths.mjs';

function* filesBelow(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile()) yield [file, found];
  if (found?.isDirectory())
    for (const name of readdirSync(file).sort()) yield* filesBelow(path.join(file, name));
}

function fingerprint(sources) {
  const hash = createHash('sha256');
  for (const source of sources)
    for (const [file, { size, mtimeMs }] of filesBelow(at(source)))
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  return hash.digest('hex');
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Runs `build` unless `out/.stamps/<name>` says that these sources were built. A failed build leaves no stamp. */
export function buildIfStale(name, sources, build) {
  return withFolderLock(at('out/.stamps', `${name}.lock`), () => buildUnlessFresh(name, sources, build));
}

async function buildUnlessFresh(name, sources, build) {
  const file = at('out/.stamps', name);
  const now = fingerprint(sources);
  if (readStamp(file) === now) return false;
  rmSync(file, { force: true });
  await build();
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, now);
  return true;
}
