import * as l10n from '@vscode/l10n';
import MarkdownIt from 'markdown-it';
import { escapeHtml, figureHtml } from './figure.ts';
import type {
  ExportedCell,
  ExportedDirective,
  ExportedNotebook,
  ExportedOutput,
  NotebookWriter,
} from './model.ts';

/** What Markdown may hold of HTML, without attributes. All else is shown as the text it is; remarks are not shown. */
const HARMLESS =
  /^<\/?(?:b|br|code|dd|details|dl|dt|em|i|kbd|li|ol|p|pre|s|strong|sub|summary|sup|u|ul)\s*\/?>$/i;

/** A page of its own: no script, no network, in both colour schemes. */
export const writeHtml: NotebookWriter = ({ title, language, cells, images }) => {
  const body = cells.map((cell) => cellHtml(cell, images)).join('\n');
  const text = `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  return { text, pictures: [] };
};

type Images = ExportedNotebook['images'];

function cellHtml(cell: ExportedCell, images: Images): string {
  if (cell.kind === 'markdown') return `<section>${prose(cell.text, images)}</section>`;
  if (cell.kind === 'directive') return directiveHtml(cell, images);
  const code = `<pre class="code"><code>${escapeHtml(cell.text)}</code></pre>`;
  const outputs = cell.outputs.map(outputHtml).join('\n');
  return `<section>${code}${outputs === '' ? '' : `<div class="outputs">${outputs}</div>`}</section>`;
}

function directiveHtml({ lead, text, answer }: ExportedDirective, images: Images): string {
  const folded =
    answer === undefined
      ? ''
      : `<details><summary>${escapeHtml(l10n.t('Answer'))}</summary>${prose(answer)}</details>`;
  return `<section class="asked"><p><strong>${escapeHtml(lead)}</strong></p>${prose(text, images)}${folded}</section>`;
}

function outputHtml(output: ExportedOutput): string {
  if (output.kind === 'error') return `<pre class="error">${escapeHtml(output.stack)}</pre>`;
  if (output.kind === 'stream') return `<pre class="${output.name}">${escapeHtml(output.text)}</pre>`;
  if (output.drawing) return figureHtml(output.drawing);
  return output.markdown === undefined ? `<pre>${escapeHtml(output.text)}</pre>` : prose(output.markdown);
}

/** The addresses of the pictures that the texts of a notebook show. */
export function imagesIn(cells: readonly ExportedCell[]): string[] {
  parser ??= createParser();
  const found = new Set<string>();
  for (const cell of cells) {
    const tokens = cell.kind === 'code' ? [] : parser.parse(cell.text, {});
    for (const { type, attrs } of tokens.flatMap(({ children }) => children ?? []))
      if (type === 'image') found.add(new Map(attrs).get('src') ?? '');
  }
  return [...found];
}

let parser: MarkdownIt | undefined;

function prose(markdown: string, images: Images = new Map()): string {
  parser ??= createParser();
  return parser.render(markdown, { images });
}

function createParser(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true });
  const { rules } = markdown.renderer;
  const safe = (html: string): string =>
    html
      .replaceAll(/<!--[^]*?-->/g, '')
      .split(/(<[^<>]*>)/)
      .map((part) => (HARMLESS.test(part) ? part : escapeHtml(part).replaceAll('&amp;', '&')))
      .join('');
  rules.html_block = (tokens, at) => safe(tokens[at]?.content ?? '');
  rules.html_inline = (tokens, at) => safe(tokens[at]?.content ?? '');
  // Commands of VS Code lead nowhere from here; what they are called stays.
  const isOpen: boolean[] = [];
  rules['link_open'] = (tokens, at, options, _env, self) => {
    const href = tokens[at]?.attrGet('href') ?? '';
    const leads = /^(?:https?:|mailto:|#)/i.test(href);
    isOpen.push(leads);
    return leads ? self.renderToken(tokens, at, options) : '';
  };
  rules['link_close'] = () => (isOpen.pop() ? '</a>' : '');
  // A page of its own reaches no other files: what is not within it is told by its words.
  rules.image = (tokens, at, _options, env: { readonly images: Images }) => {
    const token = tokens[at];
    const src = token?.attrGet('src') ?? '';
    const alt = escapeHtml(token?.content ?? '');
    const known = src.startsWith('data:') ? src : env.images.get(src);
    return known === undefined ? `<em>${alt}</em>` : `<img src="${escapeHtml(known)}" alt="${alt}">`;
  };
  return markdown;
}

const STYLES = `
:root { color-scheme: light dark; --ground: #fff; --text: #1f1f1f; --muted: #5f5f5f; --line: #d0d0d0; --code: #f5f5f5; --mark: #005fb8; --wrong: #b01011; }
@media (prefers-color-scheme: dark) { :root { --ground: #1f1f1f; --text: #d4d4d4; --muted: #a0a0a0; --line: #454545; --code: #2a2a2a; --mark: #4daafc; --wrong: #f88070; } }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; }
a { color: var(--mark); }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.875rem; }
pre { margin: 0.5rem 0; padding: 0.6rem 0.8rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.code, section > pre { background: var(--code); border-radius: 4px; }
.outputs { border-inline-start: 2px solid var(--line); margin: 0 0 1.2rem 0.5rem; padding-inline-start: 0.7rem; }
pre.error, pre.stderr { color: var(--wrong); }
.asked { border-inline-start: 3px solid var(--mark); padding-inline-start: 1rem; margin: 1.2rem 0; }
figure { margin: 0.6rem 0; }
figure img { max-width: 100%; height: auto; }
figcaption, summary { color: var(--muted); font-size: 0.9rem; }
table { border-collapse: collapse; display: block; overflow: auto; margin: 0.5rem 0; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid var(--line); text-align: start; font-weight: 400; }
thead th { color: var(--muted); }
.number { text-align: end; }
tbody :is(th, td):first-child { border-inline-start: 3px solid transparent; padding-inline-start: 0.5rem; }
thead :is(th, td):first-child { padding-inline-start: calc(0.5rem + 3px); }
.marked > :first-child { border-inline-start-color: var(--wrong); }
@media print { pre { break-inside: avoid; } }
`;
