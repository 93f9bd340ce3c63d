import { app } from 'electron';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { defaultDataDir } from '../storage/data-dir';
import { dataDirFrom } from './data-argument';

/**
 * Where everything is kept, the window's own profile too. Answers null when it can't be used (said on stderr and in a
 * box) or when another window works with it already (that one comes to the front).
 */
export function claimDataFolder(argv: readonly string[], refuse: (sentence: string) => void): string | null {
  const dir = dataDirFrom(argv, process.cwd()) ?? defaultDataDir();
  if (dir === '') {
    refuse('--data needs a folder: --data DIR.');
    return null;
  }
  try {
    const profile = path.join(dir, 'window');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    mkdirSync(profile, { recursive: true });
    app.setPath('userData', profile);
  } catch {
    refuse(`The data folder ${dir} can't be used; make it writable or name another one with --data DIR.`);
    return null;
  }
  // The lock lives in the profile: one window a data folder.
  return app.requestSingleInstanceLock() ? dir : null;
}
