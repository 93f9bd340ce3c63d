import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import bare from '../../../electron/gateways/practice/scenarios/bare-server.config?raw';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { backup } from '../../../electron/gateways/powershell/scripts/backup';
import { restore } from '../../../electron/gateways/powershell/scripts/restore';
import type { ServerAction } from '../../../shared/model/readiness';
import { configOf, openBox } from './open-box';

const NOT_INSTALLED = { 'Web-WebSockets': 'Available', 'Web-Scripting-Tools': 'Installed' };

describe('a feature', () => {
  test('is installed with live progress, and the configuration then has its entries', async () => {
    const { gateway } = await openBox({ config: bare, features: NOT_INSTALLED });
    const progress: string[] = [];
    const action = { kind: 'install-feature', feature: 'Web-WebSockets' } as const;
    const said = await gateway.perform(action, (sentence) => progress.push(sentence));
    expect(said).toBe('Web-WebSockets is installed.');
    expect(progress.some((sentence) => /\d+ %$/.test(sentence))).toBe(true);
    expect((await configOf(gateway)).globalModules.get('WebSocketModule')?.image).toMatch(/iiswsock\.dll$/);
    expect((await gateway.runtime()).feature).toBe('Installed');
  }, 60_000);

  test.each([
    ['whose files were removed', 'Removed', {}, 'feature-source-missing'],
    ['that Windows could not install', 'Available', { install: 'fails' }, 'action-refused'],
  ])(
    '%s says so and is not called installed',
    async (_what, state, faults, code) => {
      const { gateway, box } = await openBox({
        config: bare,
        features: { ...NOT_INSTALLED, 'Web-WebSockets': state },
      });
      await box.setFaults(faults);
      const action = { kind: 'install-feature', feature: 'Web-WebSockets' } as const;
      await expect(gateway.perform(action)).rejects.toMatchObject({ code });
      expect(await readFile(box.configPath, 'utf8')).toBe(bare);
    },
    60_000,
  );

  test('can be the management scripts themselves, where they are missing', async () => {
    const features = { ...NOT_INSTALLED, 'Web-Scripting-Tools': 'Available' };
    const { gateway } = await openBox({ config: bare, features, without: ['IISAdministration'] });
    const start = gateway.perform({ kind: 'stop-pool', pool: 'DefaultAppPool' });
    await expect(start).rejects.toMatchObject({ code: 'management-scripts-missing' });
    const said = await gateway.perform({ kind: 'install-feature', feature: 'Web-Scripting-Tools' });
    expect(said).toBe('Web-Scripting-Tools is installed.');
  }, 60_000);

  test('of a client Windows is called by its name there, installed and taken away', async () => {
    const features = { 'IIS-WebSockets': 'Disabled', 'IIS-ManagementScriptingTools': 'Enabled' };
    const { gateway, box } = await openBox({ config: bare, features, client: true });
    await gateway.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    expect(await readFile(box.configPath, 'utf8')).toContain('iiswsock.dll');
    await gateway.perform({ kind: 'uninstall-feature', feature: 'Web-WebSockets' });
    expect(await readFile(box.configPath, 'utf8')).not.toContain('iiswsock.dll');
  }, 60_000);

  test('that waits for a restart says that it waits', async () => {
    const { gateway, box } = await openBox({ config: bare, features: NOT_INSTALLED });
    await box.setFaults({ install: 'restart' });
    const said = await gateway.perform({ kind: 'install-feature', feature: 'Web-WebSockets' });
    expect(said).toContain('only after a restart of Windows');
    expect((await gateway.runtime()).feature).toBe('InstallPending');
  }, 60_000);
});

describe('states', () => {
  test('a pool is stopped, refuses to be recycled while it is, and is started again', async () => {
    const { gateway } = await openBox({ config: typical });
    await gateway.perform({ kind: 'stop-pool', pool: 'chatpool' });
    const stateOf = async (): Promise<string | undefined> =>
      (await gateway.runtime()).pools.find(({ name }) => name === 'ChatPool')?.state;
    expect(await stateOf()).toBe('Stopped');
    const recycle = gateway.perform({ kind: 'recycle-pool', pool: 'ChatPool' });
    await expect(recycle).rejects.toMatchObject({ code: 'action-refused' });
    await gateway.perform({ kind: 'start-pool', pool: 'ChatPool' });
    expect(await stateOf()).toBe('Started');
  }, 60_000);

  test('an object that is not there, or that this account may not touch, is said', async () => {
    const { gateway, box } = await openBox({ config: typical });
    const gone = gateway.perform({ kind: 'start-site', site: "Chat'); exit 1; ('" });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
    await box.setFaults({ 'recycle-pool': 'denied' });
    const denied = gateway.perform({ kind: 'recycle-pool', pool: 'ChatPool' });
    await expect(denied).rejects.toMatchObject({ code: 'access-denied' });
  }, 60_000);

  test('nothing is done on a server that was not unlocked', async () => {
    const { gateway } = await openBox({ config: typical });
    gateway.real.unlocked = false;
    const stop = gateway.perform({ kind: 'stop-site', site: 'Echo' });
    await expect(stop).rejects.toMatchObject({ code: 'look-only' });
  }, 60_000);
});

