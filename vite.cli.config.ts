import { defineConfig } from 'vite';
import type { Plugin } from 'vite';
import { NATIVE_OPTIONAL, NODE_TARGET, presentEntries } from './scripts/build/targets.ts';
import { watPlugin } from './scripts/build/wat.ts';

/** Without it an import of `electron` is bundled silently and crashes when the command starts. */
const noElectron: Plugin = {
  name: 'no-electron',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source === 'electron' || source.startsWith('electron/'))
      throw new Error(`the command line must not import ${source} (from ${importer ?? 'an entry'})`);
    return null;
  },
};

export default defineConfig({
  plugins: [noElectron, watPlugin],
  ssr: { noExternal: true, external: NATIVE_OPTIONAL },
  build: {
    ssr: true,
    target: NODE_TARGET,
    outDir: 'out/cli',
    emptyOutDir: true,
    rolldownOptions: {
      input: presentEntries(import.meta.dirname, {
        switchboard: 'electron/cli/main.ts',
        practice: 'electron/hosts/practice.ts',
        tester: 'electron/hosts/tester.ts',
        'log-worker': 'electron/hosts/log-worker.ts',
        'search-worker': 'electron/hosts/search-worker.ts',
      }),
      external: NATIVE_OPTIONAL,
      output: {
        format: 'es',
        entryFileNames: '[name].mjs',
        // Flat, so that import.meta.dirname is the entries' folder in every chunk.
        chunkFileNames: 'chunk-[name]-[hash].mjs',
        banner: (chunk) => (chunk.isEntry && chunk.name === 'switchboard' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
