import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffFile } from './diff-file';
import type { TextSplice } from './line-changes';

const eol = fc.constantFrom('\n', '\r\n', '\r');
const textOf = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', '', '<x y="1" />', 'é🛰'), eol), { maxLength: 40 })
  .chain((lines) =>
    fc.constantFrom('', 'end').map((end) => lines.map((pair) => pair.join('')).join('') + end),
  );

const linesOf = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];

/** Random splices that do not overlap, none between CR and LF. */
const splicesIn = (text: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.constantFrom('', 'x', 'n\n', '\nm', 'q\r\nr\r\n'),
      ),
      { maxLength: 4 },
    )
    .map((raw) => {
      const out: TextSplice[] = [];
      let at = 0;
      for (const [a, b, put] of raw.toSorted((x, y) => x[0] - y[0])) {
        const [start, end] = a < b ? [a, b] : [b, a];
        const splits = (offset: number): boolean => text[offset - 1] === '\r' && text[offset] === '\n';
        if (start < at || splits(start) || splits(end)) continue;
        out.push({ start, end, text: put });
        at = end + 1;
      }
      return out;
    });

function apply(text: string, splices: readonly TextSplice[]): string {
  return splices
    .toReversed()
    .reduce((all, { start, end, text: put }) => all.slice(0, start) + put + all.slice(end), text);
}

/** Rebuilds the new text from the old lines and the hunks, as patch does. */
function patch(before: string, diff: ReturnType<typeof diffFile>): string[] {
  const old = linesOf(before).map((line) => line.replace(/[\r\n]+$/, ''));
  const out: string[] = [];
  let at = 0;
  for (const { oldStart, newStart, lines } of diff.hunks) {
    while (at < oldStart - 1) out.push(old[at++] ?? '');
    expect(out.length).toBe(newStart - 1);
    for (const { kind, line, text } of lines) {
      if (kind === 'added') {
        expect(line).toBe(out.length + 1);
        out.push(text);
        continue;
      }
      expect(line).toBe(at + 1);
      expect(text).toBe(old[at]);
      if (kind === 'same') out.push(text);
      at += 1;
    }
  }
  while (at < old.length) out.push(old[at++] ?? '');
  return out;
}

describe('diffFile', () => {
  test('its hunks make the new text of the old one, wherever the splices are', () => {
    fc.assert(
      fc.property(
        textOf.chain((before) => splicesIn(before).map((splices) => ({ before, splices }))),
        ({ before, splices }) => {
          const after = apply(before, splices);
          for (const given of [splices, undefined]) {
            const diff = diffFile({ file: 'f', before, after, ...(given ? { splices: given } : {}) });
            expect(patch(before, diff)).toEqual(linesOf(after).map((line) => line.replace(/[\r\n]+$/, '')));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('one changed attribute is one line out, one line in, with three lines around', () => {
    const before = Array.from({ length: 20 }, (_, n) => `<line n="${n}" />\r\n`).join('');
    const after = before.replace('n="10"', 'n="ten"');
    const diff = diffFile({ file: 'a.config', before, after });
    expect(diff).toMatchObject({ file: 'a.config', added: 1, removed: 1 });
    expect(diff.hunks).toHaveLength(1);
    expect(diff.hunks[0]).toMatchObject({ oldStart: 8, newStart: 8 });
    expect(diff.hunks[0]?.lines.map(({ kind }) => kind)).toEqual([
      'same',
      'same',
      'same',
      'removed',
      'added',
      'same',
      'same',
      'same',
    ]);
  });

  test('changes far apart are two hunks, near ones are one', () => {
    const before = Array.from({ length: 40 }, (_, n) => `${n}\n`).join('');
    const far = diffFile({
      file: 'f',
      before,
      after: before.replace('\n3\n', '\nx\n').replace('\n30\n', '\ny\n'),
    });
    expect(far.hunks).toHaveLength(2);
    const near = diffFile({
      file: 'f',
      before,
      after: before.replace('\n3\n', '\nx\n').replace('\n10\n', '\ny\n'),
    });
    expect(near.hunks).toHaveLength(1);
  });

  test('a secret shows on neither side, not even as the change itself', () => {
    const before = '<a>\n<p password="hunter2" mode="x" />\n</a>\n';
    const after = before.replace('hunter2', 'hunter3').replace('"x"', '"y"');
    const shown = JSON.stringify(diffFile({ file: 'f', before, after }));
    expect(shown).not.toContain('hunter');
    expect(shown).toContain('•••');
  });

  test('what a real server masked by asterisks looks like every other secret', () => {
    const before = '<a>\n<add key="k" note="*****" url="https://u:****@h" verb="*" mode="x" />\n</a>\n';
    const diff = diffFile({ file: 'f', before, after: before.replace('"x"', '"y"') });
    expect(diff.hunks[0]?.lines[1]?.text).toBe(
      '<add key="k" note="•••" url="https://u:•••@h" verb="*" mode="x" />',
    );
  });

  test('50 MB with two changes at its ends costs seconds, not minutes', { timeout: 60_000 }, () => {
    const line = '            <add name="Pool" managedRuntimeVersion="v4.0" autoStart="true" />\r\n';
    const before = line.repeat(Math.ceil((50 * 1024 * 1024) / line.length));
    const start = before.indexOf('v4.0');
    const end = before.lastIndexOf('v4.0');
    const splices = [
      { start, end: start + 4, text: '' },
      { start: end, end: end + 4, text: 'v2.0' },
    ];
    const begun = performance.now();
    const diff = diffFile({ file: 'f', before, after: apply(before, splices), splices });
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(diff.hunks.map(({ lines }) => lines.length)).toEqual([5, 5]);
  });

  test('a text that is another one altogether is shown as replaced, and ends', { timeout: 20_000 }, () => {
    const lines = (seed: number): string =>
      Array.from({ length: 3_000 }, (_, n) => `${(n * seed) % 7919}\n`).join('');
    const diff = diffFile({ file: 'f', before: lines(3), after: lines(5) });
    expect(diff.added).toBeGreaterThan(1_000);
  });
});
