import path from 'node:path';
import { defineConfig } from 'vite';
import { NODE_TARGET } from './scripts/build/targets.ts';
import { watPlugin } from './scripts/build/wat.ts';

/** The bench's own bundle: Node runs no TypeScript here. */
export default defineConfig({
  plugins: [watPlugin],
  ssr: { external: ['@playwright/test'] },
  build: {
    ssr: true,
    target: NODE_TARGET,
    outDir: 'out/bench',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: path.join(import.meta.dirname, 'scripts/bench/main.ts'),
        'sockets-child': path.join(import.meta.dirname, 'scripts/bench/sockets-child.ts'),
        'log-worker': path.join(import.meta.dirname, 'electron/hosts/log-worker.ts'),
        'search-worker': path.join(import.meta.dirname, 'electron/hosts/search-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].mjs' },
    },
  },
});
