/** HTML of what a cell has shown: the same in a page and in a Jupyter notebook. */
import * as l10n from '@vscode/l10n';
import type { Drawing } from '../../../protocol/drawing.ts';

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

function tableHtml({ columns, rows }: NonNullable<Drawing['table']>): string {
  const head = columns.map((column) => `<th scope="col">${escapeHtml(column)}</th>`).join('');
  const body = rows
    .map(([name = '', ...cells]) => {
      const rest = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeHtml(name)}</th>${rest}</tr>`;
    })
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
