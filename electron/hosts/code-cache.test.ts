import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CodeCache } from './code-cache';

let dir: string;
let kept: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'switchboard-code-'));
  kept = path.join(dir, 'engine.cache');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const TEXT = "exports.answer = () => 'one';";

/** What the module answers, compiled with what is kept; keeps it afterwards. */
function answerOf(text: string): string {
  const cache = new CodeCache(kept);
  const exports: { answer?: () => string } = {};
  const file = path.join(dir, 'part.cjs');
  cache.compile(file, text)(exports, createRequire(file), { exports }, file, dir);
  const answer = exports.answer?.() ?? '';
  cache.save();
  return answer;
}
const written = () => statSync(kept).ino;

test('would compile everything anew, and write it anew, at each start', () => {
  expect(answerOf(TEXT)).toBe('one');
  const first = written();
  expect(answerOf(TEXT)).toBe('one');
  // What is written is a new file by its rename: V8 took all that was kept, so there was nothing to write.
  expect(written()).toBe(first);
});

test('would run the program of before an update whose text is as long', () => {
  answerOf(TEXT);
  expect(answerOf(TEXT.replace('one', 'two'))).toBe('two');
});

test.each([
  ['torn', () => truncateSync(kept, 60)],
  ['empty', () => writeFileSync(kept, '')],
  [
    'changed in one byte',
    () => {
      const bytes = readFileSync(kept);
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
      writeFileSync(kept, bytes);
    },
  ],
])('a file that is %s is not used, and made again', (_what, harm) => {
  answerOf(TEXT);
  const good = readFileSync(kept).length;
  harm();
  expect(answerOf(TEXT)).toBe('one');
  expect(readFileSync(kept)).toHaveLength(good);
});

test('where nothing can be written nothing is kept, and nothing is left behind', () => {
  kept = path.join(dir, 'part.cjs', 'engine.cache');
  writeFileSync(path.join(dir, 'part.cjs'), TEXT);
  expect(answerOf(TEXT)).toBe('one');
  CodeCache.remove(kept);
  expect(readdirSync(dir)).toEqual(['part.cjs']);
});

test('a file that is required, those that it requires and those that require each other go through it', () => {
  writeFileSync(path.join(dir, 'a.cjs'), "exports.name = __filename; exports.b = require('./b.cjs');");
  writeFileSync(
    path.join(dir, 'b.cjs'),
    "const a = require('./a.cjs'); module.exports = () => [a.name, require('node:path').basename(__dirname)];",
  );
  const cache = new CodeCache(kept);
  const load = cache.requireFrom(dir);
  const a = load('./a.cjs') as { b(): unknown };
  expect(a.b()).toEqual([path.join(dir, 'a.cjs'), path.basename(dir)]);
  expect(load('./a.cjs')).toBe(a);
  cache.save();
  expect(readFileSync(kept).includes('b.cjs')).toBe(true);
});
