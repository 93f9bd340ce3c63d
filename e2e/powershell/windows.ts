// npm run test:windows: the product's own session and scripts against the IIS of this computer, without stand-ins.
import { describe, expect, onTestFinished, test } from 'vitest';
import { NodePowerShellSession } from '../../electron/gateways/powershell/node-powershell-session';
import { PowerShellGateway } from '../../electron/gateways/powershell/powershell-gateway';
import { backup } from '../../electron/gateways/powershell/scripts/backup';
import { readServer } from '../../electron/iis/config';
import { silentLog } from '../../electron/storage/log';
import { changesOf } from './tests/open-box';

function open(): { gateway: PowerShellGateway; session: NodePowerShellSession } {
  const session = new NodePowerShellSession({ target: null });
  const gateway = new PowerShellGateway({
    session,
    name: 'This computer',
    host: 'localhost',
    mayElevate: false,
    log: silentLog,
  });
  onTestFinished(() => gateway.dispose());
  return { gateway, session };
}

describe('a real IIS', () => {
  test('is read: configuration, run time, and every slow part', async () => {
    const { gateway } = open();
    const config = readServer((await gateway.read()).files);
    expect(config.findSite('Default Web Site')).toBeDefined();
    await gateway.real.refreshParts();
    const runtime = await gateway.runtime();
    expect(runtime.feature).toBe('Installed');
    expect(runtime.pools.map(({ name }) => name)).toContain('DefaultAppPool');
    expect(gateway.real.parts().filter(({ state }) => state === 'failed')).toEqual([]);
    const says = await gateway.real.iisSays('Default Web Site', '/');
    expect(says.find(({ setting }) => setting === 'webSocket.enabled')).toMatchObject({ value: 'true' });
  }, 180_000);

  test('is changed in one commit, read back, and put back by Undo', async () => {
    const { gateway, session } = open();
    await session.run(backup, { name: `switchboard-ci-${Date.now()}` });
    gateway.real.unlocked = true;
    const { service } = await changesOf(gateway);
    const target = { kind: 'pool', pool: 'DefaultAppPool' } as const;
    await service.add(
      [{ kind: 'config', edit: { kind: 'set', target, setting: 'queueLength', value: '1234' } }],
      'edit',
    );
    expect(await service.apply((await service.get()).planHash)).toMatchObject({ applied: true });
    const [entry] = (await service.journal(0, 1)).entries;
    expect(await service.undo(entry?.id ?? '')).toMatchObject({ applied: true });
  }, 180_000);
});
