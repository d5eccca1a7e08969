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

/** The end of a line: what it is called, and how high it ends. */
export interface LineEnd {
  readonly text: string;
  readonly at: number;
}

interface LineNamesProps {
  readonly ends: readonly LineEnd[];
  readonly right: number;
  /** No name lies below it. */
  readonly bottom: number;
}

/** What stands at the end of each line, so that no colour has to be told from another. */
export function LineNames({ ends, right, bottom }: LineNamesProps): VNode {
  const names = spreadNames(
    ends.map((each) => ({ ...each, y: each.at })),
    LINE,
    bottom,
  );
  return (
    <g>
      {names.map(({ text, at, y }) => (
        <g key={text}>
          <path class="leader" d={`M${right + 2} ${at}L${right + 10} ${y}`} />
          <text class="curve-name" x={right + 13} y={y + 4}>
            {text}
          </text>
        </g>
      ))}
    </g>
  );
}
