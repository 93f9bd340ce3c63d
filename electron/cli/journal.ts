import { AppError } from '../../shared/errors';
import type { ApplyResult, JournalEntry, UndoPlan } from '../../shared/model/changes';
import { journalJson, journalMarkdown } from '../iis/changes/journal-export';
import { visibleLine } from '../../shared/visible';
import type { OpenServer } from '../servers/open-server';
import { diffText, throwFailed } from './apply';
import { EXIT } from './output';
import type { Output } from './output';

/** Prints the server's journal, oldest first: a line an entry, or the whole for a ticket as Markdown or JSON. */
export async function journal(open: OpenServer, markdown: boolean, out: Output): Promise<number> {
  const entries = await open.changes.wholeJournal();
  if (out.json) out.line(journalJson(entries).trimEnd());
  else if (markdown) out.line(journalMarkdown(open.session.entry.name, entries).trimEnd());
  else if (entries.length === 0) out.line('Nothing was applied yet.');
  else for (const entry of entries) out.line(lineOf(entry));
  return EXIT.good;
}

function lineOf({ id, at, result, by, sentence, elsewhere }: JournalEntry): string {
  const who = elsewhere ? `${by} (elsewhere)` : by;
  return visibleLine(`${id}  ${at}  ${result.padEnd(11)}  ${who}  ${sentence}`);
}

/**
 * Takes an entry back with all that was applied together with it, the last one that can be without an id. `preview` only
 * shows what would happen.
 */
export async function undo(
  open: OpenServer,
  id: string | undefined,
  { preview }: { preview: boolean },
  out: Output,
): Promise<number> {
  const entryId = id ?? (await lastOf(open));
  const plan = await open.changes.undoPlan(entryId);
  const result = preview ? null : await open.changes.undo(entryId, plan.hash);
  throwFailed(result);
  const applied = result?.applied === true;
  if (out.json) {
    out.object({ entry: entryId, plan, applied });
    return EXIT.good;
  }
  printUndo(plan, result, out);
  return EXIT.good;
}

/**
 * Restores the whole file from before an entry. Without `name` (the server's, as a check) it only shows what that would
 * do and take away.
 */
export async function restore(
  open: OpenServer,
  entryId: string,
  name: string | undefined,
  out: Output,
): Promise<number> {
  const plan = await open.changes.restorePlan(entryId);
  const result =
    name === undefined ? null : await open.changes.restore({ entryId, previewed: plan.hash, typed: name });
  throwFailed(result);
  const applied = result?.applied === true;
  if (out.json) {
    out.object({ entry: entryId, plan, applied });
    return EXIT.good;
  }
  out.line(diffText(plan.diffs).trimEnd());
  for (const sentence of plan.loses) out.line(`! With it goes: ${sentence}`);
  for (const sentence of plan.impact) out.line(`! ${sentence}`);
  if (plan.outside) out.line('! Somebody else has written the file since; what they wrote goes, too.');
  out.line(
    result?.sentence ??
      `Preview only: nothing was written. Add --name "${open.session.entry.name}" to restore it.`,
  );
  return EXIT.good;
}

async function lastOf(open: OpenServer): Promise<string> {
  const last = (await open.changes.wholeJournal()).findLast(
    ({ undoable, elsewhere }) => undoable && elsewhere !== true,
  );
  if (last) return last.id;
  throw new AppError('not-found', 'The journal of this server has nothing that can be undone.');
}

/** There was no file before. */
const isGone = (back: UndoPlan['parts'][number]['back']): boolean =>
  back.length > 0 && back.every((change) => change.new === 'no file');

/** What an undo does or did: file by file what goes back, what stays and why, what it costs. */
export function printUndo({ parts, impact }: UndoPlan, result: ApplyResult | null, out: Output): void {
  if (parts.length > 1) out.line('What was applied together, the last first:');
  for (const { how, file, back, kept } of parts) {
    if (how === 'bytes')
      out.line(isGone(back) ? `${file} goes away again:` : `${file} gets its very bytes from before:`);
    else if (parts.length > 1 && how !== 'none') out.line(`${file}:`);
    for (const { sentence } of back) out.line(`  ${sentence}`);
    for (const { change, now, why } of kept)
      out.line(
        how === 'none'
          ? `  (left) ${change.sentence}. ${why}`
          : `  (left) ${change.object}: ${change.setting} stays ${now ?? 'unknown'}. ${why}`,
      );
  }
  for (const sentence of impact) out.line(`! ${sentence}`);
  out.line(result?.sentence ?? 'Preview only: nothing was written.');
}
