// npm run bench [-- NAME…]: builds what is measured, then measures it under a real window; prints one table.
import { buildCli, buildWindow } from './lib/builds.mjs';
import { findDisplay } from './lib/display.mjs';
import { at } from './lib/paths.mjs';
import { mustNode, run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { buildStandIns, findEngine } from '../e2e/powershell/engine.mjs';

const say = (line) => console.error(`[bench] ${line}`);
const VIRTUAL = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];

ensureSystemPackages(['ripgrep'], say);
await buildCli();
await buildWindow();
await mustNode(at('node_modules/vite/bin/vite.js'), [
  'build',
  '--config',
  'vite.bench.config.ts',
  '--logLevel',
  'warn',
]);
const dist = await ensureElectron();
const command = [process.execPath, at('out/bench/main.mjs'), ...process.argv.slice(2)];
if (!(await findDisplay()).ok) {
  ensureSystemPackages(['display'], say);
  command.unshift(...VIRTUAL);
}
const [file, ...args] = command;
process.exitCode = await run(file, args, {
  env: {
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    SWITCHBOARD_POWERSHELL: await findEngine(),
    SWITCHBOARD_STAND_INS: await buildStandIns(),
  },
});
