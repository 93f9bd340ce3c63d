import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NodePowerShellSession } from '../../../electron/gateways/powershell/node-powershell-session';
import { PowerShellGateway } from '../../../electron/gateways/powershell/powershell-gateway';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { silentLog } from '../../../electron/storage/log';
import type { ChangeRequest } from '../../../shared/model/readiness';
import type { WindowsBox } from '../windows-box';
import { changesOf, openBox } from './open-box';

const INTEGRATED: ChangeRequest = {
  kind: 'config',
  edit: {
    kind: 'set',
    target: { kind: 'pool', pool: 'ChatPool' },
    setting: 'managedPipelineMode',
    value: 'Integrated',
  },
};
const SECRET = 'pa55word-of-the-pool';

/** Another administrator's program on the same server. */
function another(box: WindowsBox): PowerShellGateway {
  const session = new NodePowerShellSession({ target: null, env: box.env });
  const options = { session, name: 'WEB07', host: 'localhost', mayElevate: false, log: silentLog };
  const gateway = new PowerShellGateway(options);
  onTestFinished(() => gateway.dispose());
  gateway.real.unlocked = true;
  return gateway;
}

describe('what IIS keeps', () => {
  test('its history is listed and compared, secrets masked on the server', async () => {
    const { gateway, box } = await openBox({ config: typical });
    const old = typical.replace('name="ChatPool"', `name="ChatPool" queueLength="77" x="${SECRET}"`);
    const folder = path.join(box.dir, 'inetpub', 'history', 'CFGHISTORY_0000000007');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'applicationHost.config'), old);
    await mkdir(path.join(box.dir, 'inetpub', 'history', 'notes'));
    const { service } = await changesOf(gateway);
    const { points, problem } = await service.timeline();
    expect(problem).toBeUndefined();
    expect(points.map(({ id }) => id)).toEqual(['now', 'history:CFGHISTORY_0000000007']);
    const compared = await service.compare('history:CFGHISTORY_0000000007', 'now');
    expect(compared.values.rows).toMatchObject([
      { setting: 'queueLength', before: '77', after: '1000', objects: ['ChatPool'] },
    ]);
    expect(JSON.stringify(compared)).not.toContain(SECRET);
  }, 60_000);

  test('one of its backups is put back whole by IIS itself, after the name was typed', async () => {
    const { gateway, box } = await openBox({ config: typical });
    const { service } = await changesOf(gateway);
    await service.add([INTEGRATED], 'blocks');
    const applied = await service.apply((await service.get()).planHash);
    const entryId = applied.entry?.id ?? '';
    const plan = await service.restorePlan(entryId);
    expect(plan.diffs[0]).toMatchObject({ added: 1, removed: 1 });
    const asked = { entryId, previewed: plan.hash, typed: 'WEB08' };
    await expect(service.restore(asked)).rejects.toMatchObject({ code: 'bad-request' });
    const restored = await service.restore({ ...asked, typed: 'WEB07' });
    expect(restored).toMatchObject({ applied: true });
    const before = await service.compare(`before:${entryId}`, 'now');
    expect(before.values.rows).toEqual([]);
    // The one that it was made from, and one of what it replaced.
    expect((await readdir(path.join(box.env['windir'] ?? '', 'System32/inetsrv/backup'))).length).toBe(2);
  }, 60_000);
});

describe('the copy of the journal on the server', () => {
  test('shows the next administrator what another one did, who may take it back by value', async () => {
    const { gateway, box } = await openBox({ config: typical });
    const mine = (await changesOf(gateway)).service;
    await mine.add([INTEGRATED], 'blocks');
    await mine.apply((await mine.get()).planHash);
    const folder = path.join(box.env['windir'] ?? '', 'System32/inetsrv/IISSwitchboard');
    expect((await stat(folder)).mode & 0o077).toBe(0);

    const theirs = (await changesOf(another(box))).service;
    const { entries } = await theirs.journal(0, 10);
    expect(entries).toMatchObject([{ elsewhere: true, result: 'applied', undoable: true, backup: null }]);
    const id = entries[0]?.id ?? '';
    const plan = await theirs.undoPlan(id);
    expect(plan.parts[0]?.back).toMatchObject([{ object: 'ChatPool', old: 'Integrated', new: 'Classic' }]);
    await theirs.undo(id, plan.hash);
    expect((await theirs.journal(0, 10)).entries.map(({ result }) => result)).toEqual(['applied', 'undone']);
    // And the first one sees that it was taken back.
    const seen = (await mine.journal(0, 10)).entries;
    expect(seen.map(({ elsewhere, result }) => [elsewhere, result])).toEqual([
      [true, 'applied'],
      [undefined, 'undone'],
    ]);
  }, 60_000);

  test('lies of what an entry did are not believed: the edit itself is shown', async () => {
    const { gateway, box } = await openBox({ config: typical });
    const mine = (await changesOf(gateway)).service;
    await mine.add([INTEGRATED], 'blocks');
    await mine.apply((await mine.get()).planHash);
    const lines = await gateway.record.read();
    const folder = path.join(box.env['windir'] ?? '', 'System32/inetsrv/IISSwitchboard');
    const forged = lines.replaceAll('"object":"ChatPool"', '"object":"Harmless"');
    await writeFile(path.join(folder, 'journal.jsonl'), `{"version":1,"event":\n[]\n${forged}`);
    const theirs = (await changesOf(another(box))).service;
    const { entries } = await theirs.journal(0, 10);
    const plan = await theirs.undoPlan(entries[0]?.id ?? '');
    expect(plan.parts[0]?.back).toMatchObject([{ object: 'ChatPool', new: 'Classic' }]);
  }, 60_000);

  test('a server that takes no copy is changed all the same, and it is said', async () => {
    const { gateway, box } = await openBox({ config: typical });
    await writeFile(path.join(box.env['windir'] ?? '', 'System32/inetsrv/IISSwitchboard'), 'in the way');
    const said: string[] = [];
    const { service } = await changesOf(gateway, (sentence) => said.push(sentence));
    await service.add([INTEGRATED], 'blocks');
    expect(await service.apply((await service.get()).planHash)).toMatchObject({ applied: true });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^WEB07 has no copy of the journal's new entry/);
  }, 60_000);
});
