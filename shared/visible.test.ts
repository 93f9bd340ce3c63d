import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleJson } from './visible';

test('a name that turns the rest of the line around is seen to do so', () => {
  expect(visible('exe\u202Ecod.\u2066x\u2069')).toBe('exe⟨U+202E⟩cod.⟨U+2066⟩x⟨U+2069⟩');
});

test('a terminal gets no escape, no bell and no lone carriage return', () => {
  expect(visible('\x1b]0;owned\x07\rok')).toBe('⟨U+001B⟩]0;owned⟨U+0007⟩⟨U+000D⟩ok');
});

test('what people write stays: lines, tabs, letters of any script, emoji with joiners', () => {
  for (const text of ['a\r\nb\n\tc', 'שלום', 'مرحبا', '👩‍👩‍👧 é', '']) expect(visible(text)).toBe(text);
});

test('JSON still says the very same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visibleJson(JSON.stringify({ text }));
      expect(JSON.parse(shown)).toEqual({ text });
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u0080-\u009f]/);
    }),
    { seed: 1 },
  );
});
