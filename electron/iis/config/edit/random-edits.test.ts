import fc from 'fast-check';
import { describe, it } from 'vitest';
import { checkEdits, editArbitrary } from '../samples/random-edits';
import { sampleBytes, sampleNames, server } from '../samples/samples';
import type { Edit } from './apply';

describe.each(sampleNames)('any edits of %s', (name) => {
  const config = server(sampleBytes(name));

  it('one at a time: only the edited element changes, the value reads back, and undo gives the bytes back', () => {
    fc.assert(
      fc.property(editArbitrary(config), (edit) => {
        checkEdits(config, [edit], server);
      }),
      { numRuns: 200 },
    );
  });

  it('many together compose as they would one after the other', () => {
    fc.assert(
      fc.property(fc.array(editArbitrary(config), { minLength: 2, maxLength: 12 }), (edits: Edit[]) => {
        checkEdits(config, edits, server);
      }),
      { numRuns: 100 },
    );
  });
});
