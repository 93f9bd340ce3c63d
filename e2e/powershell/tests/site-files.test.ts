import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { AppError } from '../../../shared/errors';
import type { ChangeRequest } from '../../../shared/model/readiness';
import type { SectionPart } from '../../../shared/model/site-files';
import { copyScript } from '../../../electron/gateways/powershell/copy-script/copy-script';
import typical from '../../../electron/gateways/practice/scenarios/typical-trouble.config?raw';
import { siteFilesSuite } from '../../../electron/gateways/testing/site-files-suite';
import { sha256 } from '../../../electron/storage/hash';
import { changesOf, openBox, type OpenBox } from './open-box';
import { createWindowsBox, type WindowsBox } from '../windows-box';
import { runScript } from './run-script';

const FOLDER = '%SystemDrive%\\inetpub\\orders';
const COPIES = 'Windows/System32/inetsrv/IISSwitchboard/files';
let copies = 0;
const copyName = (name: string): string => {
  copies += 1;
  return `2026-01-01T00-00-00-000Z-${String(copies).padStart(8, '0')}-${name}`;
};

const ends: (() => Promise<void>)[] = [];
let shared: Promise<OpenBox> | null = null;
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** Orders has its folder, with nothing in it. */
async function emptyFolder({ dir }: WindowsBox): Promise<string> {
  const folder = path.join(dir, 'inetpub', 'orders');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}

/** The one box of these tests, as new: what we keep on the server is gone. Its PowerShell takes seconds to start. */
async function open(): Promise<OpenBox & { folder: string }> {
  shared ??= openBox({ config: typical }, (end) => ends.push(end));
  const opened = await shared;
  await rm(path.dirname(path.join(opened.box.dir, COPIES)), { recursive: true, force: true });
  return { ...opened, folder: await emptyFolder(opened.box) };
}

siteFilesSuite('PowerShell', async () => {
  const { gateway } = await open();
  return { files: gateway.siteFiles, folder: FOLDER, backup: copyName };
});

describe('files of a real server', () => {
  test('are named by a physicalPath and one plain name, and written only where a folder is, unlocked', async () => {
    const { gateway, box, session, folder: orders } = await open();
    await writeFile(path.join(box.dir, 'inetpub', 'secret.txt'), 'x');
    for (const folder of ['C:\\', `${FOLDER}\\..`, '%SystemDrive%\\inetpub', '\\\\?\\C:\\inetpub', '/etc'])
      await expect(gateway.siteFiles.read(folder, 'a.txt')).rejects.toMatchObject({ code: 'not-found' });
    for (const name of ['../secret.txt', 'a\\b.txt', 'a.txt:s', 'con.txt', 'a.txt.', 'web.config '])
      await expect(gateway.siteFiles.read(FOLDER, name)).rejects.toThrow();
    const { readSiteFile } = await import('../../../electron/gateways/powershell/scripts/read-site-file');
    // Without our own check: the script has one as well.
    const { z } = await import('zod');
    const loose = { ...readSiteFile, args: z.object({ folder: z.string(), name: z.string() }) };
    for (const name of ['../secret.txt', 'a/b.txt', 'nul.txt', 'a.txt:s', 'a.txt.'])
      await expect(session.run(loose, { folder: FOLDER, name })).rejects.toMatchObject({
        code: 'bad-request',
      });

    const request = {
      ...{ folder: FOLDER, name: 'a.txt', expectedHash: null, backup: copyName('a.txt') },
      content: { kind: 'bytes' as const, bytes: new Uint8Array([1]) },
    };
    gateway.real.unlocked = false;
    await expect(gateway.siteFiles.commit(request)).rejects.toMatchObject({ code: 'look-only' });
    gateway.real.unlocked = true;
    expect(await readdir(orders)).toEqual([]);
    const elsewhere = { ...request, folder: '%SystemDrive%\\inetpub\\chat' };
    await expect(gateway.siteFiles.commit(elsewhere)).rejects.toMatchObject({ code: 'not-found' });
  }, 60_000);
});

