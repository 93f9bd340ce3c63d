import { existsSync, readFileSync, rmSync } from 'node:fs';
import { at } from './paths.mjs';
import { node } from './run.mjs';

const UNIT = at('out/test/unit.json');
const E2E = at('out/test/e2e.json');
const NONE = { passed: 0, failed: 0 };

function readReport(file, count) {
  return existsSync(file) ? count(JSON.parse(readFileSync(file, 'utf8'))) : NONE;
}

/** A run that failed without a failing test (a file that doesn't load) counts as one failure. */
function orFailed(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** Runs vitest and answers how many tests passed and failed. */
export async function runUnit(args = []) {
  rmSync(UNIT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`];
  const code = await node(at('node_modules/vitest/vitest.mjs'), ['run', ...reporters, ...args]);
  const counts = readReport(UNIT, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }));
  return orFailed(counts, code);
}

/** Runs Playwright and answers how many stories passed and failed. */
export async function runEndToEnd(args = []) {
  rmSync(E2E, { force: true });
  const code = await node('scripts/e2e.mjs', args, { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E } });
  const counts = readReport(E2E, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
  }));
  return orFailed(counts, code);
}
