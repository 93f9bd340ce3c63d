/** Text with everything that Markdown or HTML could read as markup escaped. */
export function plain(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_{}[\]()<>#+!|~&]/g, (sign) => `\\${sign}`);
}

/** Text in a code span longer than any run of backticks in it; "|" would end a table's cell. */
export function code(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 && line !== '' ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
