import fc from 'fast-check';

/** `npm run prove` runs every property that many times as often; see scripts/prove.mjs. */
const factor = Number(process.env['FC_RUNS'] ?? '1');

fc.configureGlobal({ numRuns: 100 * factor });