const framework: SectionPart = {
  section: 'system.web/httpRuntime',
  attributes: { targetFramework: '4.8' },
  children: [],
};
const errors: SectionPart = {
  section: 'system.webServer/httpErrors',
  attributes: { errorMode: 'Detailed' },
  children: [],
};
const place = (name: string) => ({ site: 'Orders', application: '/', name });
const recipe = { id: 'aspnet-echo', title: 'ASP.NET echo', temporary: true };
const merge = (sections: SectionPart[]): ChangeRequest => ({
  kind: 'file',
  file: { place: place('web.config'), content: { kind: 'merge', sections }, recipe },
});
const ashx: ChangeRequest = {
  kind: 'file',
  file: { place: place('Echo.ashx'), content: { kind: 'new', text: '<%@ WebHandler %>' }, recipe },
};

async function applied(service: Awaited<ReturnType<typeof changesOf>>['service'], requests: ChangeRequest[]) {
  const plan = await service.preview(requests);
  expect(plan.refusal).toBeUndefined();
  const result = await service.applyRequests(requests, plan.planHash);
  expect(result).toMatchObject({ applied: true });
  return { plan, result };
}

const OLD =
  '\ufeff<?xml version="1.0"?>\r\n<configuration>\r\n  <appSettings>\r\n    <add key="Db" value="grüße-s3cret" />\r\n  </appSettings>\r\n</configuration>\r\n';

