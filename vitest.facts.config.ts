import { defineConfig } from 'vitest/config';

/** `npm run check:facts`: our tables and answers against IIS's own schema and real files, where ../shared has them. */
export default defineConfig({
  test: {
    name: 'facts',
    environment: 'node',
    include: ['electron/iis/config/check-facts/*.facts.ts'],
    testTimeout: 120_000,
  },
});
