// Runs the project's own tools: a line for each, its output only when it fails.
import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const TOOLS = {
  types: ['node_modules/typescript/bin/tsc', '-b'],
  lint: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress'],
  facts: ['scripts/check-facts.mjs'],
  build: ['scripts/build.mjs'],
};

function quietly(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    child.stdout.on('data', (bytes) => parts.push(bytes));
    child.stderr.on('data', (bytes) => parts.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 128, output: Buffer.concat(parts).toString() }));
  });
}

/** Runs the named steps one after another, all of them; answers the names of those that failed. */
export async function runSteps(names) {
  const failed = [];
  for (const name of names) {
    const started = Date.now();
    const { code, output } = await quietly(TOOLS[name]);
    console.log(
      `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (code !== 0 || name === 'facts') console.log(output.trimEnd());
    if (code !== 0) failed.push(name);
  }
  return failed;
}

/** Runs rows of steps beside each other: each tool uses one core, and the linter takes as long as the rest. */
export async function runLanes(lanes) {
  return (await Promise.all(lanes.map(runSteps))).flat();
}
