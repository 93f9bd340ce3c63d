import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../storage/hash';
import { PracticeFiles } from './practice-files';
import { practicePaths } from './practice-paths';
import { closed, dial, edit, get, startServer, tempDir, urlOf } from './testing/kit';

const FOLDER = '%SystemDrive%\\inetpub\\orders';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function files(): Promise<{ dir: string; files: PracticeFiles; backupPath: string }> {
  const dir = await tempDir();
  return { dir, files: new PracticeFiles(path.join(dir, 'drive')), backupPath: path.join(dir, 'backup') };
}

describe('files on the practice drive', () => {
  test('are made, replaced and taken away, and nothing is left of them', async () => {
    const { dir, files: drive, backupPath } = await files();
    const at = { folder: FOLDER, name: 'a.txt' };
    expect(await drive.read(FOLDER, 'a.txt')).toMatchObject({ bytes: null });
    await drive.commit({ ...at, expectedHash: null, bytes: bytes('one'), backupPath });
    await drive.commit({ ...at, expectedHash: sha256('one'), bytes: bytes('two'), backupPath });
    expect((await drive.read('C:\\INETPUB\\Orders\\', 'A.TXT')).bytes?.toString()).toBe('two');
    expect(await readFile(backupPath, 'utf8')).toBe('one');
    await drive.commit({ ...at, expectedHash: sha256('two'), bytes: null, backupPath: `${backupPath}2` });
    expect((await readdir(dir, { recursive: true })).toSorted()).toEqual(['backup', 'backup2']);
  });

  test('what changed since is neither replaced nor taken away, and a new file replaces none', async () => {
    const { files: drive, backupPath } = await files();
    const at = { folder: FOLDER, name: 'a.txt', backupPath };
    await drive.commit({ ...at, expectedHash: null, bytes: bytes('theirs') });
    const bad = [
      { ...at, expectedHash: null, bytes: bytes('mine') },
      { ...at, expectedHash: sha256('older'), bytes: bytes('mine') },
      { ...at, expectedHash: sha256('older'), bytes: null },
    ];
    for (const request of bad)
      await expect(drive.commit(request)).rejects.toThrow(/touched|changed|there already/);
    const { path: file } = await drive.read(FOLDER, 'a.txt');
    expect(await readdir(path.dirname(file))).toEqual(['a.txt']);
    expect(await readFile(file, 'utf8')).toBe('theirs');
  });

  test.each([
    'C:\\..\\x',
    '\\\\server\\share',
    'C:',
    'inetpub',
    'C:\\a\\..',
    'C:\\a%x%',
    'C:\\a\\b:c',
    'C:\\.ssh',
  ])('a folder that is none of a drive is refused: %s', async (folder) => {
    const { files: drive } = await files();
    await expect(drive.read(folder, 'a.txt')).rejects.toMatchObject({ code: 'not-found' });
  });
});

async function put(dataDir: string, name: string, text: string): Promise<void> {
  const folder = path.join(practicePaths(dataDir).drive, 'c', 'inetpub', 'orders');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, name), text);
}

describe('the practice server obeys the files of its applications', () => {
  const open = async () => {
    const started = await startServer();
    // Without its own mistake the site would answer an upgrade.
    await edit(started.server, (text) => text.replaceAll('maxConnections="0"', 'maxConnections="10"'));
    return started;
  };

  test('an .ashx answers once it is there, and 404 before', async () => {
    const { server, dataDir } = await open();
    const url = `${urlOf(server, 'Orders')}/Echo.ashx`.replace('//Echo', '/Echo');
    expect((await get(url)).status).toBe(404);
    expect((await dial(url)).status).toBe(404);
    await put(dataDir, 'Echo.ashx', '<%@ WebHandler %>');
    expect((await dial(url)).status).toBe(101);
  });

  test('in a pool without .NET nothing is mapped to .ashx', async () => {
    const { server } = await open();
    const { status, body } = await get(urlOf(server, 'Echo').replace(/\/$/, '') + '/Echo.ashx');
    expect([status, body.includes('404.3')]).toEqual([404, true]);
  });

  test('a web.config that sets a locked section takes the application down with 500.19', async () => {
    const { server, dataDir } = await open();
    await put(
      dataDir,
      'web.config',
      '<configuration><system.webServer><webSocket enabled="true" /></system.webServer></configuration>',
    );
    await server.reload();
    const { status, body } = await get(urlOf(server, 'Orders'));
    expect([status, body.includes('500.19')]).toEqual([500, true]);
    await put(dataDir, 'web.config', '<configuration>');
    await server.reload();
    expect((await get(urlOf(server, 'Orders'))).status).toBe(500);
    expect((await get(urlOf(server, 'Echo'))).status).toBe(200);
  });

  test('a change of web.config restarts the application: its sockets are cut', async () => {
    const { server, dataDir } = await open();
    const { socket, status } = await dial(urlOf(server, 'Orders'));
    expect(status).toBe(101);
    const end = closed(socket);
    await put(dataDir, 'web.config', '<configuration />');
    await server.reload();
    expect(await end).toBe(1006);
  });

  test('another scenario begins without the files of the one before', async () => {
    const { server, dataDir } = await open();
    await put(dataDir, 'web.config', '<configuration>');
    await server.loadScenario('typical-trouble');
    expect(await readdir(practicePaths(dataDir).dir)).not.toContain('drive');
  });
});
