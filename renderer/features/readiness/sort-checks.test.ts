import { expect, test } from 'vitest';
import { check, modeFix, poolChecks, stations, warmFix } from './fixture';
import { chosenStation, pickStation } from './pick-station';
import { isPending } from './same-request';
import { firstFixable, sortChecks } from './sort-checks';

const ids = (checks: readonly { id: string }[]) => checks.map(({ id }) => id);

test('what blocks comes first and is never mixed with advice', () => {
  const { deciding, advice } = sortChecks(poolChecks);
  expect(ids(deciding)).toEqual(['pool.mode', 'pool.exists']);
  expect(ids(advice)).toEqual(['pool.warm']);
  expect(firstFixable(poolChecks)?.id).toBe('pool.mode');
});

test('a broken check is a fault although it blocks nothing', () => {
  expect(ids(sortChecks([check('x', { blocking: false, state: 'broken' })]).deciding)).toEqual(['x']);
});

test('the page starts at the first fault, else at what is to look at, else at the handshake', () => {
  const sound = stations.map((station) => ({ ...station, state: 'good' as const }));
  expect(pickStation(stations)).toBe('pool');
  expect(
    pickStation(sound.map((one) => (one.id === 'site' ? { ...one, state: 'warning' as const } : one))),
  ).toBe('site');
  expect(pickStation(sound)).toBe('handshake');
  expect(chosenStation(stations, 'app')?.id).toBe('app');
  expect(chosenStation(stations, '__proto__')?.id).toBe('pool');
});

test('a fix counts as added only when all of it is, in whatever order its keys came back', () => {
  const pending = (request: (typeof warmFix.changes)[number], id: string) => ({
    id,
    request,
    sentence: '',
    object: '',
    setting: '',
    old: null,
    new: null,
    weight: 'advice' as const,
    undoable: true,
  });
  const turned = {
    edit: {
      value: 'AlwaysRunning',
      setting: 'startMode',
      target: { pool: 'ChatPool', kind: 'pool' as const },
      kind: 'set' as const,
    },
    kind: 'config' as const,
  };
  const [, second] = warmFix.changes;
  expect(isPending(warmFix, [pending(turned, '1')])).toBe(false);
  expect(isPending(warmFix, second ? [pending(turned, '1'), pending(second, '2')] : [])).toBe(true);
  expect(isPending(modeFix, [pending(turned, '1')])).toBe(false);
});
