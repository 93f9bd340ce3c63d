import { defineConfig } from 'vitest/config';

/** Against the IIS of this computer; see scripts/test-windows.mjs. */
export default defineConfig({
  test: {
    name: 'windows',
    environment: 'node',
    include: ['e2e/powershell/windows{,-write}.ts'],
    // One IIS: what one file changes the other would find changed.
    fileParallelism: false,
  },
});
