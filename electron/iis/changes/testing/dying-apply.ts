import { ConfigFileGateway } from '../../../gateways/config-file/config-file-gateway';
import type { CommitRequest } from '../../../gateways/gateway';
import { DataFolder } from '../../../storage/data-folder';
import { sha256 } from '../../../storage/hash';
import { silentLog } from '../../../storage/log';
import { replaceFile } from '../../../storage/replace-file';
import { readServer } from '../../config';
import { ChangesService } from '../changes-service';
import { Journal } from '../journal';

// A program that applies its pending changes and is killed in the middle: bundled and run by interrupted.test.ts.
const [step = '', dir = '', config = ''] = process.argv.slice(2);

class Dying extends ConfigFileGateway {
  override async commit({ path, expectedHash, content }: CommitRequest): Promise<{ hashAfter: string }> {
    if (content.kind !== 'bytes') throw new Error('a file is written by its bytes');
    const at = (name: string): void => {
      if (name === step) process.kill(process.pid, 'SIGKILL');
    };
    at('journal written');
    const { bytes, backupPath } = content;
    await replaceFile({ path, expectedHash, bytes, backupPath, onStep: at });
    at('committed');
    return { hashAfter: sha256(bytes) };
  }
}

const folder = new DataFolder(dir);
const gateway = new Dying(config);
const now = (): Date => new Date();
const service = new ChangesService({
  serverId: 'test',
  serverName: 'Test server',
  gateway,
  folder,
  journal: new Journal({ folder, log: silentLog, now, version: '1.2.3' }),
  readConfig: async () => readServer((await gateway.read()).files),
  runtime: () => null,
  log: silentLog,
  now,
});
await service.apply((await service.get()).planHash);
