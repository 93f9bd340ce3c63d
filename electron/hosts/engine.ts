// The engine's process under the window: it only wires.
import { createEngine } from '../engine';
import { createLog } from '../storage/log';
import { version } from '../version';
import { firstQuiet } from './first-quiet';
import { spawnThroughMain } from './main-spawn';
import { utilityParent } from './parent-port';
import { serveEngine } from './serve-engine';
import { warmUp } from './warm-up';

const dataDir = process.argv[2];
const main = utilityParent();
if (!main || dataDir === undefined) throw new Error('started by the window only, with the data folder');

const { quiet, end } = firstQuiet(main);
const log = createLog(dataDir, quiet);
const spawnHost = spawnThroughMain(end, quiet);
const engine = createEngine({ dataDir, version, spawnHost, log });
engine.then(warmUp, (error: unknown) => log.error('the engine could not start', { error: String(error) }));
serveEngine(end, engine, () => void log.written().then(() => process.exit(0)));
