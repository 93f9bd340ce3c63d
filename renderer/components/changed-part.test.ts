import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedParts } from './changed-part';

type Line = Parameters<typeof changedParts>[0][number];
const line = (kind: Line['kind'], text: string, number = 1): Line => ({ kind, line: number, text });

/** The changed part of each line, as text. */
function parts(...lines: Line[]): (string | undefined)[] {
  const found = changedParts(lines);
  return lines.map((one) => {
    const part = found.get(one);
    return part && one.text.slice(part[0], part[1]);
  });
}

test('the changed value is marked as a whole word, not the letters that differ', () => {
  expect(
    parts(line('removed', '<add mode="Classic" id="1" />'), line('added', '<add mode="Cluster" id="1" />')),
  ).toEqual(['Classic', 'Cluster']);
});

test('an attribute that was added leaves nothing marked in the old line', () => {
  expect(
    parts(line('removed', '<add name="A" />'), line('added', '<add name="A" x="1" />'))[0],
  ).not.toContain('A');
});

test('lines with nothing in common are not marked at all', () => {
  expect(parts(line('removed', '<a>'), line('added', 'zzz'))).toEqual([undefined, undefined]);
});

test('the second line of a run is compared with the second, not the first', () => {
  expect(
    parts(
      line('removed', 'first = 1'),
      line('removed', 'second = 2', 2),
      line('added', 'first = 10'),
      line('added', 'second = 20', 2),
    ),
  ).toEqual(['1', '2', '10', '20']);
});

test('a part always lies inside its line, whatever the two lines hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const lines = [line('removed', a), line('added', b)];
      for (const [one, [from, to]] of changedParts(lines)) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(one.text.length);
      }
    }),
  );
});
