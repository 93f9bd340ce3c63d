// npm run prove [-- NAME]: the long proofs in full (FC_RUNS, default 50 times the runs of a property), NAME being part of
// a path; the figures go to out/prove.json, too.
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';

const env = { FC_RUNS: process.env.FC_RUNS ?? '50' };
const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${at('out/prove.json')}`];
const args = ['run', '--testTimeout=900000', ...report, ...process.argv.slice(2)];
process.exitCode = await node(at('node_modules/vitest/vitest.mjs'), args, { env });
