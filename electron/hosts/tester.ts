import { Tester } from '../websocket/tester';
import { serveTester } from '../websocket/tester-rpc';
import { parentPort } from './parent-port';

// The tester's process: sockets of its own, answered over the port to the engine.
const port = parentPort();
serveTester(port, new Tester());
// Nobody is left to show anything to; what is still being closed need not be waited for.
port.onClose(() => process.exit(0));
