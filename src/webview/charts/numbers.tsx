import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { formatCompact, formatCount, formatNumber } from '../format.ts';
import type { Axis } from './axis.ts';
import { extremes } from './axis.ts';
import type { Chart } from './chart.ts';
import { createLinearAxis } from './linearAxis.ts';
import { createLogAxis } from './logAxis.ts';

/** From this ratio of the largest to the smallest on, a logarithmic axis shows more than a linear one. */
const LOG_FROM = 1000;

/** More dots than this would run into each other. */
const MAX_DOTS = 60;

/** So many numbers can be read one by one; of more there is the table. */
const MAX_READ = 50;

/** Numbers one after the other; `more` counts those that are left out. */
export interface NumberSeries {
  readonly values: readonly number[];
  readonly more: number;
}

/** Numbers in their order, on a logarithmic axis where a linear one would hide most of them. */
export const numbers: Chart<NumberSeries> = {
  title: () => l10n.t('Numbers'),
  summary({ values, more }) {
    const { least, greatest } = extremes(values);
    return [
      l10n.t(
        '{0} numbers between {1} and {2}.',
        formatCount(values.length),
        formatNumber(least),
        formatNumber(greatest),
      ),
      ...(values.length <= MAX_READ ? [l10n.t('In order: {0}.', values.map(formatNumber).join(', '))] : []),
      ...(wantsLogAxis(values) ? [l10n.t('The axis is logarithmic.')] : []),
      ...(more > 0 ? [l10n.t('{0} more are not shown.', formatCount(more))] : []),
    ].join(' ');
  },
  table: ({ values }) => ({
    columns: [l10n.t('Index'), l10n.t('Value')],
    rows: values.map((value, index) => [formatCount(index), formatNumber(value)]),
  }),
  Picture: ({ data: { values } }) => {
    const axis = axisOf(values);
    return (
      <div class="series">
        <Labels axis={axis} />
        <Line values={values} axis={axis} />
        <Indices count={values.length} />
      </div>
    );
  },
};

/** How high its lines are, how wide its labels, and what is between and around them, in px. */
const HEIGHT = 124;
const LABELS = 48;
const GAP = 8;
const INDICES = 16;

/** The same picture as one drawing of a fixed width, for a file. */
export function NumbersSvg({
  values,
  width,
}: Pick<NumberSeries, 'values'> & { readonly width: number }): VNode {
  const axis = axisOf(values);
  const left = LABELS + GAP;
  return (
    <svg class="series" width={width} height={HEIGHT + GAP + INDICES}>
      <svg width={LABELS} height={HEIGHT} overflow="visible">
        <Labels axis={axis} />
      </svg>
      <svg x={left} width={width - left} height={HEIGHT} overflow="visible">
        <Line values={values} axis={axis} />
      </svg>
      <svg x={left} y={HEIGHT + GAP} width={width - left} height={INDICES} overflow="visible">
        <Indices count={values.length} />
      </svg>
    </svg>
  );
}

function axisOf(values: readonly number[]): Axis {
  return wantsLogAxis(values) ? createLogAxis(values, 0) : createLinearAxis(values);
}

function Indices({ count }: { readonly count: number }): VNode {
  return (
    <svg class="series-indices">
      <text x="0" y="12">
        {formatCount(0)}
      </text>
      <text x="100%" y="12" text-anchor="end">
        {formatCount(count - 1)}
      </text>
    </svg>
  );
}

function Labels({ axis }: { readonly axis: Axis }): VNode {
  const labelled = axis.ticks.filter((tick) => tick.labelled);
  return (
    <svg class="series-labels">
      {labelled.map(({ value }) => (
        <text key={value} x="100%" y={height(axis, value)} dy="0.35em" text-anchor="end">
          {formatCompact(value)}
        </text>
      ))}
    </svg>
  );
}

/** The drawing is stretched to its place; strokes keep their width, and a dot is a stroke without a length. */
function Line({ values, axis }: { readonly values: readonly number[]; readonly axis: Axis }): VNode {
  const points = values.map((value, index) => {
    const x = values.length > 1 ? index / (values.length - 1) : 0.5;
    return `${x.toFixed(4)} ${(1 - axis.position(value)).toFixed(4)}`;
  });
  return (
    <svg class="series-line">
      {axis.ticks.map(({ value }) => (
        <line key={value} x1="0" x2="100%" y1={height(axis, value)} y2={height(axis, value)} />
      ))}
      <svg viewBox="0 0 1 1" preserveAspectRatio="none">
        <path d={`M${points.join('L')}`} />
        {points.length <= MAX_DOTS && <path class="dots" d={points.map((point) => `M${point}h0`).join('')} />}
      </svg>
    </svg>
  );
}

function height(axis: Axis, value: number): string {
  return `${100 * (1 - axis.position(value))}%`;
}

/** Whether the numbers span so many decades that they want a logarithmic axis; they have to be positive for it. */
function wantsLogAxis(values: readonly number[]): boolean {
  const { least, greatest } = extremes(values);
  return least > 0 && greatest / least > LOG_FROM;
}
