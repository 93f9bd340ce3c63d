// The engine's process under the window: it loads the engine by way of what was compiled at an earlier start.
import { createRequire } from 'node:module';
import path from 'node:path';
import { CodeCache } from './code-cache';

const [, , dataDir, plain] = process.argv;
if (dataDir === undefined) throw new Error('started by the window only, with the data folder');
// Scripts within an archive are kept beside it.
const folder = __dirname.includes('app.asar') ? process.resourcesPath : __dirname;
const file = path.join(folder, 'engine.cache');
const cache = plain === undefined ? new CodeCache(file) : undefined;
if (!cache) CodeCache.remove(file);
const load = cache?.requireFrom(__dirname) ?? createRequire(__filename);
const { runEngine } = load('./run-engine.cjs') as typeof import('./run-engine');
runEngine(dataDir, () => cache?.save());
