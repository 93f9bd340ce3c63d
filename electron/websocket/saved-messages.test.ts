import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DataFolder } from '../storage/data-folder';
import { SavedMessages } from './saved-messages';

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

it('messages are kept by name in a readable file, replaced and forgotten, and damage is told', async () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-saved-'));
  dirs.push(dir);
  const problems: string[] = [];
  const saved = new SavedMessages(new DataFolder(dir), (sentence) => problems.push(sentence));
  expect(await saved.list()).toEqual([]);
  await saved.save({ name: 'hello', message: { kind: 'text', text: 'one' } });
  await saved.save({ name: 'bytes', message: { kind: 'binary', hex: '00ff' } });
  await saved.save({ name: 'hello', message: { kind: 'json', text: '{}' } });
  expect((await saved.list()).map(({ name, message }) => [name, message.kind])).toEqual([
    ['hello', 'json'],
    ['bytes', 'binary'],
  ]);
  await saved.forget('hello');
  expect(JSON.parse(readFileSync(path.join(dir, 'messages.json'), 'utf8'))).toEqual({
    version: 1,
    messages: [{ name: 'bytes', message: { kind: 'binary', hex: '00ff' } }],
  });
  writeFileSync(path.join(dir, 'messages.json'), '{"version":1,"messages":[{"name":""}]}');
  expect(await saved.list()).toEqual([]);
  expect(problems).toEqual([expect.stringMatching(/damaged/)]);
});
