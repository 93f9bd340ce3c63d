import { chmod, link, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sha256 } from './hash';
import { liveConfigReason } from './live-config';
import { replaceFile, type ReplaceStep } from './replace-file';
import { tempDir } from './testing/temp-dir';

const bytes = new TextEncoder().encode('new');

async function setUp(): Promise<{
  dir: string;
  path: string;
  backupPath: string;
  names: () => Promise<string[]>;
}> {
  const dir = await tempDir();
  const path = join(dir, 'applicationHost.config');
  await writeFile(path, 'old', { mode: 0o640 });
  const backupPath = join(dir, 'data', 'backups', 'copy.config');
  const names = async (): Promise<string[]> => (await readdir(dir)).filter((name) => name !== 'data');
  return { dir, path, backupPath, names };
}

const request = (path: string, backupPath: string) => ({
  path,
  backupPath,
  expectedHash: sha256('old'),
  bytes,
});

describe('replaceFile', () => {
  test('writes the new bytes, keeps the mode and the old bytes in the copy, and leaves nothing else', async () => {
    const { path, backupPath, names } = await setUp();
    await chmod(path, 0o640);
    await replaceFile(request(path, backupPath));
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o640);
    expect(await readFile(backupPath, 'utf8')).toBe('old');
    expect((await stat(backupPath)).mode & 0o777).toBe(0o600);
    expect(await names()).toEqual(['applicationHost.config']);
  });

  test('does not write over a file that is not what was read', async () => {
    const { path, backupPath, names } = await setUp();
    await writeFile(path, 'foreign');
    await expect(replaceFile(request(path, backupPath))).rejects.toMatchObject({ code: 'file-changed' });
    expect(await readFile(path, 'utf8')).toBe('foreign');
    await expect(stat(backupPath)).rejects.toThrow();
    expect(await names()).toEqual(['applicationHost.config']);
  });

  test.each<ReplaceStep>(['checked', 'backed-up', 'temp-written'])(
    'notices a foreign write after "%s" and leaves that in place',
    async (step) => {
      const { path, backupPath, names } = await setUp();
      const onStep = (done: ReplaceStep) => (done === step ? writeFile(path, 'foreign') : undefined);
      await expect(replaceFile({ ...request(path, backupPath), onStep })).rejects.toMatchObject({
        code: 'file-changed',
      });
      expect(await readFile(path, 'utf8')).toBe('foreign');
      await expect(stat(backupPath)).rejects.toThrow();
      expect(await names()).toEqual(['applicationHost.config']);
    },
  );

  test('says that something else wrote right behind it instead of claiming success', async () => {
    const { path, backupPath } = await setUp();
    const onStep = (done: ReplaceStep) => (done === 'renamed' ? writeFile(path, 'foreign') : undefined);
    await expect(replaceFile({ ...request(path, backupPath), onStep })).rejects.toMatchObject({
      code: 'write-failed',
    });
    expect(await readFile(backupPath, 'utf8')).toBe('old');
  });

  test.each<ReplaceStep>(['locked', 'checked', 'backed-up', 'temp-written', 'checked-again'])(
    'an error at "%s" leaves the old file and no debris',
    async (step) => {
      const { path, backupPath, names } = await setUp();
      const onStep = (done: ReplaceStep): void => {
        if (done === step) throw Object.assign(new Error('disk'), { code: 'EIO' });
      };
      await expect(replaceFile({ ...request(path, backupPath), onStep })).rejects.toMatchObject({
        code: 'write-failed',
      });
      expect(await readFile(path, 'utf8')).toBe('old');
      await expect(stat(backupPath)).rejects.toThrow();
      expect(await names()).toEqual(['applicationHost.config']);
    },
  );

  test('does not touch the file when its copy cannot be made', async () => {
    const { dir, path } = await setUp();
    await writeFile(join(dir, 'file'), '');
    const failed = replaceFile(request(path, join(dir, 'file', 'copy.config')));
    await expect(failed).rejects.toMatchObject({ code: 'write-failed' });
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  test('never writes over an earlier copy', async () => {
    const { path, backupPath } = await setUp();
    await mkdir(join(backupPath, '..'), { recursive: true });
    await writeFile(backupPath, 'precious');
    await expect(replaceFile(request(path, backupPath))).rejects.toMatchObject({ code: 'write-failed' });
    expect(await readFile(backupPath, 'utf8')).toBe('precious');
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  test('replaces what a link points to and leaves the link a link', async () => {
    const { dir, path, backupPath } = await setUp();
    const shortcut = join(dir, 'link.config');
    await symlink('applicationHost.config', shortcut);
    await replaceFile(request(shortcut, backupPath));
    expect(await readlink(shortcut)).toBe('applicationHost.config');
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  test('respects a file that is marked read-only, as root, too', async () => {
    const { path, backupPath } = await setUp();
    await chmod(path, 0o444);
    await expect(replaceFile(request(path, backupPath))).rejects.toMatchObject({ code: 'read-only' });
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  test('says that the file has gone', async () => {
    const { dir, backupPath } = await setUp();
    const failed = replaceFile(request(join(dir, 'gone.config'), backupPath));
    await expect(failed).rejects.toMatchObject({ code: 'file-missing' });
  });

  test('lets only one of two writers of the same bytes win', async () => {
    const { path, backupPath } = await setUp();
    const both = [1, 2].map((n) =>
      replaceFile({ ...request(path, `${backupPath}.${n}`), bytes: new TextEncoder().encode(`new ${n}`) }),
    );
    const ends = await Promise.allSettled(both);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('takes names with quotes, spaces, emoji and 200 characters', async () => {
    const { dir, backupPath } = await setUp();
    for (const name of ['it\'s "$x" `y`.config', '🛰 .config', `${'a'.repeat(190)}.config`]) {
      const path = join(dir, name);
      await writeFile(path, 'old');
      await replaceFile(request(path, `${backupPath}-${sha256(name).slice(0, 6)}`));
      expect(await readFile(path, 'utf8')).toBe('new');
    }
  });

  test('a second name of the same file keeps the old bytes, as any replacement does', async () => {
    const { dir, path, backupPath } = await setUp();
    await link(path, join(dir, 'second.config'));
    await replaceFile(request(path, backupPath));
    expect(await readFile(join(dir, 'second.config'), 'utf8')).toBe('old');
  });
});

describe('a live configuration of IIS is not written as a file', () => {
  test.each([
    'C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    'c:/WINDOWS/system32/InetSrv/Config/applicationHost.config',
    'C:\\Windows\\Sysnative\\inetsrv\\config\\redirection.config',
    '\\\\?\\C:\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    'C:\\Windows\\System32\\..\\System32\\inetsrv\\config\\applicationHost.config',
    '\\\\web01\\admin$\\System32\\inetsrv\\config\\applicationHost.config',
    '\\\\web01\\c$\\Windows\\System32\\inetsrv\\config\\applicationHost.config',
    '\\\\?\\UNC\\web01\\ADMIN$\\System32\\inetsrv\\config\\applicationHost.config',
    'D:\\WinNT\\System32\\inetsrv\\config\\applicationHost.config',
  ])('%s', (path) => {
    expect(liveConfigReason(path, 'D:\\WinNT')).toMatch(/not written as a file/);
  });

  test.each([
    'C:\\Users\\a\\Desktop\\applicationHost.config',
    'C:\\inetpub\\history\\CFGHISTORY_0000000001\\applicationHost.config',
    '/home/a/system32/applicationHost.config',
    '\\\\files\\configs\\web01\\applicationHost.config',
    '/srv/price$/applicationHost.config',
  ])('but %s is an ordinary file', (path) => {
    expect(liveConfigReason(path, 'C:\\Windows')).toBeNull();
  });
});
