import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { firstWhere, type Curve } from '../../lab/curve.ts';
import { formatCompact, formatCount, formatShare } from '../format.ts';
import type { LabLook, LookSide } from '../lab/reading.ts';
import { atSize, kneeOf, pointsOf, sizesOf, styleOf } from '../lab/reading.ts';
import type { Axis } from './axis.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';
import { createLogAxis } from './logAxis.ts';
import type { LineEnd } from './ratioPlot.tsx';
import { ABOVE, LineNames, MissAxes, RatioGrid } from './ratioPlot.tsx';
import { sized } from './sized.tsx';

/** The measures of the plot, in px. */
const HEIGHT = 280;
const LEFT = 48;
const TOP = ABOVE;
const BOTTOM = 40;
const RIGHT = 116;

/** How many sizes the table tells of. */
const ROWS = 16;

/** The part of requests that an LRU cache of each size misses, with other policies at some sizes, and OPT as the floor. */
export const missRatio: Chart<LabLook> = {
  title: () => l10n.t('Misses by the size of the cache'),
  summary: (look) => {
    const { size, misses } = atSize(look, look.size);
    const { curve, sides } = look;
    const own = l10n.t(
      'With {0} entries LRU misses {1} of {2} requests, which is {3}. From {4} entries on only the first request of each of the {5} keys misses.',
      formatCount(size),
      formatCount(misses),
      formatCount(curve.requests),
      formatShare(misses, curve.requests),
      formatCount(curve.enough),
      formatCount(curve.distinct),
    );
    const others = sides.map((side) =>
      l10n.t(
        '{0} misses {1} with so many.',
        sideLine(side),
        formatShare(Math.round(side.curve.misses(size)), side.curve.requests),
      ),
    );
    return [own, ...others].join(' ');
  },
  table: tableOf,
  Picture: sized(({ data, width }) => <Plot look={data} width={width} />),
  Legend: legend((look) => [
    ['sign-lru', l10n.t('LRU, every size'), true],
    [
      'sign-policy',
      l10n.t('other policies, at the sizes of the dots'),
      look.drawn.some((id) => id !== 'opt'),
    ],
    ['sign-side', l10n.t('LRU of what stands beside'), look.sides.length > 0],
    ['sign-opt', l10n.t('OPT: no policy misses less'), look.drawn.includes('opt')],
    ['sign-knee', l10n.t('knee: where the curve bends most; no advice'), true],
  ]),
};

function tableOf({ lab, curve, drawn, sides }: LabLook): ReturnType<typeof missRatio.table> {
  const sizes = sizesOf(curve);
  const step = Math.max(1, Math.ceil(sizes.length / ROWS));
  const row = (policy: string, size: number, misses: number, { requests } = curve): string[] => [
    policy,
    formatCount(size),
    formatCount(requests - misses),
    formatCount(misses),
    formatShare(misses, requests),
  ];
  const told = sizes.filter((size, at) => at % step === 0 || size === curve.enough);
  return {
    columns: [l10n.t('Policy'), l10n.t('Size'), l10n.t('Hits'), l10n.t('Misses'), l10n.t('Miss ratio')],
    rows: [
      ...told.map((size) => row('LRU', size, Math.round(curve.misses(size)))),
      ...drawn.flatMap((policy) =>
        pointsOf(lab, policy).map(([size, misses]) => row(lab.titles[policy] ?? policy, size, misses)),
      ),
      ...sides.flatMap((side) =>
        told.map((size) => row(sideLine(side), size, Math.round(side.curve.misses(size)), side.curve)),
      ),
    ],
  };
}

/** What the line of a trace beside this one is called, and its classes. */
const sideLine = ({ letter }: LookSide): string => l10n.t('LRU of {0}', letter);
const sideStyle = (place: number): string => `lru side side-${place}`;

/** The size of which the curve is drawn nearest to a place across the picture, in px. */
export function sizeNear(look: Pick<LabLook, 'curve' | 'sides'>, width: number, across: number): number {
  const sizes = sizesOf(look.curve);
  const { x } = horizontal(look, width);
  const after = firstWhere(sizes.length, (at) => x(sizes[at] ?? 0) >= across);
  const [low, high] = [sizes[after - 1] ?? 0, sizes[after] ?? sizes.at(-1) ?? 0];
  return across - x(low) < x(high) - across ? low : high;
}

