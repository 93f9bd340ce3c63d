import { readIisLine } from '../formats/iis-format';
import { layoutOf, NO_LAYOUT } from '../formats/layout';
import { readNcsaLine } from '../formats/ncsa';
import { emptyRow } from '../formats/row';
import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import { W3cReader } from '../formats/w3c';
import { RowFinder, TEXT } from '../scan/row-finder';
import type { Above } from '../scan/task';

let finder: RowFinder | undefined;

/** Reads one line, given as latin1 text, by what stands above it. The row is valid until the next one is read. */
export function readLine(text: string, format: LogFormat, above: Above): Row {
  const row = emptyRow();
  const bytes = Buffer.from(text.replace(/\r?\n?$/, ''), 'latin1');
  if (format === 'iis') readIisLine(bytes, 0, bytes.length, row);
  else if (format === 'ncsa') readNcsaLine(bytes, 0, bytes.length, row);
  else {
    const layout = above.fields === null ? NO_LAYOUT : layoutOf(above.fields);
    finder ??= new RowFinder();
    finder.grow(bytes.length);
    bytes.copy(finder.bytes, TEXT);
    new W3cReader(finder).read(TEXT, TEXT + bytes.length, layout, above.day ?? -1, 0, row);
  }
  return row;
}
