/** How many characters of white space all of these lines begin with alike; empty lines don't count. */
export function commonIndent(texts: readonly string[]): number {
  let common: string | null = null;
  for (const text of texts) {
    if (text.trim() === '') continue;
    const indent: string = /^[ \t]*/.exec(text)?.[0] ?? '';
    if (common === null) common = indent;
    let same = 0;
    while (same < common.length && common[same] === indent[same]) same += 1;
    common = common.slice(0, same);
  }
  return common?.length ?? 0;
}
