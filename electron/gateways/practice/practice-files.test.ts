import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../storage/hash';
import { siteFilesSuite } from '../testing/site-files-suite';
import { PracticeFiles } from './practice-files';
import { practicePaths } from './practice-paths';
import { closed, dial, edit, get, startServer, tempDir, urlOf } from './testing/kit';

const FOLDER = '%SystemDrive%\\inetpub\\orders';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const open = (): Promise<{ files: PracticeFiles; dir: string }> =>
  tempDir().then((dir) => ({ dir, files: new PracticeFiles(path.join(dir, 'drive')) }));

siteFilesSuite('practice', async () => {
  const { dir, files } = await open();
  const backup = (name: string): string => path.join(dir, 'backups', name);
  return { files, folder: FOLDER, other: 'C:\\INETPUB\\Orders\\', backup };
});

describe('files on the practice drive', () => {
  test('are gone without a trace, their folders with them', async () => {
    const { dir, files } = await open();
    const at = { folder: FOLDER, name: 'a.txt', backup: path.join(dir, 'backup') };
    await files.commit({ ...at, expectedHash: null, content: { kind: 'bytes', bytes: bytes('one') } });
    await files.commit({ ...at, expectedHash: sha256('one'), content: { kind: 'none' } });
    expect(await readdir(dir, { recursive: true })).toEqual(['backup']);
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
    const { files: drive } = await open();
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
