import type { FileDiff } from '../../shared/model/changes';

type Line = FileDiff['hunks'][number]['lines'][number];

/** The part of a line that differs from the line it replaces or is replaced by: [from, to) in UTF-16 units. */
export type Part = readonly [from: number, to: number];

const isWord = (unit: string | undefined) => unit !== undefined && /[\p{L}\p{N}_.:-]/u.test(unit);

/** Where two lines differ, widened to whole words on both sides; null where they have nothing in common. */
function differing(a: string, b: string): { a: Part; b: Part } | null {
  const shortest = Math.min(a.length, b.length);
  let head = 0;
  while (head < shortest && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  while (head > 0 && isWord(a[head - 1])) head -= 1;
  while (tail > 0 && isWord(a[a.length - tail])) tail -= 1;
  const common = a.slice(0, head).trim() + a.slice(a.length - tail).trim();
  return common === '' ? null : { a: [head, a.length - tail], b: [head, b.length - tail] };
}

/** Pairs each removed line with the added one in its place and says what in them changed. */
export function changedParts(lines: readonly Line[]): ReadonlyMap<Line, Part> {
  const parts = new Map<Line, Part>();
  let removed: Line[] = [];
  let added = 0;
  for (const line of lines) {
    if (line.kind === 'removed') {
      if (added > 0) removed = [];
      added = 0;
      removed.push(line);
    } else if (line.kind === 'added') {
      const partner = removed[added];
      added += 1;
      const both = partner && differing(partner.text, line.text);
      if (both) {
        parts.set(partner, both.a);
        parts.set(line, both.b);
      }
    } else {
      removed = [];
      added = 0;
    }
  }
  return parts;
}
