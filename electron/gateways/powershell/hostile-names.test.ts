import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { echo, engineSession } from './testing/engine';

const session = engineSession();
let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'swb-hostile-'));
});
afterAll(async () => {
  await session.dispose();
  await rm(dir, { recursive: true, force: true });
});

/** Pieces that end a literal, begin an expression or mean a wildcard somewhere in PowerShell. */
const PIECES = [
  "'",
  '"',
  '`',
  '\u2018',
  '\u2019',
  '\u201a',
  '\u201b',
  '\u201c',
  '\u201d',
  '\u201e',
  '$(',
  ')',
  '${',
  '}',
  '@(',
  "@'",
  "'@",
  '@"',
  ';',
  '|',
  '&',
  '&&',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  ']',
  '[',
  '*',
  '?',
  '#',
  '<#',
  '#>',
  '--%',
  '\t',
  '\u0085',
  '\u2028',
  '\u2013',
  '\u2014',
  '\ufeff',
  '\uff07',
  '\uff04',
  '\u{1f600}',
  '\u0430',
  'A',
  ' ',
  '\\',
  '/',
  '%windir%',
  '$env:PATH',
  '$null',
  '$true',
  '#SWB 00 0 done bnVsbA==#',
  '__proto__',
  'e\u0301',
  '\u0001',
  '\u001b[31m',
  '\u007f',
];

/** Makes the file if anything reads it as PowerShell or as sh, in or out of each kind of quote. */
const traps = (file: string) => [
  `$([IO.File]::WriteAllText('${file}','x'))`,
  `'; [IO.File]::WriteAllText('${file}','x'); '`,
  `\u2019; [IO.File]::WriteAllText(\u2018${file}\u2019,\u2018x\u2019); \u2018`,
  `"; [IO.File]::WriteAllText('${file}','x'); "`,
  `\n[IO.File]::WriteAllText('${file}','x')\n\n`,
  `'\n}\n\n[IO.File]::WriteAllText('${file}','x')\n\n`,
  `; touch ${file} ;`,
  `\`$(touch ${file})`,
];

/** PowerShell 7 makes a date of a text in the form of one; 5.1, which serves IIS, leaves it a text. */
const looksLikeADate = (text: string) => /^\d{4}-\d{2}-\d{2}T/.test(text);

it('hostile names arrive as data, and nothing in them runs', async () => {
  const file = path.join(dir, 'ran');
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.constantFrom(...traps(file)) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  );
  const name = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join(''))
    .filter((text) => !/\0|\p{Surrogate}/u.test(text) && !looksLikeADate(text));
  await fc.assert(
    fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 5 }), async (names) => {
      const parts: unknown[] = [];
      const onPart = (part: unknown) => parts.push(part);
      const value = { site: names[0], names };
      expect(await session.run(echo, { value, parts: names }, { onPart })).toEqual(value);
      expect(parts).toEqual(names);
      expect(existsSync(file)).toBe(false);
    }),
  );
});

it.each([
  ['a NUL in a value', { path: 'C:\\inetpub\0evil' }],
  ['a NUL in a name of a property', { 'a\0b': 1 }],
  ['a NUL deep inside', { list: [[{ x: '\0' }]] }],
  ['half a character', { site: 'a\ud800' }],
])('%s is refused before anything is sent', async (_, value) => {
  await expect(session.run(echo, { value })).rejects.toMatchObject({ code: 'bad-request' });
  expect(await session.run(echo, { value: 'again' })).toBe('again');
});
