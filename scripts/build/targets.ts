import { existsSync } from 'node:fs';
import path from 'node:path';

// The oldest runtime we run on (Electron 33.2.1: Chromium 130, Node 20.18). electron-vite would take its targets from
// the newer npm package, and the old runtime hangs at the first syntax it doesn't know.
export const NODE_TARGET = 'node20.18';
export const CHROME_TARGET = 'chrome130';

/** Native helpers that `ws` takes when they are there; they are not. */
export const NATIVE_OPTIONAL = ['bufferutil', 'utf-8-validate'];

/** Entry files by output name. */
export function presentEntries(root: string, entries: Record<string, string>): Record<string, string> {
  const full = Object.entries(entries).map(([name, file]) => [name, path.join(root, file)] as const);
  return Object.fromEntries(full.filter(([, file]) => existsSync(file)));
}
