import { code, plain } from '../../../shared/markdown';
import type { JournalEntry } from '../../../shared/model/changes';

/** Entries as JSON, for a tool; the same fields as `npx switchboard journal --json` prints. */
export function journalJson(entries: readonly JournalEntry[]): string {
  return `${JSON.stringify({ entries }, null, 2)}\n`;
}

/** Entries as Markdown, for a person who reads a change ticket. Names and values can't become markup. */
export function journalMarkdown(server: string, entries: readonly JournalEntry[]): string {
  const parts = [`# Changes of ${plain(server)}`];
  for (const entry of entries) parts.push(section(entry));
  if (entries.length === 0) parts.push('Nothing was applied yet.');
  return `${parts.join('\n\n')}\n`;
}

const TABLE = ['| Object | Setting | Before | After |', '| --- | --- | --- | --- |'];

function section(entry: JournalEntry): string {
  const { at, by, result, sentence, changes, file, backup, hashBefore, hashAfter, steps, appVersion, id } =
    entry;
  const rows = changes.map(
    ({ object, setting, old, new: now }) =>
      `| ${plain(object)} | ${plain(setting)} | ${code(old ?? 'not set')} | ${code(now ?? 'not set')} |`,
  );
  return [
    `## ${at}: ${plain(result)}`,
    plain(sentence),
    ...(rows.length === 0 ? [] : [[...TABLE, ...rows].join('\n')]),
    [
      `- Entry ${id}, by ${plain(by)}, IIS Switchboard ${plain(appVersion)}`,
      `- File ${code(file)}`,
      ...(backup === null ? [] : [`- Backup ${code(backup)}`]),
      `- SHA-256 before ${code(hashBefore)}, after ${code(hashAfter ?? 'unknown')}`,
      ...(steps.length === 0 ? [] : [`- Steps: ${plain(steps.join(', '))}`]),
    ].join('\n'),
  ].join('\n\n');
}
