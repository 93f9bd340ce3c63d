import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sha256 } from '../../../electron/storage/hash';
import { replaceFile } from '../../../electron/storage/replace-file';
import { replaceBy } from '../../../electron/storage/swap-file';
import { tempDir } from '../../../electron/storage/testing/temp-dir';
import { findEngine } from '../engine.mjs';

async function place(): Promise<{ dir: string; file: string; request: Parameters<typeof replaceFile>[0] }> {
  const dir = await tempDir();
  const file = path.join(dir, "an 'odd' $(name) `here`.config");
  await writeFile(file, 'old');
  const request = {
    path: file,
    expectedHash: sha256(Buffer.from('old')),
    bytes: Buffer.from('new'),
    backupPath: path.join(dir, 'backup'),
    swap: replaceBy(await findEngine()),
  };
  return { dir, file, request };
}

// On Windows a rename-over would give the configuration the folder's rights instead of its own.
test('File.Replace puts the new file in place and leaves nothing beside it', async () => {
  const { dir, file, request } = await place();
  await replaceFile(request);
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await readdir(dir)).toSorted()).toEqual([path.basename(file), 'backup']);
}, 60_000);

test('what somebody wrote in the last moment is found in the replaced file and kept', async () => {
  const { dir, file, request } = await place();
  const onStep = async (step: string): Promise<void> => {
    if (step === 'checked-again') await writeFile(file, 'theirs');
  };
  await expect(replaceFile({ ...request, onStep })).rejects.toMatchObject({ code: 'write-failed' });
  const kept = (await readdir(dir)).find((name) => name.endsWith('.old')) ?? '';
  expect(await readFile(path.join(dir, kept), 'utf8')).toBe('theirs');
  expect(await readFile(file, 'utf8')).toBe('new');
}, 60_000);

test('a shell that is not there leaves the old file', async () => {
  const { file, request } = await place();
  const swap = replaceBy('/nowhere/powershell.exe');
  await expect(replaceFile({ ...request, swap })).rejects.toMatchObject({ code: 'write-failed' });
  expect(await readFile(file, 'utf8')).toBe('old');
}, 60_000);
