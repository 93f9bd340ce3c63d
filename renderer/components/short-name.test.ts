import { expect, test } from 'vitest';
import { shortName, shortNames } from './short-name';

test('a name of 260 characters leaves room for the verdict, its end included', () => {
  const name = `${'x'.repeat(250)}-Staging02`;
  const sentence = `${name} cannot upgrade: its pool $& runs in Classic mode.`;
  expect(shortNames(sentence, [name, null, '$&'])).toBe(
    `${'x'.repeat(32)}…xx-Staging02 cannot upgrade: its pool $& runs in Classic mode.`,
  );
});

test('a name that fits stays, and an emoji is never cut in two', () => {
  expect(shortName('Chat')).toBe('Chat');
  expect(shortName('🦜'.repeat(60))).toBe(`${'🦜'.repeat(32)}…${'🦜'.repeat(12)}`);
});
