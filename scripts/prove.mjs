// npm run prove [-- NAME]: the property tests with many times their runs (FC_RUNS, default 50), NAME being part of a path.
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';

const env = { FC_RUNS: process.env.FC_RUNS ?? '50' };
const args = ['run', '--testTimeout=900000', ...process.argv.slice(2)];
process.exitCode = await node(at('node_modules/vitest/vitest.mjs'), args, { env });
