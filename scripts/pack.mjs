// npm run pack: an unpacked application with whatever real Electron the tests use. Other targets: npx electron-builder.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildWindow } from './lib/builds.mjs';
import { at } from './lib/paths.mjs';
import { node } from './lib/run.mjs';
import { ensureElectron } from './ensure-electron.mjs';

await buildWindow();
const dist = await ensureElectron();
const version = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
const args = ['--dir', '--publish', 'never', `-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
process.exitCode = await node(at('node_modules/electron-builder/cli.js'), [
  ...args,
  ...process.argv.slice(2),
]);
