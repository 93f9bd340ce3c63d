/** Why a file whose beginning is `head` is no log that can be read; a clause. */
export function whyNoLog(head: Buffer): string {
  const [first, second] = head;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return utf16
    ? 'it is UTF-16 text, which IIS never writes: save it as UTF-8 to have it read'
    : 'it is not a text log';
}

const CR = 13;
const LF = 10;

/** What is odd about the line ends of a log whose beginning is `head`, as a clause, or null. */
export function oddLineEnds(head: Buffer): string | null {
  const first = head.indexOf(CR);
  return first >= 0 && first < head.length - 1 && !head.includes(LF)
    ? 'its lines end in carriage returns alone, which no log does, so no row of it was read'
    : null;
}
