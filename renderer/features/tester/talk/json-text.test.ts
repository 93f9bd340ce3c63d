import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatJson, jsonFault } from './json-text';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('jsonFault', () => {
  it('would call JSON wrong that the engine takes, or the other way round', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\u01e+-. \n\t\u0001é'.split(''),
      'true',
      'null',
      '"a"',
      '{"a":1}',
    );
    const broken = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
        expect(jsonFault(text) === null).toBe(parses(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('would point at another place than where it breaks', () => {
    expect(jsonFault('{"n": 1,\n }')).toEqual({
      line: 2,
      column: 2,
      sentence: 'a name in double quotes is expected here',
    });
    expect(jsonFault('[1 2]')).toMatchObject({
      line: 1,
      column: 4,
      sentence: 'a comma or ] is missing here',
    });
    expect(jsonFault('{"a" 1}')).toMatchObject({
      column: 6,
      sentence: 'a colon is missing between name and value',
    });
    expect(jsonFault('1 1')).toMatchObject({ column: 3, sentence: 'the JSON has ended before this' });
    expect(jsonFault('{"a":\n"b')).toMatchObject({ line: 2, column: 1 });
    expect(jsonFault('')).toMatchObject({ line: 1, column: 1, sentence: 'there is nothing yet' });
  });

  it('would hang or overflow on brackets without end', () => {
    expect(jsonFault('['.repeat(200_000))).toMatchObject({ column: 1001 });
  });
});

describe('formatJson', () => {
  it('would change what the JSON says', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (text, pretty) => {
        const value: unknown = JSON.parse(text);
        expect(formatJson(text, pretty)).toBe(
          pretty ? JSON.stringify(value, null, 2) : JSON.stringify(value),
        );
      }),
      // Numbers are kept as written, so only texts that JSON.stringify itself wrote are compared.
      { numRuns: 500 },
    );
  });

  it('would round a long number, or write a string in another way', () => {
    expect(formatJson('{ "id" : 12345678901234567890, "s":"\\u00e9\\/", "e":[ ] , "o":{} }', false)).toBe(
      '{"id":12345678901234567890,"s":"\\u00e9\\/","e":[],"o":{}}',
    );
  });
});
