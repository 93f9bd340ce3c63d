import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { copyScript } from '../../../electron/gateways/powershell/copy-script/copy-script';
import type { ConfigOperation } from '../../../electron/iis/config/edit/operation';
import type { ServerAction } from '../../../shared/model/readiness';
import { checkScripts } from '../conformance/check';

const pools = { section: 'system.applicationHost/applicationPools', location: null };
const modules = { section: 'system.webServer/modules', location: 'Echo' };
const steps = [{ element: 'add', key: { name: "It's" } }, { element: 'recycling' }];

const operations: ConfigOperation[] = [
  { op: 'set', ...pools, steps, attribute: 'a', value: 'true', type: 'bool' },
  { op: 'set', ...pools, steps, attribute: 'a', value: '4294967295', type: 'uint' },
  { op: 'set', ...pools, steps, attribute: 'a', value: '1.05:00:00', type: 'timeSpan' },
  { op: 'set', ...pools, steps, attribute: 'a', value: 'Integrated', type: 'enum' },
  { op: 'clear', ...pools, steps, attribute: 'a' },
  { op: 'add', ...modules, attributes: { name: 'a' }, locks: { lockItem: 'true', lockAttributes: 'type' } },
  { op: 'remove', ...modules, attributes: { name: 'a' } },
  { op: 'revert', ...modules },
];

const actions: ServerAction[] = [
  { kind: 'install-feature', feature: 'Web-WebSockets' },
  { kind: 'uninstall-feature', feature: 'Web-WebSockets' },
  { kind: 'start-site', site: 'a' },
  { kind: 'stop-site', site: 'a' },
  { kind: 'start-pool', pool: 'a' },
  { kind: 'stop-pool', pool: 'a' },
  { kind: 'recycle-pool', pool: 'a' },
  { kind: 'add-firewall-rule', port: 443 },
  { kind: 'remove-firewall-rule', port: 443 },
  { kind: 'add-http-timeout', timeout: 'idleconnectiontimeout', seconds: 60 },
  { kind: 'delete-http-timeout', timeout: 'idleconnectiontimeout' },
];

it('a copied script of every operation and every action is one that 5.1 and the reference know', async () => {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'switchboard-copied-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = path.join(dir, 'copied.ps1');
  const text = copyScript({
    serverName: 'WEB07',
    configPath: 'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    hash: 'a'.repeat(64),
    operations,
    inverse: operations,
    files: [
      {
        ...{ folder: 'C:\\a', name: 'a.ashx', hashBefore: null, hashAfter: 'a'.repeat(64) },
        content: { kind: 'bytes', bytes: new Uint8Array(300) },
      },
      {
        ...{ folder: 'C:\\a', name: 'web.config', hashBefore: 'b'.repeat(64), hashAfter: 'c'.repeat(64) },
        content: { kind: 'splices', splices: [{ start: 1, end: 2, text: "'" }] },
      },
    ],
    actions: actions.map((action) => ({ action, sentence: action.kind })),
    sentences: ['one'],
    at: '2026-01-01',
    version: '1.2.3',
  });
  await writeFile(file, text);
  expect((await checkScripts([file])).map((each) => each.replace(file, 'copied.ps1'))).toEqual([]);
});
