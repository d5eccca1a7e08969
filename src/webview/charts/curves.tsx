import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Curve } from '../../protocol/values.ts';
import { formatCompact, formatCount, formatShare } from '../format.ts';
import type { Chart } from './chart.ts';
import { createLinearAxis } from './linearAxis.ts';
import type { LineEnd } from './ratioPlot.tsx';
import { ABOVE, LineNames, MissAxes, RatioGrid } from './ratioPlot.tsx';
import { sized } from './sized.tsx';

/** The measures of the plot, in px. */
const HEIGHT = 240;
const LEFT = 48;
const TOP = ABOVE;
const BOTTOM = 40;
/** Room for the names at the ends of the lines. */
const RIGHT = 126;

/** How many sizes of a curve the table tells of. */
const ROWS = 8;

/** The misses of an LRU cache of every size, a line for each workload with its knee, and dots for other policies. */
export const curves: Chart<readonly Curve[]> = {
  title: () => l10n.t('Misses by the size of the cache'),
  summary: (all) => all.map(summaryOf).join(' '),
  table: (all) => ({
    columns: [l10n.t('Workload'), l10n.t('Policy'), l10n.t('Size'), l10n.t('Misses'), l10n.t('Miss ratio')],
    rows: all.flatMap(rowsOf),
  }),
  Picture: sized(({ data, width }) => <Plot all={data} width={width} />),
};

function summaryOf({ name, requests, distinct, enough, knee, points }: Curve): string {
  const missed = points.find(([size]) => size === knee)?.[1] ?? requests;
  const facts = [
    formatCount(knee),
    formatCount(missed),
    formatCount(requests),
    formatCount(enough),
    formatCount(distinct),
  ] as const;
  return name === ''
    ? l10n.t(
        'The knee is at {0} entries, with {1} misses in {2} requests. From {3} entries on only the first request of each of the {4} keys misses.',
        ...facts,
      )
    : l10n.t(
        '{5}: the knee is at {0} entries, with {1} misses in {2} requests. From {3} entries on only the first request of each of the {4} keys misses.',
        ...facts,
        name,
      );
}

function rowsOf({ name, requests, knee, enough, points, others }: Curve): string[][] {
  const row = (policy: string, size: string, misses: number): string[] => [
    name,
    policy,
    size,
    formatCount(misses),
    formatShare(misses, requests),
  ];
  const step = Math.max(1, Math.ceil(points.length / ROWS));
  const told = points.filter(([size], at) => at % step === 0 || size === knee || size === enough);
  return [
    ...told.map(([size, misses]) =>
      row('lru', size === knee ? l10n.t('{0} (knee)', formatCount(size)) : formatCount(size), misses),
    ),
    ...others.flatMap(({ policy, points: dots }) =>
      dots.map(([size, misses]) => row(policy, formatCount(size), misses)),
    ),
  ];
}

function Plot({ all, width }: { readonly all: readonly Curve[]; readonly width: number }): VNode {
  const sizes = all.flatMap(({ enough, others }) => [
    enough,
    ...others.flatMap(({ points }) => points.map(([size]) => size)),
  ]);
  const axis = createLinearAxis([0, Math.max(1, ...sizes)]);
  const right = Math.max(LEFT + 60, width - RIGHT);
  const x = (size: number): number => LEFT + axis.position(size) * (right - LEFT);
  const y = (ratio: number): number => TOP + (1 - ratio) * (HEIGHT - TOP - BOTTOM);
  return (
    <svg class="curves" width={width} height={HEIGHT}>
      <RatioGrid ratios={[0, 0.25, 0.5, 0.75, 1]} left={LEFT} right={right} y={y} />
      {axis.ticks.map(({ value }) => (
        <text key={value} class="tick middle" x={x(value)} y={HEIGHT - BOTTOM + 16}>
          {formatCompact(value)}
        </text>
      ))}
      <MissAxes left={LEFT} right={right} height={HEIGHT} />
      {all.map((curve, index) => (
        <Line key={curve.name} {...{ curve, index, right, x, y }} />
      ))}
      <LineNames ends={endsOf(all, y)} right={right} bottom={HEIGHT - BOTTOM / 2} />
    </svg>
  );
}

/** The classes of a workload's line. */
const styleOf = (index: number): string => `curve curve-${index % 3}`;

function endsOf(all: readonly Curve[], y: (ratio: number) => number): LineEnd[] {
  return all.flatMap(({ name, requests, points, others }, index) => {
    const end = (misses: number): number => y(misses / Math.max(1, requests));
    const lru = { text: name === '' ? 'lru' : name, style: styleOf(index), at: end(points.at(-1)?.[1] ?? 0) };
    return [
      lru,
      ...others.map(({ policy, points: dots }) => ({
        text: policy,
        style: 'others',
        at: end(dots.at(-1)?.[1] ?? 0),
      })),
    ];
  });
}

interface LineProps {
  readonly curve: Curve;
  readonly index: number;
  readonly right: number;
  readonly x: (size: number) => number;
  readonly y: (ratio: number) => number;
}

/** A line of LRU in steps, for there are no entries between two numbers of them; a knee; and the dots. */
function Line({ curve, index, right, x, y }: LineProps): VNode {
  const { requests, knee, points, others } = curve;
  const height = (misses: number): string => y(misses / Math.max(1, requests)).toFixed(1);
  const steps = points.map(([size, misses], at) =>
    at === 0 ? `M${x(size).toFixed(1)} ${height(misses)}` : `H${x(size).toFixed(1)}V${height(misses)}`,
  );
  const atKnee = points.find(([size]) => size === knee);
  return (
    <g class={styleOf(index)}>
      <path class="line" d={`${steps.join('')}H${right}`} />
      {others.map(({ policy, points: dots }, place) => (
        <g key={policy} class="others">
          {dots.map(([size, misses]) => (
            <path key={size} class="dot" d={signAt(place, x(size), Number(height(misses)))}>
              <title>
                {l10n.t('{0} with {1} entries: {2} misses', policy, formatCount(size), formatCount(misses))}
              </title>
            </path>
          ))}
          <path
            class="line"
            d={dots
              .map(([size, misses], at) => `${at === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${height(misses)}`)
              .join('')}
          />
        </g>
      ))}
      {atKnee && (
        <g class="knee">
          <circle cx={x(knee)} cy={height(atKnee[1])} r={5} />
          <text x={x(knee) + 8} y={Number(height(atKnee[1])) - 8}>
            {l10n.t('knee: {0}', formatCount(knee))}
          </text>
        </g>
      )}
    </g>
  );
}

/** A sign of its own for each policy: a square, a triangle, a rhombus, a cross. */
function signAt(place: number, x: number, y: number): string {
  const signs = ['m-4-4h8v8h-8z', 'm0-5l5 9h-10z', 'm0-5l5 5l-5 5l-5-5z', 'm-4-4l8 8m0-8l-8 8'] as const;
  return `M${x.toFixed(1)} ${y.toFixed(1)}${signs[place % signs.length] ?? signs[0]}`;
}