describe('the network', () => {
  test('a rule of ours is added once and taken away; a rule of others is left alone', async () => {
    const { gateway } = await openBox({ config: typical });
    const rules = async (): Promise<string[]> => {
      await gateway.real.refreshParts();
      return gateway.real.network()?.rules.map(({ name }) => name) ?? [];
    };
    await gateway.read();
    await gateway.perform({ kind: 'add-firewall-rule', port: 8081 });
    await gateway.perform({ kind: 'add-firewall-rule', port: 8081 });
    expect((await rules()).filter((name) => name === 'IIS-Switchboard-TCP-8081')).toHaveLength(1);
    await gateway.perform({ kind: 'remove-firewall-rule', port: 8081 });
    expect(await rules()).not.toContain('IIS-Switchboard-TCP-8081');
    const foreign = gateway.perform({ kind: 'remove-firewall-rule', port: 80 });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
  }, 90_000);

  test('where Group Policy lets no local rule work, none is added', async () => {
    const profiles = [{ name: 'Domain', enabled: 'True', inbound: 'Block', localRules: 'False' }];
    const { gateway, box } = await openBox({ config: typical, firewall: { rules: [], profiles } });
    const add = gateway.perform({ kind: 'add-firewall-rule', port: 443 });
    await expect(add).rejects.toMatchObject({ code: 'needs-group-policy' });
    const text = await readFile(path.join(box.dir, 'Windows', 'firewall.json'), 'utf8');
    expect(JSON.parse(text)).toEqual({ rules: [], profiles });
  }, 60_000);

  test('an HTTP.sys time-out is set and put back, and read by position whatever the language', async () => {
    const { gateway } = await openBox({ config: typical });
    const idle = async (): Promise<number | null | undefined> => {
      await gateway.real.refreshParts();
      return gateway.real.network()?.httpTimeouts.idleConnection;
    };
    const timeout = 'idleconnectiontimeout' as const;
    await gateway.perform({ kind: 'add-http-timeout', timeout, seconds: 300 });
    expect(await idle()).toBe(300);
    await gateway.perform({ kind: 'delete-http-timeout', timeout });
    expect(await idle()).toBe(120);
  }, 90_000);
});

describe('an account that is no administrator', () => {
  test.each<[action: ServerAction, code: string, file: string]>([
    [{ kind: 'install-feature', feature: 'Web-WebSockets' }, 'not-elevated', 'features.json'],
    [{ kind: 'uninstall-feature', feature: 'Web-Scripting-Tools' }, 'not-elevated', 'features.json'],
    [{ kind: 'add-firewall-rule', port: 8081 }, 'access-denied', 'firewall.json'],
    [
      { kind: 'add-http-timeout', timeout: 'idleconnectiontimeout', seconds: 60 },
      'action-refused',
      'http-timeouts.json',
    ],
    [{ kind: 'delete-http-timeout', timeout: 'headerwaittimeout' }, 'action-refused', 'http-timeouts.json'],
  ])(
    'is told so, and nothing is changed: %o',
    async (action, code, name) => {
      const { gateway, box } = await openBox({ config: bare, features: NOT_INSTALLED, elevated: false });
      const file = path.join(box.dir, 'Windows', name);
      const before = await readFile(file, 'utf8').catch(() => '');
      const failed: unknown = await gateway.perform(action).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code });
      expect(String(failed)).toMatch(/[.)]$/);
      expect(await readFile(file, 'utf8').catch(() => '')).toBe(before);
    },
    60_000,
  );
});

describe('Windows refuses in words of its own', () => {
  test.each<[what: string, action: ServerAction, faults: Record<string, string>, code: string]>([
    [
      'an install that waits for a restart first',
      { kind: 'install-feature', feature: 'Web-WebSockets' },
      { install: 'pending-restart' },
      'restart-pending',
    ],
    [
      'a firewall that may not be read',
      { kind: 'add-firewall-rule', port: 81 },
      { firewall: 'denied' },
      'access-denied',
    ],
    [
      'a time-out that HTTP.sys does not take',
      { kind: 'add-http-timeout', timeout: 'idleconnectiontimeout', seconds: 65_536 },
      {},
      'bad-request',
    ],
    [
      'a configuration that IIS may not read',
      { kind: 'stop-site', site: 'Echo' },
      { read: 'denied' },
      'access-denied',
    ],
    [
      'a site that may not be stopped',
      { kind: 'stop-site', site: 'Echo' },
      { 'stop-site': 'denied' },
      'access-denied',
    ],
    [
      'a pool that may not be started',
      { kind: 'start-pool', pool: 'EchoPool' },
      { 'start-pool': 'denied' },
      'access-denied',
    ],
  ])(
    '%s: a sentence, and a code that says what to do',
    async (_what, action, faults, code) => {
      const { gateway, box } = await openBox({ config: typical, features: NOT_INSTALLED });
      await box.setFaults(faults);
      await box.setState({ pools: [{ name: 'EchoPool', state: 'Stopped' }] });
      const failed: unknown = await gateway.perform(action).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code });
      expect(String(failed)).toMatch(/[.)]$/);
    },
    60_000,
  );
});

describe("IIS's own backup", () => {
  test('brings the configuration back; one that this account may not make stops the change', async () => {
    const { gateway, session, box } = await openBox({ config: typical });
    await session.run(backup, { name: 'switchboard-one' });
    const config = await configOf(gateway);
    await box.setFaults({ backup: 'denied' });
    const commit = gateway.commit({
      path: config.file,
      expectedHash: 'x',
      content: { kind: 'operations', operations: [], backupName: 'switchboard-two' },
    });
    await expect(commit).rejects.toMatchObject({ code: 'access-denied' });
    await box.setFaults({});
    const { files } = await gateway.read();
    const expectedHash = files.applicationHost.hash ?? '';
    const stale = session.run(restore, { name: 'switchboard-one', expectedHash: '0' });
    await expect(stale).rejects.toMatchObject({ code: 'file-changed' });
    await session.run(restore, { name: 'switchboard-one', expectedHash });
    expect(await readFile(box.configPath, 'utf8')).toBe(typical);
    await expect(session.run(backup, { name: 'x & del *' })).rejects.toMatchObject({ code: 'bad-request' });
  }, 60_000);
});
