import { createEngine } from '../engine';
import { createLog } from '../storage/log';
import { version } from '../version';
import { firstQuiet } from './first-quiet';
import { spawnThroughMain } from './main-spawn';
import { utilityParent } from './parent-port';
import { serveEngine } from './serve-engine';

/** Runs the engine in this process: it only wires. `settled` is called once the window has its first page. */
export function runEngine(dataDir: string, settled: () => void): void {
  const main = utilityParent();
  if (!main) throw new Error('started by the window only');
  const { quiet, answered, end } = firstQuiet(main);
  void quiet.then(settled);
  const log = createLog(dataDir, quiet);
  const spawnHost = spawnThroughMain(end, quiet);
  const engine = createEngine({ dataDir, version, spawnHost, log });
  engine.catch((error: unknown) => log.error('the engine could not start', { error: String(error) }));
  serveEngine(end, engine, () => {
    if (answered()) settled();
    void log.written().then(() => process.exit(0));
  });
}
