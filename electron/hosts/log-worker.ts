// A worker thread of the log scan: it only wires.
import { parentPort, workerData } from 'node:worker_threads';
import { RowFinder } from '../logs/scan/row-finder';
import { scanTask } from '../logs/scan/scan-task';
import type { FromWorker, ToWorker } from '../logs/scan/worker-wire';
import { buffersOf } from '../logs/sums/tally';

const port = parentPort;
if (!port) throw new Error('started by IIS Switchboard only, as a worker thread');

// The finder's code, compiled by the thread that started us.
const finder = new RowFinder(workerData as WebAssembly.Module);
const post = (message: FromWorker): void =>
  port.postMessage(message, message.type === 'part' ? buffersOf(message.part.tally) : []);
// The next piece may come while one is done: they have the finder one after the other.
let turn = Promise.resolve();
port.on('message', ({ task, stop }: ToWorker) => {
  const stopped = (): boolean => Atomics.load(stop, 0) !== 0;
  turn = turn.then(async () => {
    const end = await scanTask(task, finder, (part) => post({ type: 'part', part }), stopped);
    post({ type: 'end', end });
  });
});
