import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { formatShare } from '../format.ts';
import { spreadNames } from './spreadNames.ts';

/** The distance of two names, in px. */
const LINE = 14;

interface RatioGridProps {
  readonly ratios: readonly number[];
  readonly left: number;
  readonly right: number;
  readonly y: (ratio: number) => number;
}

/** Lines across a plot whose height is a ratio, each with its percentage. */
export function RatioGrid({ ratios, left, right, y }: RatioGridProps): VNode {
  return (
    <g>
      {ratios.map((ratio) => (
        <g key={ratio}>
          <line class="grid" x1={left} x2={right} y1={y(ratio)} y2={y(ratio)} />
          <text class="tick" x={left - 6} y={y(ratio) + 4}>
            {formatShare(ratio, 1)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface MissAxesProps {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** How much room the name of the height needs above a plot, in px. */
export const ABOVE = 26;

/** What the axes of a curve of misses are called. Each name is short enough for a narrow page. */
export function MissAxes({ left, right, height }: MissAxesProps): VNode {
  return (
    <g>
      <text class="tick start" x={0} y={12}>
        {l10n.t('requests that miss')}
      </text>
      <text class="tick middle" x={(left + right) / 2} y={height - 6}>
        {l10n.t('entries in the cache')}
      </text>
    </g>
  );
}

/** The end of a line: what it is called, and how high it ends. */
export interface LineEnd {
  readonly text: string;
  /** The class of its line. */
  readonly style: string;
  readonly at: number;
}

interface LineNamesProps {
  readonly ends: readonly LineEnd[];
  readonly right: number;
  /** No name lies below it. */
  readonly bottom: number;
}

/** What stands at the end of each line, behind a piece of it, so that no colour has to be told from another. */
export function LineNames({ ends, right, bottom }: LineNamesProps): VNode {
  const names = spreadNames(
    ends.map((each) => ({ ...each, y: each.at })),
    LINE,
    bottom,
  );
  return (
    <g>
      {names.map(({ text, style, at, y }) => (
        <g key={text} class={style}>
          <path class="line" d={`M${right + 1} ${at}L${right + 9} ${y}H${right + 30}`} />
          <text class="curve-name" x={right + 34} y={y + 4}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
