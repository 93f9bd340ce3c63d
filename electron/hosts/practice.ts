// The practice server's process: it only wires.
import { toErrorData } from '../../shared/errors';
import { PracticeServer } from '../gateways/practice/practice-server';
import { createLog } from '../storage/log';
import { parentPort } from './parent-port';

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('started by IIS Switchboard only, with the data folder');

const port = parentPort();
const log = createLog(dataDir);
const server = new PracticeServer({ dataDir, log });
port.onClose(() => void server.stop().finally(() => process.exit(0)));
server.start().then(
  () => port.post({ type: 'ready', port: server.controlPort }),
  (error: unknown) => {
    log.error('the practice server could not start', { error: String(error) });
    port.post({ type: 'failed', error: toErrorData(error) });
  },
);
