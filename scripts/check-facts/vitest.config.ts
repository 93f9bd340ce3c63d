import { defineConfig } from 'vitest/config';

/** Our tables and answers against IIS's own schema and real files; see scripts/check-facts.mjs. */
export default defineConfig({
  test: {
    name: 'facts',
    environment: 'node',
    include: ['scripts/check-facts/*.facts.ts'],
    testTimeout: 120_000,
  },
});
