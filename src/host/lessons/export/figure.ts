/** HTML of what a cell has shown: the same in a page and in a Jupyter notebook. */
import * as l10n from '@vscode/l10n';
import type { DrawnTable, Drawing } from '../../../protocol/drawing.ts';

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A picture as a file within the page, and its numbers folded below it; a table alone is shown as it is. */
export function figureHtml({ title, summary, svg, table }: Drawing): string {
  const words = [title, summary].filter((text) => text !== '').map(escapeHtml);
  const caption = words.length === 0 ? '' : `<figcaption>${words.join('. ')}</figcaption>`;
  const numbers = table ? tableHtml(table) : '';
  if (svg === undefined) return `<figure>${caption}${numbers}</figure>`;
  const picture = `<img src="${dataUri(svg)}" alt="${words.join('. ')}">`;
  const folded =
    numbers === ''
      ? ''
      : `<details><summary>${escapeHtml(l10n.t('As a table'))}</summary>${numbers}</details>`;
  return `<figure>${picture}${caption}${folded}</figure>`;
}

function dataUri(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function tableHtml({ columns, rows, numbers = [], marked = [] }: DrawnTable): string {
  // Pages of others have no styles of ours: what Jupyter shows is aligned by an attribute, too.
  const side = (column: number): string => (numbers.includes(column) ? ' class="number" align="right"' : '');
  const head = columns.map((column, at) => `<th scope="col"${side(at)}>${escapeHtml(column)}</th>`).join('');
  const body = rows
    .map(([name = '', ...cells], row) => {
      const isMarked = marked.includes(row);
      const shown = (cell: string): string => (isMarked ? `<b>${escapeHtml(cell)}</b>` : escapeHtml(cell));
      const rest = cells.map((cell, at) => `<td${side(at + 1)}>${shown(cell)}</td>`).join('');
      return `<tr${isMarked ? ' class="marked"' : ''}><th scope="row"${side(0)}>${shown(name)}</th>${rest}</tr>`;
    })
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
