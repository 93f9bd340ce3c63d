// npm run build: everything, whether it is fresh or not.
import { rmSync } from 'node:fs';
import { buildCli, buildWindow } from './lib/builds.mjs';
import { at } from './lib/paths.mjs';

rmSync(at('out/.stamps'), { recursive: true, force: true });
await buildCli();
await buildWindow();
