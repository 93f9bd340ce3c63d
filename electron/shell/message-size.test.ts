import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measure } from './message-size';

describe('measure', () => {
  test('lets every plain message through that is as small as ours', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(measure(value, 4_000_000)).toBe('fits');
      }),
    );
  });

  test.each<[string, unknown]>([
    ['one long text', 'x'.repeat(1_001)],
    ['a long name', { ['x'.repeat(1_001)]: 1 }],
    ['many short texts', Array.from({ length: 300 }, () => 'x')],
    ['a long list of nothing', new Array<undefined>(1_000_000)],
    ['many empty objects', Array.from({ length: 300 }, () => ({}))],
  ])('refuses %s over the cap', (_what, value) => {
    expect(measure(value, 1_000)).toBe('too-large');
  });

  test.each<[string, unknown]>([
    ['a Map', new Map([['a', 1]])],
    ['a date', { at: new Date(0) }],
    ['bytes', [new Uint8Array(8)]],
    ['a big integer', 1n],
    ['an error', new Error('x')],
  ])('refuses %s, which JSON does not know', (_what, value) => {
    expect(measure(value, 1_000)).toBe('not-plain');
  });

  test('ends on a message that holds itself', () => {
    const loop: unknown[] = [];
    loop.push(loop, loop);
    expect(measure(loop, 4_000_000)).not.toBe('fits');
  });

  test('ends at once on a message that shares its parts a million times', () => {
    let shared: unknown[] = ['x'];
    for (let depth = 0; depth < 60; depth++) shared = [shared, shared];
    expect(measure(shared, 10_000)).toBe('too-large');
  });

  test('counts an own __proto__ as any other name', () => {
    expect(measure(JSON.parse('{"__proto__":{"a":1}}'), 1_000)).toBe('fits');
  });
});
