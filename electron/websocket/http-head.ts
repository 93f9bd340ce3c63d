import type { HandshakeReport } from '../../shared/model/tester';

export type HeaderList = HandshakeReport['headers'];

export interface HttpHead {
  /** "1.1" or "1.0". */
  version: string;
  status: number;
  statusText: string;
  /** As received: order, case and repeats. */
  headers: HeaderList;
}

/** All values of a header, each as it stood. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase();
  return headers.filter((header) => header.name.toLowerCase() === wanted).map(({ value }) => value);
}

/** The members of a comma-separated header, over all its repeats. */
export function headerTokens(headers: HeaderList, name: string): string[] {
  return headerValues(headers, name)
    .flatMap((value) => value.split(','))
    .map((token) => token.trim())
    .filter((token) => token !== '');
}

/** Reads a status line and header fields (latin1 text without the empty line); a sentence where it is no HTTP. */
export function parseHead(text: string): HttpHead | string {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const line = /^HTTP\/(\d\.\d) (\d{3})(?: (.*))?$/.exec(first);
  if (!line) return `The answer's first line is not HTTP: ${JSON.stringify(first.slice(0, 80))}.`;
  const headers: HeaderList = [];
  for (const field of rest) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(field) && last) {
      last.value = `${last.value} ${field.trim()}`.trim();
      continue;
    }
    const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/.exec(field);
    if (!match) return `The answer holds a line that is no header: ${JSON.stringify(field.slice(0, 80))}.`;
    headers.push({ name: match[1] ?? '', value: match[2] ?? '' });
  }
  return { version: line[1] ?? '', status: Number(line[2]), statusText: (line[3] ?? '').trim(), headers };
}
