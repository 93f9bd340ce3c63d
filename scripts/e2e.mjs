// npm run e2e [-- playwright arguments]: the stories in the real window, under a virtual display where there is none.
import { buildCli, buildWindow } from './lib/builds.mjs';
import { findDisplay } from './lib/display.mjs';
import { at } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { ensureElectron } from './ensure-electron.mjs';

const say = (line) => console.error(`[e2e] ${line}`);
// A page of 1280×800 needs a screen with room for its frame.
const VIRTUAL = ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24'];

await buildCli();
await buildWindow();
const dist = await ensureElectron();
const command = [
  process.execPath,
  at('node_modules/@playwright/test/cli.js'),
  'test',
  ...process.argv.slice(2),
];
if (!(await findDisplay()).ok) {
  ensureSystemPackages(['display'], say);
  command.unshift(...VIRTUAL);
}
const [file, ...args] = command;
process.exitCode = await run(file, args, { env: { ELECTRON_OVERRIDE_DIST_PATH: dist } });
