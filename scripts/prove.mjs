// npm run prove [-- NAME]: the long proofs in full (FC_RUNS, default 50 times the runs of a property), NAME being part of
// a path; the figures go to out/prove.json, those of stories in the real window to out/prove-window.json.
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';

const FC_RUNS = process.env.FC_RUNS ?? '50';
const names = process.argv.slice(2);
const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${at('out/prove.json')}`];
const args = ['run', '--testTimeout=900000', ...report, ...names];
const proofs = await node(at('node_modules/vitest/vitest.mjs'), args, { env: { FC_RUNS } });

/** Proofs that have a part in the real window, too. */
const stories = { changes: 'e2e/specs/changes.spec.ts' };
const spec = names.map((name) => stories[name]).find((each) => each !== undefined);
const env = { FC_RUNS, PLAYWRIGHT_JSON_OUTPUT_FILE: at('out/prove-window.json') };
const shown = spec === undefined ? 0 : await node(at('scripts/e2e.mjs'), [spec], { env });
process.exitCode = proofs || shown;
