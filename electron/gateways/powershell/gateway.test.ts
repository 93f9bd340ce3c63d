import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createWindowsBox } from '../../../e2e/powershell/windows-box';
import typical from '../practice/scenarios/typical-trouble.config?raw';
import { silentLog } from '../../storage/log';
import { readServer, operationsOf, effective } from '../../iis/config';
import { hashOfFile } from '../../storage/hash';
import { NodePowerShellSession } from './node-powershell-session';
import { PowerShellGateway } from './powershell-gateway';

async function open(config: string) {
  const box = await createWindowsBox({ config });
  onTestFinished(() => box.dispose());
  const session = new NodePowerShellSession({ target: null, env: box.env });
  const gateway = new PowerShellGateway({ session, name: 'WEB07', host: 'localhost', mayElevate: false, log: silentLog });
  onTestFinished(() => gateway.dispose());
  return { box, gateway };
}

test('reads, commits and reads back', async () => {
  const { box, gateway } = await open(typical);
  const { files, readOnly } = await gateway.read();
  expect(readOnly).toContain('look-only');
  const config = readServer(files);
  expect(config.sites.length).toBe(6);
  const runtime = await gateway.runtime();
  console.log(JSON.stringify(runtime).slice(0, 800));
  gateway.real.unlocked = true;
  const { operations } = operationsOf(config, [
    { kind: 'set', target: { kind: 'pool', pool: 'ChatPool' }, setting: 'managedPipelineMode', value: 'Integrated' },
  ]);
  console.log(operations);
  const { hashAfter } = await gateway.commit({
    path: config.file,
    expectedHash: hashOfFile(files.applicationHost),
    content: { kind: 'operations', operations, backupName: 'switchboard-test' },
  });
  const again = await gateway.read();
  expect(hashOfFile(again.files.applicationHost)).toBe(hashAfter);
  expect(effective(readServer(again.files), { kind: 'pool', pool: 'ChatPool' }, 'managedPipelineMode').value).toBe('Integrated');
  console.log(await gateway.real.iisSays('Board', '/'));
  console.log(JSON.stringify(gateway.real.parts()), JSON.stringify(gateway.real.environment()), JSON.stringify(gateway.real.network()));
  expect(await readFile(box.configPath, 'utf8')).toContain('Integrated');
}, 120_000);
