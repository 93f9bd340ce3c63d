import { plain } from '../../shared/markdown';
import type { Block } from './document';

/** As Markdown for a ticket. Nothing that was read can become markup. */
export function markdownOf(blocks: readonly Block[]): string {
  const parts = blocks.map((block) => {
    if (block.kind === 'table') {
      const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
      return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    }
    const sign = { title: '# ', heading: '## ', paragraph: '' }[block.kind];
    return sign + plain(block.text);
  });
  return `${parts.join('\n\n')}\n`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const STYLE =
  'body{font:14px/1.5 "Segoe UI",sans-serif;margin:32px auto;max-width:960px;padding:0 16px;color:#1a2029;background:#fff}' +
  'table{border-collapse:collapse;width:100%;margin:8px 0 16px}th,td{border-bottom:1px solid #d9dde4;padding:6px 12px 6px 0;' +
  'text-align:left;vertical-align:top;overflow-wrap:anywhere}th{color:#4d5867;font-weight:600}';

/** As one HTML file that fetches nothing and runs nothing. */
export function htmlOf(blocks: readonly Block[]): string {
  const title = blocks.find(({ kind }) => kind === 'title');
  const body = blocks.map((block) => {
    if (block.kind === 'table') {
      const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
        `<tr>${cells.map((cell) => `<${tag}>${html(cell)}</${tag}>`).join('')}</tr>`;
      return `<table><thead>${row(block.head, 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
    }
    const tag = { title: 'h1', heading: 'h2', paragraph: 'p' }[block.kind];
    return `<${tag}>${html(block.text)}</${tag}>`;
  });
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title !== undefined && 'text' in title ? title.text : 'Evidence')}</title>
<style>${STYLE}</style></head><body>
${body.join('\n')}
</body></html>
`;
}
