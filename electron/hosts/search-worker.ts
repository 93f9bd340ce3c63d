// The thread of a search in the Tester's frames: it only wires.
import { parentPort } from 'node:worker_threads';
import { RowSearch } from '../websocket/search/match-rows';
import type { ToSearch } from '../websocket/search/search-wire';

const port = parentPort;
if (!port) throw new Error('started by IIS Switchboard only, as a worker thread');

const search = new RowSearch();
port.on('message', (task: ToSearch) => port.postMessage(search.find(task)));
