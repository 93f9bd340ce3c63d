import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { DataFolder } from '../../storage/data-folder';
import { tempDir } from '../../storage/testing/temp-dir';
import { pruneBackups } from './prune-backups';

// A prune that takes a foreign file, or the newest copy, takes away the way back.
it('lets only our own oldest copies go, and never the one just made', async () => {
  const folder = new DataFolder(await tempDir());
  const dir = folder.path('servers/a/backups');
  await mkdir(dir, { recursive: true });
  const name = (day: number): string => `2026-01-0${day}T00-00-00-000Z-0123abcd-applicationHost.config`;
  const others = ['0000-before-the-upgrade.config', 'notes.txt'];
  for (const each of [...others, ...[1, 2, 3, 4].map(name)]) await writeFile(`${dir}/${each}`, '');
  await pruneBackups(folder, 'a', name(1), 2);
  expect((await readdir(dir)).toSorted()).toEqual([...others, name(1), name(3), name(4)].toSorted());
  await pruneBackups(folder, 'nobody', '', 2);
});
