// npm run check: types, lint, format, dead code, unit tests, facts: fast enough to run before each commit.
import { runUnit } from './lib/counts.mjs';
import { runLanes } from './lib/steps.mjs';

const failed = await runLanes([['lint'], ['types', 'format', 'unused', 'facts']]);
const unit = await runUnit();
failed.push(...(unit.failed > 0 ? ['unit'] : []));
console.log(failed.length === 0 ? 'check: all good' : `check: failed: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
