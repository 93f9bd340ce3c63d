import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rename, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../../storage/hash';
import { tempDir } from '../../storage/testing/temp-dir';
import { ConfigFileGateway } from './config-file-gateway';

const CONFIG = '<configuration />';

async function gatewayFor(
  text: string | null,
): Promise<{ dir: string; path: string; gateway: ConfigFileGateway }> {
  const dir = await tempDir();
  const path = join(dir, 'applicationHost.config');
  if (text !== null) await writeFile(path, text);
  const gateway = new ConfigFileGateway(path);
  onTestFinished(() => gateway.dispose());
  return { dir, path, gateway };
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function until(condition: () => boolean): Promise<void> {
  for (let n = 0; n < 100 && !condition(); n += 1) await wait(50);
}

test('a missing file, a folder and a part of a path that is a file get their own sentence', async () => {
  const { dir, gateway, path } = await gatewayFor(null);
  await expect(gateway.read()).rejects.toMatchObject({ code: 'file-missing', where: { file: path } });
  await expect(new ConfigFileGateway(dir).read()).rejects.toMatchObject({ code: 'file-unreadable' });
  await writeFile(join(dir, 'file'), '');
  const below = new ConfigFileGateway(join(dir, 'file', 'a.config'));
  await expect(below.read()).rejects.toMatchObject({ code: 'file-unreadable' });
});

test('a file over 64 MB is refused before it is read', async () => {
  const { gateway, path } = await gatewayFor('');
  await truncate(path, 64 * 1024 * 1024 + 1);
  const begun = performance.now();
  await expect(gateway.read()).rejects.toMatchObject({ code: 'file-too-large' });
  expect(performance.now() - begun).toBeLessThan(500);
});

test.skipIf(process.platform === 'win32')('a named pipe does not hang the program', async () => {
  const dir = await tempDir();
  const path = join(dir, 'pipe');
  const tool = 'mkfifo';
  execFileSync(tool, [path]);
  await expect(new ConfigFileGateway(path).read()).rejects.toMatchObject({ code: 'file-unreadable' });
});

test('the redirection.config beside it is read with it, but not as its own', async () => {
  const { dir, gateway } = await gatewayFor(CONFIG);
  expect((await gateway.read()).files.redirection).toBeUndefined();
  await writeFile(join(dir, 'redirection.config'), '<configuration>r</configuration>');
  const { files } = await gateway.read();
  expect(new TextDecoder().decode(files.redirection?.bytes)).toContain('>r<');
  const own = await new ConfigFileGateway(join(dir, 'redirection.config')).read();
  expect(own.files.redirection).toBeUndefined();
});

test('a web.config that cannot be read is told as such, and that there may be others', async () => {
  const { dir, path } = await gatewayFor(CONFIG);
  await writeFile(join(dir, 'web.config'), CONFIG);
  const { files } = await new ConfigFileGateway(path, [
    { iisPath: 'Chat', path: join(dir, 'web.config') },
    { iisPath: 'Chat/api', path: join(dir, 'gone.config') },
  ]).read();
  expect(files.webConfigs.complete).toBe(false);
  expect(
    files.webConfigs.files.map(({ file, unreadable }) => [file !== undefined, unreadable !== undefined]),
  ).toEqual([
    [true, false],
    [false, true],
  ]);
});

test('a file that is marked read-only can be looked at and says so', async () => {
  const { gateway, path } = await gatewayFor(CONFIG);
  expect((await gateway.read()).readOnly).toBeUndefined();
  await chmod(path, 0o444);
  expect((await gateway.read()).readOnly).toContain('read-only');
});

test('commits only its own files, and only over what was read', async () => {
  const { dir, gateway, path } = await gatewayFor(CONFIG);
  const commit = (name: string) => ({
    expectedHash: sha256(CONFIG),
    content: {
      kind: 'bytes' as const,
      bytes: new TextEncoder().encode('<configuration></configuration>'),
      backupPath: join(dir, name),
    },
  });
  await writeFile(join(dir, 'other.config'), CONFIG);
  const other = gateway.commit({ ...commit('b0'), path: join(dir, 'other.config') });
  await expect(other).rejects.toMatchObject({ code: 'not-found' });
  await gateway.commit({ ...commit('b1'), path });
  expect(await readFile(path, 'utf8')).toBe('<configuration></configuration>');
  const again = gateway.commit({ ...commit('b2'), path });
  await expect(again).rejects.toMatchObject({ code: 'file-changed' });
});

test('a file cannot install, start or recycle anything, and says so instead of pretending', async () => {
  const { gateway } = await gatewayFor(CONFIG);
  await expect(gateway.perform({ kind: 'start-pool', pool: 'x' })).rejects.toMatchObject({
    code: 'read-only',
  });
  expect(await gateway.runtime()).toBeNull();
});

test('a foreign write, and a rename over the file, are told once each; a touch is not', async () => {
  const { dir, gateway, path } = await gatewayFor(CONFIG);
  const told: string[] = [];
  const end = gateway.watch((what) => told.push(what));
  await wait(100);
  await writeFile(path, '<configuration> </configuration>');
  await until(() => told.length > 0);
  expect(told).toEqual(['config']);
  await writeFile(join(dir, 'new.tmp'), '<configuration>  </configuration>');
  await rename(join(dir, 'new.tmp'), path);
  await until(() => told.length > 1);
  expect(told).toEqual(['config', 'config']);
  await utimes(path, new Date(), new Date());
  await wait(400);
  expect(told).toHaveLength(2);
  end();
  await writeFile(path, CONFIG);
  await wait(400);
  expect(told).toHaveLength(2);
});

test('a watched file in a folder that has gone does not end the program', async () => {
  const dir = await tempDir();
  await mkdir(join(dir, 'x'));
  const gateway = new ConfigFileGateway(join(dir, 'missing', 'a.config'));
  const end = gateway.watch(() => undefined);
  end();
  await gateway.dispose();
});
