// npm start: opens the window; without a display it says so and shows the command line's answer instead.
import { buildCli, buildWindow, canBuild } from './lib/builds.mjs';
import { findDisplay } from './lib/display.mjs';
import { root } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { sandboxFlags } from './lib/sandbox.mjs';
import { showWithoutDisplay } from './lib/without-display.mjs';

const say = (line) => console.error(`[start] ${line}`);

async function openWindow(flags) {
  const { electronExe, ensureElectron } = await import('./ensure-electron.mjs');
  if (canBuild()) await buildWindow();
  const exe = electronExe(await ensureElectron());
  return run(exe, [root, ...flags, ...sandboxFlags(say), ...process.argv.slice(2)]);
}

// Knock before any runtime is unpacked.
const display = await findDisplay();
if (!display.ok) say(`no window: ${display.why}; here is what the command line shows instead`);
if (!display.ok && canBuild()) await buildCli();
process.exitCode = display.ok ? await openWindow(display.flags ?? []) : await showWithoutDisplay();
