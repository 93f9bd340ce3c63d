import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigFileGateway } from '../../../electron/gateways/config-file/config-file-gateway';
import { copyScript } from '../../../electron/gateways/powershell/copy-script/copy-script';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { readServer } from '../../../electron/iis/config';
import { judge } from '../../../electron/iis/readiness';
import type { ConfigTarget } from '../../../shared/model/common';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { changesOf, configOf, modelOf, openBox } from './open-box';

const set = (target: ConfigTarget, setting: string, value: string): ChangeRequest => ({
  kind: 'config',
  edit: { kind: 'set', target, setting, value },
});

const CHANGES: ChangeRequest[] = [
  set({ kind: 'pool', pool: 'ChatPool' }, 'managedPipelineMode', 'Integrated'),
  set({ kind: 'pool', pool: 'ChatPool' }, 'processModel.idleTimeout', '00:00:00'),
  set({ kind: 'pool', pool: 'EchoPool' }, 'recycling.periodicRestart.time', '2.00:00:00'),
  set({ kind: 'site', site: 'Orders' }, 'limits.maxConnections', '4294967295'),
  set({ kind: 'site', site: 'Board' }, 'webSocket.enabled', 'true'),
  set({ kind: 'site', site: 'Echo' }, 'webSocket.pingInterval', '00:00:30'),
  set({ kind: 'server' }, 'applicationPoolDefaults.queueLength', '2000'),
];

async function dataFile(text: string): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-file-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'applicationHost.config');
  await writeFile(file, text);
  return file;
}

test('what is applied through PowerShell is what the same changes give a file, and what the copied script gives', async () => {
  const file = new ConfigFileGateway(await dataFile(typical));
  onTestFinished(() => file.dispose());
  const onFile = (await changesOf(file)).service;
  await onFile.add(CHANGES, 'edit');
  await onFile.apply((await onFile.get()).planHash);
  // The box says that there is no web.config; over a file nobody knows.
  const { applicationHost } = (await file.read()).files;
  const wanted = modelOf(readServer({ applicationHost, webConfigs: { complete: true, files: [] } }));

  const { gateway, box } = await openBox({ config: typical });
  const before = modelOf(await configOf(gateway));
  const { service } = await changesOf(gateway);
  await service.add(CHANGES, 'edit');
  const script = copyScript({
    ...(await service.forScript()),
    serverName: 'WEB07',
    at: '2026-01-01',
    version: '1.2.3',
  });
  const done = await service.apply((await service.get()).planHash);
  expect(done).toMatchObject({ applied: true });
  expect(modelOf(await configOf(gateway))).toEqual(wanted);
  expect(done.backup?.file).toMatch(/^switchboard-/);

  const other = await openBox({ config: typical });
  const name = path.join(other.box.dir, 'change.ps1');
  // The script names the file it was made for; here it runs on another box.
  await writeFile(name, script.replaceAll(box.configPath, other.box.configPath));
  const run = await promisify(execFile)(
    other.box.env['SWITCHBOARD_POWERSHELL'] ?? '',
    ['-NoProfile', '-NonInteractive', '-File', name],
    { env: other.box.env },
  );
  expect(run.stdout).toContain('Done.');
  expect(modelOf(await configOf(other.gateway))).toEqual(wanted);

  const [entry] = (await service.journal(0, 10)).entries;
  const undone = await service.undo(entry?.id ?? '');
  expect(undone).toMatchObject({ applied: true });
  expect(modelOf(await configOf(gateway))).toEqual(before);
}, 120_000);

test('a module entry that a location removes is inherited again', async () => {
  const { gateway } = await openBox({ config: typical });
  const { service } = await changesOf(gateway);
  const before = modelOf(await configOf(gateway));
  const ref = {
    location: 'Feed',
    section: 'system.webServer/modules',
    element: 'remove' as const,
    attributes: { name: 'WebSocketModule' },
  };
  await service.add([{ kind: 'config', edit: { kind: 'remove-element', ref } }], 'blocks');
  const done = await service.apply((await service.get()).planHash);
  expect(done).toMatchObject({ applied: true });
  const config = await configOf(gateway);
  expect(config.document.text).not.toMatch(/<remove name="WebSocketModule"/);
  expect(modelOf(config)).toEqual(before);
}, 60_000);

test.each([
  ['changed underneath before the commit', 'foreign-write', 'file-changed'],
  ['locked by another program', 'sharing', 'busy'],
  ['not to be written by this account', 'denied', 'access-denied'],
  ['on a full disk', 'fails', 'write-failed'],
])(
  'a configuration that is %s is left as it was, and the reason is said',
  async (_what, fault, code) => {
    const { gateway, box } = await openBox({ config: typical });
    const { service } = await changesOf(gateway);
    await service.add(CHANGES.slice(0, 2), 'edit');
    const { planHash } = await service.get();
    await box.setFaults({ commit: fault });
    const done = await service.apply(planHash);
    expect(done.applied).toBe(false);
    expect(done.error?.code).toBe(code);
    const text = await readFile(box.configPath, 'utf8');
    expect(text).toBe(fault === 'foreign-write' ? `${typical}<!-- somebody else -->\n` : typical);
    expect((await service.journal(0, 10)).entries[0]).toMatchObject({ result: 'failed' });
  },
  60_000,
);

test('a change between preview and apply is found before anything is begun', async () => {
  const { gateway, box } = await openBox({ config: typical });
  const { service } = await changesOf(gateway);
  await service.add(CHANGES.slice(0, 1), 'edit');
  const { planHash } = await service.get();
  await writeFile(box.configPath, `${typical}<!-- new -->\n`);
  await expect(service.apply(planHash)).rejects.toMatchObject({ code: 'file-changed' });
}, 60_000);

test('a new pool for one application alone is made, used, and taken away again; the other one stays in its own', async () => {
  const shared = typical.replace('applicationPool="OrdersPool"', 'applicationPool="ChatPool"');
  const { gateway } = await openBox({ config: shared });
  const config = await configOf(gateway);
  const before = modelOf(config);
  const { stations } = judge({
    ...{ config, site: 'Chat', application: '/', runtime: null, server: 'windows' },
    ...{ handshake: null, handshakePending: false },
  });
  const mode = stations.flatMap(({ checks }) => checks).find(({ id }) => id === 'pool.mode');
  const { service } = await changesOf(gateway);
  await service.add(mode?.alternative?.changes ?? [], 'blocks');
  const done = await service.apply((await service.get()).planHash);
  expect(done).toMatchObject({ applied: true, entry: { result: 'applied' } });
  const after = await configOf(gateway);
  expect(after.applicationsOf('ChatPool')).toEqual(['Orders/']);
  expect(after.applicationsOf('ChatPool 2')).toEqual(['Chat/']);
  expect(after.findPool('ChatPool 2')?.element.get('managedPipelineMode')).toBe('Integrated');
  await service.undo(done.entry?.id ?? '');
  expect(modelOf(await configOf(gateway))).toEqual(before);
}, 60_000);
