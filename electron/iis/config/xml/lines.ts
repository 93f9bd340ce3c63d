/** Where lines begin, as an editor counts them: CRLF, a lone CR and a lone LF each end one. Made when first needed. */
export class LineTable {
  private starts: number[] | undefined;

  constructor(private readonly text: string) {}

  /** Line and column from 1; a column counts UTF-16 units, as editors do. */
  at(offset: number): { line: number; column: number } {
    const starts = (this.starts ??= lineStarts(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  let lf = text.indexOf('\n');
  let cr = text.indexOf('\r');
  while (lf !== -1 || cr !== -1) {
    let next: number;
    if (cr === -1 || (lf !== -1 && lf < cr)) next = lf + 1;
    else next = lf === cr + 1 ? cr + 2 : cr + 1;
    starts.push(next);
    if (lf !== -1 && lf < next) lf = text.indexOf('\n', next);
    if (cr !== -1 && cr < next) cr = text.indexOf('\r', next);
  }
  return starts;
}
