/** What a person can take along: pictures, tables and reports as files. */
import * as l10n from '@vscode/l10n';
import type { Chart, Table } from '../charts/chart.ts';
import { csvOf } from '../../protocol/csv.ts';
import type { SavedFile } from '../../protocol/dashboard.ts';
import type { CacheState, SessionState } from '../../protocol/session.ts';
import { formatCacheInfo } from '../format.ts';
import type { Look } from './look.ts';

/** The properties of a style that our pictures use: a picture that stands alone has no style sheet. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'rx',
];

/** How many pixels of a bitmap are one of the picture. */
const SCALE = 2;

/** A picture as the text of an SVG file that needs nothing else. */
export function svgOf(picture: SVGSVGElement): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  const originals = [picture, ...picture.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [place, original] of originals.entries()) {
    const style = getComputedStyle(original);
    for (const name of STYLES) copies[place]?.setAttribute(name, style.getPropertyValue(name));
    copies[place]?.removeAttribute('class');
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** The text of an SVG file as the bytes of a PNG file. Rejects where the page cannot draw it. */
export async function pngOf(
  svg: string,
  { width, height }: { width: number; height: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The canvas gives no picture.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** The picture that is shown, in both formats; where the page cannot draw it as a bitmap, as SVG alone. */
export async function pictureFiles(picture: SVGSVGElement): Promise<SavedFile[]> {
  const svg = svgOf(picture);
  const { width, height } = picture.getBoundingClientRect();
  const bitmap = await pngOf(svg, { width, height }).catch(() => undefined);
  return [
    { extension: 'svg', content: svg },
    ...(bitmap ? [{ extension: 'png' as const, content: bitmap }] : []),
  ];
}

/** A table without what was measured. */
function unmeasured({ columns, rows, measured = [] }: Table): Table {
  const rest = <T>(list: readonly T[]): T[] => list.filter((_, place) => !measured.includes(place));
  return { columns: rest(columns), rows: rows.map(rest) };
}

/** The numbers of a picture; without times only those that the same run has again. */
export function tableFiles(table: Table, withTimes: boolean): SavedFile[] {
  const { columns, rows } = withTimes ? table : unmeasured(table);
  const records = rows.map((row) =>
    Object.fromEntries(columns.map((name, place) => [name, row[place] ?? ''])),
  );
  return [
    { extension: 'csv', content: csvOf([columns, ...rows]) },
    { extension: 'json', content: `${JSON.stringify(records, undefined, 2)}\n` },
  ];
}

/**
 * A session at a moment, in Markdown: its counters, what each picture tells, and the end of its output. Without times only
 * what the same run tells again.
 */
export function reportFile(
  session: SessionState,
  look: Look,
  charts: readonly Chart<Look>[],
  withTimes: boolean,
): SavedFile[] {
  const tableOf = (chart: Chart<Look>): Table =>
    withTimes ? chart.table(look) : unmeasured(chart.table(look));
  const parts = charts.map((chart) =>
    [`## ${chart.title(look)}`, chart.summary(look), markdownTable(tableOf(chart))].join('\n\n'),
  );
  const lines = session.output.filter(({ isMeasured }) => withTimes || !isMeasured);
  const output = lines.slice(-MOST_LINES).map(({ text }) => text);
  const content = [
    `# ${session.title}`,
    l10n.t('Event {0} of {1}.', look.step, look.recording.last),
    `## ${l10n.t('Caches')}`,
    session.caches.map(cacheLine).join('\n'),
    ...parts,
    ...(output.length > 0 ? [`## ${l10n.t('Output')}`, ['```text', ...output, '```'].join('\n')] : []),
  ];
  return [{ extension: 'md', content: `${content.join('\n\n')}\n` }];
}

/** The most lines of output, and the most rows of a table, that a report has. */
const MOST_LINES = 50;
const MOST_ROWS = 40;

const cacheLine = ({ name, policy, info }: CacheState): string =>
  `- ${escaped(name)} (${policy}): \`${formatCacheInfo(info)}\``;

function markdownTable({ columns, rows }: Table): string {
  const lines = [columns, columns.map(() => '---'), ...rows.slice(0, MOST_ROWS)];
  return lines.map((row) => `| ${row.map(escaped).join(' | ')} |`).join('\n');
}

/** A text as it is, whatever Markdown would make of it. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>|#]/g, '\\$&').replaceAll(/\s+/g, ' ');
