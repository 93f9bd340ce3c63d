import type { LimitsPage } from '../../../shared/model/limits';
import { afterWords, boundsWords, ceilingWords, cutLine, measuredWords, otherSource } from './words';

const row = (cells: readonly string[]): string =>
  cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t');

/** Both tables for the clipboard, tab-separated, under the page's own sentence. */
export function limitsText(page: LimitsPage): string {
  return [
    page.heading,
    `sockets now: ${page.sockets ?? 'unknown'}; connections now: ${page.connections ?? 'unknown'}`,
    ...(page.measured ? [measuredWords(page.measured)] : []),
    '',
    row(['ceiling', 'holds', 'bounds', 'setting', 'where from']),
    ...page.rungs.map((rung) =>
      row([
        rung.title,
        ceilingWords(rung),
        boundsWords(rung),
        rung.setting,
        rung.source?.label ?? otherSource(rung),
      ]),
    ),
    '',
    row(['what cuts', 'after', 'does', 'setting', 'where from']),
    ...page.cuts.map((cut) =>
      row([cut.title, afterWords(cut), cutLine(cut), cut.setting, cut.source?.label ?? otherSource(cut)]),
    ),
  ].join('\n');
}
