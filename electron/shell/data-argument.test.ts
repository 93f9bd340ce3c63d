import path from 'node:path';
import { expect, test } from 'vitest';
import { dataDirFrom } from './data-argument';

test.each<[string, string[], string | undefined]>([
  ['no option is the default', ['.', '--no-sandbox'], undefined],
  ['a folder after it', ['.', '--data', 'x y'], path.resolve('/base', 'x y')],
  ['a folder in it', ['--data=/a/b'], path.resolve('/a/b')],
  ['no folder is not the current one', ['.', '--data'], ''],
  ['an empty folder is not the current one', ['--data='], ''],
  ['another option is no folder', ['--data', '--no-sandbox'], ''],
])('%s', (_what, argv, expected) => {
  expect(dataDirFrom(argv, '/base')).toBe(expected);
});
