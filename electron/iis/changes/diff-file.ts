import type { z } from 'zod';
import type { DiffHunk, DiffLine, FileDiff } from '../../../shared/model/changes';
import { maskedSlicer } from '../../storage/mask-secrets';
import { lineChanges, wholeSplice, type LineChange, type TextSplice } from './line-changes';
import { TextLines } from './text-lines';

const CONTEXT = 3;

export interface DiffInput {
  file: string;
  before: string;
  after: string;
  /** Where the two differ; found by their common head and tail when absent. */
  splices?: readonly TextSplice[];
}

/**
 * What a file's lines become, with three lines around each change. Secrets are "•••" on both sides: a change of one
 * shows as a changed line that looks the same. Line numbers count as an editor does.
 */
export function diffFile({ file, before, after, splices }: DiffInput): FileDiff {
  const old = side(before);
  const now = side(after);
  const changes = lineChanges(old.lines, now.lines, splices ?? wholeSplice(before, after));
  const hunks = group(changes).map((run) => hunk(run, old, now));
  const total = (of: 'added' | 'removed'): number => changes.reduce((sum, change) => sum + change[of], 0);
  return { file, hunks, added: total('added'), removed: total('removed') };
}

interface Side {
  lines: TextLines;
  shown(index: number): string;
}

function side(text: string): Side {
  const lines = new TextLines(text);
  const slice = maskedSlicer(text);
  return {
    lines,
    shown: (index) => slice(lines.startOf(index), lines.startOf(index + 1)).replace(/[\r\n]+$/, ''),
  };
}

/** Changes so near to each other that their contexts would touch stand in one hunk. */
function group(changes: readonly LineChange[]): LineChange[][] {
  const out: LineChange[][] = [];
  for (const change of changes) {
    const run = out.at(-1);
    const last = run?.at(-1);
    if (run && last && change.oldAt - (last.oldAt + last.removed) <= 2 * CONTEXT) run.push(change);
    else out.push([change]);
  }
  return out;
}

function hunk(run: readonly LineChange[], old: Side, now: Side): z.infer<typeof DiffHunk> {
  const lines: z.infer<typeof DiffLine>[] = [];
  const first = run[0] ?? { oldAt: 0, removed: 0, newAt: 0, added: 0 };
  const lead = Math.min(CONTEXT, first.oldAt, first.newAt);
  let oldAt = first.oldAt - lead;
  const same = (until: number): void => {
    for (; oldAt < until; oldAt += 1) lines.push({ kind: 'same', line: oldAt + 1, text: old.shown(oldAt) });
  };
  const start = { oldStart: oldAt + 1, newStart: first.newAt - lead + 1 };
  for (const change of run) {
    same(change.oldAt);
    for (; oldAt < change.oldAt + change.removed; oldAt += 1) {
      lines.push({ kind: 'removed', line: oldAt + 1, text: old.shown(oldAt) });
    }
    for (let at = change.newAt; at < change.newAt + change.added; at += 1) {
      lines.push({ kind: 'added', line: at + 1, text: now.shown(at) });
    }
  }
  same(Math.min(oldAt + CONTEXT, old.lines.count));
  return { ...start, lines };
}
