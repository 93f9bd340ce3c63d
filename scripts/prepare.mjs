// npm runs this after `npm ci`, and before the first `npx switchboard`: it builds the command line, so that the bin works.
import { buildCli, canBuild } from './lib/builds.mjs';

if (canBuild()) await buildCli();
