/** What a cell has shown, drawn as files: by the same charts that draw it in a notebook. */
import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Draw, DrawnTable, Drawing } from '../../protocol/drawing.ts';
import type { Recorded } from '../../protocol/recorded.ts';
import { unpacked } from '../../protocol/recorded.ts';
import type { RichValue } from '../../protocol/values.ts';
import { Recording } from '../../recording/index.ts';
import { callTree } from '../charts/callTree.tsx';
import type { Chart, Table } from '../charts/chart.ts';
import { curves } from '../charts/curves.tsx';
import { entries as entriesChart } from '../charts/entries.tsx';
import { inside } from '../charts/inside.tsx';
import { numbers, NumbersSvg } from '../charts/numbers.tsx';
import { timings, TimingsSvg } from '../charts/timings.tsx';
import { formatCacheInfo, formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import { columnsOfNumbers } from '../views/dataTable.tsx';
import { lookAt, nobody, standing } from '../timeMachine/look.ts';
import type { ValueOf } from '../values/valueView.ts';
import { svgFile } from './svgFile.tsx';

/** How wide pictures are, in px. */
const WIDTH = 600;

/** The most rows of the numbers of a picture. */
const MOST_ROWS = 64;

type DrawValue<K extends RichValue['kind']> = (value: ValueOf<K>, styles: string) => Drawing | undefined;

const drawValue: { readonly [K in RichValue['kind']]: DrawValue<K> } = {
  cache: (value, styles) => drawCache(value, styles),
  curves: ({ curves: all }, styles) => drawChart(curves, all, styles),
  check: (value) => ({ title: '', summary: '', table: { ...drawnTable(value), marked: value.wrong } }),
  numbers: (value, styles) =>
    drawChart(numbers, value, styles, <NumbersSvg values={value.values} width={WIDTH} />),
  table: (value) => ({ title: rowsText(value), summary: '', table: drawnTable(value) }),
  timings: ({ timings: runs }, styles) =>
    drawChart(timings, runs, styles, <TimingsSvg runs={runs} width={WIDTH} />),
  tree: () => undefined, // Its text says as much.
};

/** `styles`: our style sheets as text. */
export function createDraw(styles: string): Draw {
  return (value) => (drawValue[value.kind] as DrawValue<RichValue['kind']>)(value, styles);
}

/** A chart and its twins; its picture where that is one in SVG. */
function drawChart<Data>(
  chart: Chart<Data>,
  data: Data,
  styles: string,
  picture: VNode = <chart.Picture data={data} />,
): Drawing {
  const words = { title: chart.title(data), summary: chart.summary(data) };
  const { columns, rows } = chart.table(data);
  const table = drawnTable({ columns, rows: rows.slice(0, MOST_ROWS) });
  return { ...words, table, svg: svgFile(picture, words, styles) };
}

/** A cache: its counters, what it holds as a list, and a picture of its inside; or its calls as a tree. */
function drawCache(value: ValueOf<'cache'>, styles: string): Drawing {
  const { name, policy, info, entries, recorded, isTree = false } = value;
  const look = recorded && lookAtEnd(recorded);
  if (isTree && look) return drawChart(callTree, look, styles);
  const counters = l10n.t('{0}, {1}.', policy, formatCacheInfo(info));
  const title = l10n.t('Cache {0}', name);
  if (!entries || info.maxsize === 0) return { title, summary: counters };
  const shown = { ...value, entries };
  const words = { title, summary: `${counters} ${entriesChart.summary(shown)}` };
  const picture = <inside.Picture data={look ?? lookOf(value, entries)} />;
  return { ...words, table: drawnTable(entriesChart.table(shown)), svg: svgFile(picture, words, styles) };
}

/** The moment up to which the events of a shown cache go. */
function lookAtEnd(recorded: Recorded): Look | undefined {
  const tick = unpacked(recorded);
  const recording = new Recording({ now: () => 0 });
  if (tick) recording.append(tick);
  const [facts] = recording.caches();
  return facts && lookAt(recording, facts, recording.last, Infinity, nobody);
}

/** A cache whose events are not known, by its entries alone: the most recently used come first. */
function lookOf({ info, policy, name, evictions = 0 }: ValueOf<'cache'>, shown: readonly Entry[]): Look {
  const entries = [...shown].reverse().map(({ key }, place) => ({ slot: place + 1, number: place + 1, key }));
  const next = [...shown].reverse().findIndex((entry) => entry.next) + 1;
  const layout = [{ name: 'entries' as const, size: entries.length, entries }];
  return standing({ name, policy, info, evictions }, { layout, ...(next > 0 && { next }) });
}

type Entry = NonNullable<ValueOf<'cache'>['entries']>[number];

function drawnTable({ columns, rows }: Table): DrawnTable {
  return { columns, rows, numbers: columnsOfNumbers({ columns, rows }) };
}

function rowsText({ rows, more }: ValueOf<'table'>): string {
  return more > 0
    ? l10n.t('The first {0} of {1} rows', formatCount(rows.length), formatCount(rows.length + more))
    : '';
}
