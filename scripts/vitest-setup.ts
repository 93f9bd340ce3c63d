import fc from 'fast-check';

/** `npm run prove` runs every property that many times as often; see scripts/prove.mjs. */
const factor = Number(process.env['FC_RUNS'] ?? '1');

// `npm test` takes a seeded sample, the same everywhere; the long proofs look somewhere else each time.
fc.configureGlobal({ numRuns: 100 * factor, ...(factor === 1 ? { seed: 20_261_124 } : {}) });
