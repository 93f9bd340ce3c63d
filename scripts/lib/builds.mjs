import { chmodSync, existsSync } from 'node:fs';
import { buildIfStale } from './fresh.mjs';
import { at } from './paths.mjs';
import { mustNode } from './run.mjs';

const VITE = at('node_modules/vite/bin/vite.js');
const ELECTRON_VITE = at('node_modules/electron-vite/bin/electron-vite.js');
const COMMON = ['electron', 'shared', 'scripts/build', 'package.json', 'package-lock.json'];

/** False where dev dependencies were left out (`npm ci --omit=dev`): nothing can be built there. */
export const canBuild = () => existsSync(VITE) && existsSync(ELECTRON_VITE);

/** The command line: out/cli. Answers whether it had to be built. */
export const buildCli = () =>
  buildIfStale('cli', [...COMMON, 'vite.cli.config.ts'], async () => {
    await mustNode(VITE, ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']);
    // npm makes a bin executable when it installs; the build writes a new file, which `npx switchboard` must run, too.
    chmodSync(at('out/cli/switchboard.mjs'), 0o755);
  });

/** The window: out/main, out/preload, out/renderer. Answers whether it had to be built. */
export const buildWindow = () =>
  buildIfStale('window', [...COMMON, 'renderer', 'electron.vite.config.ts'], () =>
    mustNode(ELECTRON_VITE, ['build', '--logLevel', 'warn']),
  );
