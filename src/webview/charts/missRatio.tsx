import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { firstWhere } from '../../lab/curve.ts';
import { formatCompact, formatCount, formatShare } from '../format.ts';
import type { LabLook } from '../lab/reading.ts';
import { atSize, kneeOf, pointsOf, sizesOf } from '../lab/reading.ts';
import type { Axis } from './axis.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';
import { createLogAxis } from './logAxis.ts';
import type { LineEnd } from './ratioPlot.tsx';
import { LineNames, RatioGrid } from './ratioPlot.tsx';
import { sized } from './sized.tsx';

/** The measures of the plot, in px. */
const HEIGHT = 280;
const LEFT = 48;
const TOP = 10;
const BOTTOM = 40;
const RIGHT = 116;

/** How many sizes the table tells of. */
const ROWS = 16;

/** The part of requests that an LRU cache of each size misses, with other policies at some sizes, and OPT as the floor. */
export const missRatio: Chart<LabLook> = {
  title: () => l10n.t('Misses by the size of the cache'),
  summary: (look) => {
    const { size, misses } = atSize(look, look.size);
    const { curve } = look;
    return l10n.t(
      'With {0} entries LRU misses {1} of {2} requests, which is {3}. From {4} entries on only the first request of each of the {5} keys misses.',
      formatCount(size),
      formatCount(misses),
      formatCount(curve.requests),
      formatShare(misses, curve.requests),
      formatCount(curve.enough),
      formatCount(curve.distinct),
    );
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
    ['sign-opt', l10n.t('OPT: no policy misses less'), look.drawn.includes('opt')],
    ['sign-knee', l10n.t('knee: where the curve bends most; no advice'), true],
  ]),
};

function tableOf({ lab, curve, drawn }: LabLook): ReturnType<typeof missRatio.table> {
  const sizes = sizesOf(curve);
  const step = Math.max(1, Math.ceil(sizes.length / ROWS));
  const row = (policy: string, size: number, misses: number): string[] => [
    policy,
    formatCount(size),
    formatCount(curve.requests - misses),
    formatCount(misses),
    formatShare(misses, curve.requests),
  ];
  const told = sizes.filter((size, at) => at % step === 0 || size === curve.enough);
  return {
    columns: [l10n.t('Policy'), l10n.t('Size'), l10n.t('Hits'), l10n.t('Misses'), l10n.t('Miss ratio')],
    rows: [
      ...told.map((size) => row('LRU', size, Math.round(curve.misses(size)))),
      ...drawn.flatMap((policy) =>
        pointsOf(lab, policy).map(([size, misses]) => row(lab.titles[policy] ?? policy, size, misses)),
      ),
    ],
  };
}

/** The size of which the curve is drawn nearest to a place across the picture, in px. */
export function sizeNear({ curve }: Pick<LabLook, 'curve'>, width: number, across: number): number {
  const sizes = sizesOf(curve);
  const { x } = horizontal(curve, width);
  const after = firstWhere(sizes.length, (at) => x(sizes[at] ?? 0) >= across);
  const [low, high] = [sizes[after - 1] ?? 0, sizes[after] ?? sizes.at(-1) ?? 0];
  return across - x(low) < x(high) - across ? low : high;
}

/** Where sizes lie in a picture of this width. */
function horizontal(
  curve: LabLook['curve'],
  width: number,
): Pick<Places, 'x' | 'right'> & { readonly ticks: Axis['ticks'] } {
  const axis = createLogAxis([1, ...sizesOf(curve)], 0);
  const right = Math.max(LEFT + 60, width - RIGHT);
  return { x: (size) => LEFT + axis.position(size) * (right - LEFT), right, ticks: axis.ticks };
}

interface Places {
  readonly x: (size: number) => number;
  readonly y: (misses: number) => number;
  readonly right: number;
}

function Plot({ look, width }: { readonly look: LabLook; readonly width: number }): VNode {
  const { curve, size } = look;
  const { x, right, ticks } = horizontal(curve, width);
  const height = (ratio: number): number => TOP + (1 - ratio) * (HEIGHT - TOP - BOTTOM);
  const y = (misses: number): number => height(misses / Math.max(1, curve.requests));
  const others = look.drawn.filter((id) => id !== 'opt');
  const places = { x, y, right };
  return (
    <svg class="miss-ratio" width={width} height={HEIGHT}>
      <RatioGrid ratios={[0, 0.25, 0.5, 0.75, 1]} left={LEFT} right={right} y={height} />
      {ticks.map(
        ({ value, labelled }) =>
          labelled && (
            <text key={value} class="tick middle" x={x(value)} y={HEIGHT - BOTTOM + 16}>
              {formatCompact(value)}
            </text>
          ),
      )}
      <text class="tick middle" x={(LEFT + right) / 2} y={HEIGHT - 6}>
        {l10n.t('entries in the cache; the height is the part of requests that miss')}
      </text>
      <line class="mine" x1={x(size)} x2={x(size)} y1={TOP} y2={HEIGHT - BOTTOM} />
      <Lru look={look} {...places} />
      {look.drawn.map((policy) => (
        <Policy key={policy} look={look} policy={policy} place={others.indexOf(policy)} {...places} />
      ))}
      <LineNames ends={endsOf(look, y)} right={right} bottom={HEIGHT - BOTTOM} />
    </svg>
  );
}

/** In steps, for there are no entries between two numbers of them. */
function Lru({ look, x, y, right }: { readonly look: LabLook } & Places): VNode {
  const { curve } = look;
  const steps = sizesOf(curve).map((size, at) => {
    const [across, up] = [x(size).toFixed(1), y(curve.misses(size)).toFixed(1)];
    return at === 0 ? `M${across} ${up}` : `H${across}V${up}`;
  });
  const knee = kneeOf(curve);
  return (
    <g class="lru">
      <path class="line" d={`${steps.join('')}H${right}`} />
      <circle class="knee" cx={x(knee)} cy={y(curve.misses(knee))} r={5} />
      <circle class="here" cx={x(look.size)} cy={y(curve.misses(look.size))} r={4} />
    </g>
  );
}

interface PolicyProps extends Places {
  readonly look: LabLook;
  readonly policy: string;
  /** Among those that are not OPT: its colour. */
  readonly place: number;
}

function Policy({ look, policy, place, x, y }: PolicyProps): VNode {
  const points = pointsOf(look.lab, policy);
  const title = look.lab.titles[policy] ?? policy;
  return (
    <g class={policy === 'opt' ? 'opt' : `policy policy-${place % 4}`}>
      <path
        class="line"
        d={points
          .map(([size, misses], at) => `${at === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${y(misses).toFixed(1)}`)
          .join('')}
      />
      {points.map(([size, misses]) => (
        <circle key={size} class="dot" cx={x(size)} cy={y(misses)} r={3}>
          <title>
            {l10n.t('{0} with {1} entries: {2} misses', title, formatCount(size), formatCount(misses))}
          </title>
        </circle>
      ))}
    </g>
  );
}

function endsOf({ lab, curve, drawn }: LabLook, y: Places['y']): LineEnd[] {
  return [
    { text: 'LRU', at: y(curve.misses(curve.sizeAt(curve.length - 1))) },
    ...drawn.flatMap((policy) => {
      const last = pointsOf(lab, policy).at(-1);
      return last ? [{ text: lab.titles[policy] ?? policy, at: y(last[1]) }] : [];
    }),
  ];
}