/** Where sizes lie in a picture of this width. */
function horizontal(
  { curve, sides }: Pick<LabLook, 'curve' | 'sides'>,
  width: number,
): Pick<Places, 'x' | 'right'> & { readonly ticks: Axis['ticks'] } {
  const axis = createLogAxis([1, ...[curve, ...sides.map((side) => side.curve)].flatMap(sizesOf)], 0);
  const right = Math.max(LEFT + 60, width - RIGHT);
  return { x: (size) => LEFT + axis.position(size) * (right - LEFT), right, ticks: axis.ticks };
}

interface Places {
  readonly x: (size: number) => number;
  /** The place of a miss ratio. */
  readonly y: (ratio: number) => number;
  readonly right: number;
}

function Plot({ look, width }: { readonly look: LabLook; readonly width: number }): VNode {
  const { size } = look;
  const { x, right, ticks } = horizontal(look, width);
  const y = (ratio: number): number => TOP + (1 - ratio) * (HEIGHT - TOP - BOTTOM);
  const places = { x, y, right };
  return (
    <svg class="ratio-plot miss-ratio" width={width} height={HEIGHT}>
      <RatioGrid ratios={[0, 0.25, 0.5, 0.75, 1]} left={LEFT} right={right} y={y} />
      {ticks.map(
        ({ value, labelled }) =>
          labelled && (
            <text key={value} class="tick middle" x={x(value)} y={HEIGHT - BOTTOM + 16}>
              {formatCompact(value)}
            </text>
          ),
      )}
      <MissAxes left={LEFT} right={right} height={HEIGHT} />
      <line class="mine" x1={x(size)} x2={x(size)} y1={TOP} y2={HEIGHT - BOTTOM} />
      {look.sides.map((side, place) => (
        <g key={side.letter} class={sideStyle(place)}>
          <path class="line" d={stepsOf(side.curve, places)} />
        </g>
      ))}
      <Lru look={look} {...places} />
      {look.drawn.map((policy) => (
        <Policy key={policy} look={look} policy={policy} {...places} />
      ))}
      <LineNames ends={endsOf(look, y)} right={right} bottom={HEIGHT - BOTTOM} />
    </svg>
  );
}

/** A curve as a line, in steps, for there are no entries between two numbers of them. */
function stepsOf(curve: Curve, { x, y, right }: Places): string {
  const steps = sizesOf(curve).map((size, at) => {
    const [across, height] = [x(size).toFixed(1), y(ratioOf(curve, size)).toFixed(1)];
    return at === 0 ? `M${across} ${height}` : `H${across}V${height}`;
  });
  return `${steps.join('')}H${right}`;
}

const ratioOf = (curve: Curve, size: number): number => curve.misses(size) / Math.max(1, curve.requests);

function Lru({ look, ...places }: { readonly look: LabLook } & Places): VNode {
  const { curve } = look;
  const { x, y } = places;
  const knee = kneeOf(curve);
  return (
    <g class="lru">
      <path class="line" d={stepsOf(curve, places)} />
      <circle class="knee" cx={x(knee)} cy={y(ratioOf(curve, knee))} r={5} />
      <circle class="here" cx={x(look.size)} cy={y(ratioOf(curve, look.size))} r={4} />
    </g>
  );
}

interface PolicyProps extends Places {
  readonly look: LabLook;
  readonly policy: string;
}

function Policy({ look, policy, x, y }: PolicyProps): VNode {
  const points = pointsOf(look.lab, policy);
  const height = (misses: number): number => y(misses / Math.max(1, look.curve.requests));
  const title = look.lab.titles[policy] ?? policy;
  return (
    <g class={styleOf(look, policy)}>
      <path
        class="line"
        d={points
          .map(
            ([size, misses], at) =>
              `${at === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${height(misses).toFixed(1)}`,
          )
          .join('')}
      />
      {points.map(([size, misses]) => (
        <circle key={size} class="dot" cx={x(size)} cy={height(misses)} r={3}>
          <title>
            {l10n.t('{0} with {1} entries: {2} misses', title, formatCount(size), formatCount(misses))}
          </title>
        </circle>
      ))}
    </g>
  );
}

function endsOf(look: LabLook, y: Places['y']): LineEnd[] {
  const { lab, curve, drawn, sides } = look;
  const last = (of: Curve): number => y(ratioOf(of, of.sizeAt(of.length - 1)));
  return [
    { text: 'LRU', style: 'lru', at: last(curve) },
    ...sides.map((side, place) => ({
      text: sideLine(side),
      style: sideStyle(place),
      at: last(side.curve),
    })),
    ...drawn.flatMap((policy) => {
      const point = pointsOf(lab, policy).at(-1);
      if (!point) return [];
      const at = y(point[1] / Math.max(1, curve.requests));
      return [{ text: lab.titles[policy] ?? policy, style: styleOf(look, policy), at }];
    }),
  ];
}
