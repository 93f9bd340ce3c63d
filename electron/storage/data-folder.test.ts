import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultDataDir } from './data-dir';
import { DataFolder } from './data-folder';
import { tempDir } from './testing/temp-dir';

const Names = z.object({ version: z.literal(1), names: z.array(z.string()) });
const empty: z.infer<typeof Names> = { version: 1, names: [] };
const options = { version: 1, empty };

describe('where the folder is', () => {
  test('a roaming profile never gets the backups of a configuration', () => {
    const dir = defaultDataDir({ LOCALAPPDATA: '/local', APPDATA: '/roaming' }, 'win32', '/home/a');
    expect(dir).toBe(join('/local', 'IIS Switchboard'));
  });

  test('a relative XDG_DATA_HOME is not followed into the working directory', () => {
    expect(defaultDataDir({ XDG_DATA_HOME: 'data' }, 'linux', '/home/a')).toBe(
      '/home/a/.local/share/iis-switchboard',
    );
    expect(defaultDataDir({ XDG_DATA_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/iis-switchboard');
    expect(defaultDataDir({}, 'darwin', '/Users/a')).toBe(
      '/Users/a/Library/Application Support/IIS Switchboard',
    );
  });
});

describe('a data folder', () => {
  test('is readable for nobody else, nor are its files', async () => {
    const dir = join(await tempDir(), 'deep', 'data');
    const folder = new DataFolder(dir);
    await folder.writeJson('servers/a/list.json', { ...empty, names: ['Chat'] });
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
    expect((await stat(join(dir, 'servers/a/list.json'))).mode & 0o777).toBe(0o600);
  });

  test('keeps the rights of a folder that its owner opened for others', async () => {
    const dir = join(await tempDir(), 'shared');
    await mkdir(dir);
    await chmod(dir, 0o755);
    await new DataFolder(dir).ensure();
    expect((await stat(dir)).mode & 0o777).toBe(0o755);
  });

  test('says in one sentence that it cannot be where a file is', async () => {
    const dir = await tempDir();
    await writeFile(join(dir, 'file'), '');
    for (const path of [join(dir, 'file'), join(dir, 'file', 'data')]) {
      await expect(new DataFolder(path).ensure()).rejects.toMatchObject({ code: 'data-folder-unusable' });
    }
  });

  test('can be used after what was in its way has gone', async () => {
    const dir = join(await tempDir(), 'data');
    await writeFile(dir, '');
    const folder = new DataFolder(dir);
    await expect(folder.ensure()).rejects.toMatchObject({ code: 'data-folder-unusable' });
    const { rm } = await import('node:fs/promises');
    await rm(dir);
    await folder.ensure();
    expect(await readdir(dir)).toEqual([]);
  });

  test('refuses a name that leads out of it', async () => {
    const folder = new DataFolder(await tempDir());
    for (const name of ['../x', 'a/../../x', '/etc/passwd', '.']) expect(() => folder.path(name)).toThrow();
  });

  test('answers the empty value for a file that was never written', async () => {
    const read = await new DataFolder(await tempDir()).readJson('names.json', Names, options);
    expect(read).toEqual({ value: empty, readOnly: false });
  });

  test.each(['', '{', 'null', '[]', '{"version":1}', '{"version":1,"names":[1]}', '{"names":["a"]}'])(
    'keeps the damaged file %j aside instead of losing it',
    async (text) => {
      const dir = await tempDir();
      await writeFile(join(dir, 'names.json'), text);
      const read = await new DataFolder(dir).readJson('names.json', Names, options);
      expect(read.value).toEqual(empty);
      expect(read.problem).toContain('damaged');
      const [kept = ''] = await readdir(dir);
      expect(kept).toMatch(/^names\.json\.damaged-/);
      expect(await readFile(join(dir, kept), 'utf8')).toBe(text);
    },
  );

  test('reads what it can of a newer version and never writes over it', async () => {
    const dir = await tempDir();
    const text = JSON.stringify({ version: 2, names: ['Chat'], more: true });
    await writeFile(join(dir, 'names.json'), text);
    const folder = new DataFolder(dir);
    const read = await folder.readJson('names.json', Names, options);
    expect(read).toMatchObject({ value: { names: ['Chat'] }, readOnly: true });
    expect(read.problem).toContain('newer');
    await expect(folder.writeJson('names.json', empty)).rejects.toMatchObject({ code: 'file-newer' });
    expect(await readFile(join(dir, 'names.json'), 'utf8')).toBe(text);
  });

  test('answers the empty value for a newer version that it cannot make sense of', async () => {
    const dir = await tempDir();
    await writeFile(join(dir, 'names.json'), '{"version":9,"names":"a|b"}');
    const read = await new DataFolder(dir).readJson('names.json', Names, options);
    expect(read).toMatchObject({ value: empty, readOnly: true });
  });

  test('leaves no temp file behind, even where the target is a folder', async () => {
    const dir = await tempDir();
    await mkdir(join(dir, 'names.json', 'x'), { recursive: true });
    const folder = new DataFolder(dir);
    await expect(folder.writeJson('names.json', empty)).rejects.toMatchObject({
      code: 'data-folder-unusable',
    });
    expect(await readdir(dir)).toEqual(['names.json']);
  });

  test('begins a new line behind one that a crash tore', async () => {
    const dir = await tempDir();
    const folder = new DataFolder(dir);
    await folder.appendLine('j.jsonl', '{"a":1}');
    await writeFile(join(dir, 'j.jsonl'), '{"a":1}\n{"b":');
    await folder.appendLine('j.jsonl', '{"c":3}');
    expect(await folder.readText('j.jsonl')).toBe('{"a":1}\n{"b":\n{"c":3}\n');
  });
});

describe('the lock', () => {
  test('orders callers of one process, and of two folders on one path', async () => {
    const dir = await tempDir();
    const [a, b] = [new DataFolder(dir), new DataFolder(dir)];
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 5));
      inside -= 1;
    };
    await Promise.all([a, b, a, b, a].map((folder) => folder.withLock(work)));
    expect(most).toBe(1);
  });

  test('does not wait for itself', async () => {
    const folder = new DataFolder(await tempDir());
    expect(await folder.withLock(() => folder.withLock(() => Promise.resolve('in')))).toBe('in');
  });

  test('is not believed to be held by work that was left behind', async () => {
    const folder = new DataFolder(await tempDir());
    let later: Promise<unknown> = Promise.resolve();
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => (open = done));
    await folder.withLock(() => {
      later = gate.then(() => folder.withLock(() => Promise.resolve(), { waitMs: 100 }));
      return Promise.resolve();
    });
    const held = folder.withLock(() => {
      open();
      return new Promise((done) => setTimeout(done, 400));
    });
    await expect(later).rejects.toMatchObject({ code: 'busy' });
    await held;
  });

  test('is free again after the work failed', async () => {
    const folder = new DataFolder(await tempDir());
    await expect(folder.withLock(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await folder.withLock(() => Promise.resolve(2), { waitMs: 100 })).toBe(2);
  });

  test('of one name does not hold up another', async () => {
    const folder = new DataFolder(await tempDir());
    const inner = await folder.withLock(() => folder.withLock(() => Promise.resolve(3), { waitMs: 100 }), {
      name: 'apply-a',
    });
    expect(inner).toBe(3);
  });
});
