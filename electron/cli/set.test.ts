import { expect, test } from 'vitest';
import { requestsOf } from './set';

const target = { kind: 'pool', pool: 'P' } as const;

test('one setting given twice is refused, not silently the last', () => {
  expect(() => requestsOf(target, ['queueLength=10', 'startMode=OnDemand', 'QueueLength=20'])).toThrow(
    'QueueLength stands twice in this command; give it one value.',
  );
});

test('a value may hold further "=" and be empty; a word without one is refused', () => {
  expect(requestsOf(target, ['a=b=c', 'd='])).toMatchObject([
    { edit: { setting: 'a', value: 'b=c' } },
    { edit: { setting: 'd', value: '' } },
  ]);
  expect(() => requestsOf(target, ['queueLength'])).toThrow('SETTING=VALUE');
});