describe('recipes on a real server', () => {
  test('are placed beside secrets that never leave it, and undone without a trace', async () => {
    const { gateway, box, folder } = await open();
    const web = path.join(folder, 'web.config');
    await writeFile(web, OLD);
    const { service, dir } = await changesOf(gateway);
    const { plan } = await applied(service, [ashx, merge([framework, errors])]);
    expect(JSON.stringify(plan)).not.toContain('s3cret');
    expect((await readdir(folder)).toSorted()).toEqual(['Echo.ashx', 'web.config']);
    const text = await readFile(web, 'utf8');
    expect(text).toContain('value="grüße-s3cret"');
    expect(text).toContain('targetFramework="4.8"');
    expect(text.startsWith(OLD.slice(0, OLD.indexOf('</configuration>')))).toBe(true);
    const [copy] = await readdir(path.join(box.dir, COPIES));
    expect(await readFile(path.join(box.dir, COPIES, copy ?? ''), 'utf8')).toBe(OLD);
    for (const each of await readdir(dir, { recursive: true, withFileTypes: true }))
      if (each.isFile())
        expect(await readFile(path.join(each.parentPath, each.name), 'utf8')).not.toContain('s3cret');
    // What was applied together is undone together.
    const [last] = (await service.journal(0, 9)).entries;
    await service.undo(last?.id ?? '');
    expect(await readdir(folder)).toEqual(['web.config']);
    expect(await readFile(web, 'utf8')).toBe(OLD);
    expect((await service.journal(0, 9)).entries.filter(({ undoable }) => undoable)).toEqual([]);
  }, 120_000);

  test('by the copied script are what Apply makes of them, and -Undo puts them back', async () => {
    const applying = await open();
    // The script starts a PowerShell of its own.
    const box = await createWindowsBox({ config: typical });
    onTestFinished(() => box.dispose());
    const copying = { box, folder: await emptyFolder(box) };
    for (const { folder } of [applying, copying]) await writeFile(path.join(folder, 'web.config'), OLD);
    const { service } = await changesOf(applying.gateway);
    await service.add([ashx, merge([framework, errors])], 'edit');
    const material = await service.forScript();
    const text = copyScript({
      ...material,
      configPath: copying.box.configPath,
      serverName: 'WEB07',
      at: '',
      version: '1',
    });
    expect(text).not.toContain('s3cret');
    expect(await service.apply((await service.get()).planHash)).toMatchObject({ applied: true });
    const files = async ({ folder }: { folder: string }): Promise<string[]> => {
      const names = (await readdir(folder)).toSorted();
      return Promise.all(
        names.map(async (name) => `${name}: ${await readFile(path.join(folder, name), 'utf8')}`),
      );
    };
    expect(await runScript(copying.box, text, '-WhatIf')).toMatchObject({ code: 0 });
    expect(await files(copying)).toEqual([`web.config: ${OLD}`]);
    const run = await runScript(copying.box, text);
    expect(run.said).toMatch(/Made .*Echo\.ashx[^]*Copy of [^]*Changed .*web\.config[^]*Done\./);
    expect(await files(copying)).toEqual(await files(applying));
    expect(await runScript(copying.box, text, '-Undo')).toMatchObject({ code: 0 });
    expect(await files(copying)).toEqual([`web.config: ${OLD}`]);
    await writeFile(path.join(copying.folder, 'web.config'), '<configuration />');
    const refused = await runScript(copying.box, text, '-Force');
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining('has changed since this script') as string,
    });
    expect(await files(copying)).toEqual(['web.config: <configuration />']);
  }, 120_000);

  test('a web.config that somebody changed since gives back what is still as placed, though its text is masked', async () => {
    const { gateway, folder } = await open();
    const web = path.join(folder, 'web.config');
    await writeFile(web, OLD);
    const { service } = await changesOf(gateway);
    const { result } = await applied(service, [merge([framework, errors])]);
    // As long as what was placed: only the server can tell the two apart.
    await writeFile(
      web,
      (await readFile(web, 'utf8')).replace('Detailed', 'Whatever').replace('s3cret', 'other-secret'),
    );
    const plan = await service.undoPlan(result.entry?.id ?? '');
    expect(plan.parts[0]?.back.map(({ setting }) => setting)).toEqual(['web.config: system.web/httpRuntime']);
    expect(plan.parts[0]?.kept).toMatchObject([{ why: 'Somebody changed it since.' }]);
    expect(await service.undo(result.entry?.id ?? '', plan.hash)).toMatchObject({ applied: true });
    const text = await readFile(web, 'utf8');
    expect(text).toContain('grüße-other-secret');
    expect(text).toContain('errorMode="Whatever"');
    expect(text).not.toContain('httpRuntime');
  }, 120_000);

  test('a file that changes after the preview stays as it is; a lost connection is settled by the next start', async () => {
    const { gateway, folder } = await open();
    const web = path.join(folder, 'web.config');
    await writeFile(web, OLD);
    const { service, dir } = await changesOf(gateway);
    const { planHash } = await service.preview([merge([framework])]);
    await writeFile(web, '<configuration />');
    await expect(service.applyRequests([merge([framework])], planHash)).rejects.toMatchObject({
      code: 'file-changed',
    });
    expect(await readFile(web, 'utf8')).toBe('<configuration />');
    expect(await readdir(folder)).toEqual(['web.config']);

    // A connection that is lost in the middle leaves an open entry, which the next start settles by the file.
    const { planHash: second } = await service.preview([ashx]);
    const read = gateway.siteFiles.read.bind(gateway.siteFiles);
    const commit = gateway.siteFiles.commit.bind(gateway.siteFiles);
    let lost = false;
    gateway.siteFiles.commit = async (request) => {
      await commit(request);
      lost = true;
      throw new AppError(
        'outcome-unknown',
        'commit-site-file had begun to commit when its PowerShell was lost.',
      );
    };
    gateway.siteFiles.read = (...asked) => {
      if (lost) throw new AppError('server-unreachable', 'WEB07 does not answer.');
      return read(...asked);
    };
    const result = await service.applyRequests([ashx], second);
    expect(result).toMatchObject({ error: { code: 'outcome-unknown' }, entry: { result: 'open' } });
    Object.assign(gateway.siteFiles, { read, commit });
    const later = await changesOf(gateway, undefined, dir);
    expect((await later.service.journal(0, 1)).entries[0]).toMatchObject({
      result: 'applied',
      hashAfter: sha256('<%@ WebHandler %>'),
    });
    expect((await readdir(folder)).toSorted()).toEqual(['Echo.ashx', 'web.config']);
  }, 60_000);
});
