// npm test: everything there is to prove, on a bare machine too. The last line is the count.
import { runEndToEnd, runUnit } from './lib/counts.mjs';
import { runSteps } from './lib/steps.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';

ensureSystemPackages(['unzip', 'xmllint', 'window', 'display', 'proxies', 'foreign'], (line) =>
  console.error(`[test] ${line}`),
);

// The linter needs one core for as long as the rest together: it goes on beside the first unit tests.
const linting = runSteps(['lint']);
// Format and dead code are `npm run check`'s, before each commit.
const steps = await runSteps(['build', 'types', 'facts']);
const unit = await runUnit();
steps.push(...(await linting));
// The pictures are `npm run screenshots`. Without a build there is nothing to open; that failure is counted already.
const endToEnd = steps.includes('build')
  ? { passed: 0, failed: 0 }
  : await runEndToEnd(['--grep-invert', 'looked at in both themes']);

const passed = unit.passed + endToEnd.passed;
const failed = unit.failed + endToEnd.failed + steps.length;
if (steps.length > 0) console.log(`failed steps, counted below: ${steps.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && unit.passed > 0 && endToEnd.passed > 0 ? 0 : 1;
