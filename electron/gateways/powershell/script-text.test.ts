import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptText } from './script-text';

describe('scriptText', () => {
  it('has one empty line, at its end: any other would end the block in PowerShell', () => {
    const line = fc.constantFrom('', '  ', '# a comment', '  # one', '#> ', "'#'", 'Get-Date # now', '\t');
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const text = scriptText('read-x', lines.join(end));
        expect(text.endsWith('}\n\n')).toBe(true);
        expect(text.slice(0, -2)).not.toMatch(/^\s*$/m);
        for (const kept of ["'#'", 'Get-Date # now'])
          expect(text.split('\n').filter((each) => each === kept)).toEqual(
            lines.filter((each) => each === kept),
          );
      }),
    );
  });

  it.each([
    ["$x = @'", 'a here-string, whose empty lines are text'],
    ['$x = @"  ', 'a here-string with blanks behind it'],
    ['$x = "\u201d"', 'a quote that is not ASCII'],
  ])('refuses %s: %s', (line) => {
    expect(() => scriptText('read-x', line)).toThrow();
  });

  it.each(['', 'a b', "a'", 'a;b', '../a'])('refuses the name %j', (name) => {
    expect(() => scriptText(name, '')).toThrow();
  });
});

describe('the scripts of the product', () => {
  const files = import.meta.glob<string>('./scripts/*.ps1', {
    query: '?raw',
    import: 'default',
    eager: true,
  });

  it.each(Object.entries(files))('%s can be sent as text', (file, text) => {
    expect(() => scriptText('x', text)).not.toThrow();
    // The first statement of a script that is called; the other two are the session's own.
    if (!/(common|bootstrap)\.ps1$/.test(file))
      expect(text.replace(/^(\s*#.*\r?\n|\s*\r?\n)*/, '')).toMatch(/^param\(\[string\] \$Json\)\r?\n/);
  });
});
